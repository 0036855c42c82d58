"""citewatch keeps citations alive.

    import citewatch

    report = citewatch.audit("paper.docx", citewatch.Settings(exclude=("*.example/*",)))
    for link in report.links:
        print(link.finding.verdict, link.url, citewatch.say(link.finding))

What is named here is what other programs can rely on. Each name is loaded when it is first used,
so that `import citewatch` costs next to nothing.
"""

from typing import TYPE_CHECKING

from citewatch.version import __version__

if TYPE_CHECKING:
    from citewatch.api import audit, audit_async, extract
    from citewatch.core.citation import Citation, Document
    from citewatch.core.decision import Answer, Decision
    from citewatch.core.finding import Finding
    from citewatch.core.reasons import REASONS, Reason
    from citewatch.core.report import (
        CitationResult,
        Ending,
        LinkResult,
        Replacement,
        ReplacementKind,
        Report,
    )
    from citewatch.core.say import say
    from citewatch.core.snapshot import ArchiveAnswer, ArchiveState, Snapshot
    from citewatch.core.verdict import Verdict
    from citewatch.errors import CitewatchError, InputError
    from citewatch.settings import Settings
    from citewatch.wiring.signing import key_directory

__all__ = [
    "REASONS",
    "Answer",
    "ArchiveAnswer",
    "ArchiveState",
    "Citation",
    "CitationResult",
    "CitewatchError",
    "Decision",
    "Document",
    "Ending",
    "Finding",
    "InputError",
    "LinkResult",
    "Reason",
    "Replacement",
    "ReplacementKind",
    "Report",
    "Settings",
    "Snapshot",
    "Verdict",
    "__version__",
    "audit",
    "audit_async",
    "extract",
    "key_directory",
    "say",
]

_HOMES = {
    "api": ("audit", "audit_async", "extract"),
    "core.citation": ("Citation", "Document"),
    "core.decision": ("Answer", "Decision"),
    "core.reasons": ("REASONS", "Reason"),
    "core.report": (
        "CitationResult",
        "Ending",
        "LinkResult",
        "Replacement",
        "ReplacementKind",
        "Report",
    ),
    "core.say": ("say",),
    "core.snapshot": ("ArchiveAnswer", "ArchiveState", "Snapshot"),
    "core.finding": ("Finding",),
    "core.verdict": ("Verdict",),
    "errors": ("CitewatchError", "InputError"),
    "settings": ("Settings",),
    "wiring.signing": ("key_directory",),
}


if not TYPE_CHECKING:  # a type checker is to know the names above, and no others

    def __getattr__(name: str) -> object:
        """What a name stands for, loaded now (PEP 562)."""
        from importlib import import_module  # noqa: PLC0415

        for home, names in _HOMES.items():
            if name in names:
                found = getattr(import_module(f"citewatch.{home}"), name)
                globals()[name] = found
                return found
        raise AttributeError(f"module 'citewatch' has no attribute {name!r}")

    def __dir__() -> list[str]:
        """The names that can be relied on."""
        return list(__all__)
