"""The documents of a repair: each as it was audited, with what the audit found in it."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from citewatch.core.display import show, show_address
from citewatch.core.repair.decided import decided
from citewatch.core.repair.plan import Repair, Style, repairs_of
from citewatch.core.report import CitationResult, Report
from citewatch.documents.content.file import read_bytes
from citewatch.documents.editing.edits import Repaired
from citewatch.documents.kinds.known import kind_of
from citewatch.documents.repairing import repair
from citewatch.errors import InputError
from citewatch.usecases.files import changed_since
from citewatch.usecases.memory import Memory


class Repairable(Struct, frozen=True):
    """A document, its bytes as they were audited, and its results."""

    path: Path
    content: bytes
    results: tuple[CitationResult, ...]

    def change(self, style: Style | None) -> "Change":
        """What repairs it. Raises InputError where its kind, or `style`, does not allow it."""
        kind = kind_of(self.content, self.path.name)
        wanted = repairs_of(self.results, style or kind.style)
        if style is Style.WIKIPEDIA and kind.style is not style:
            raise InputError([f"{self.path}: the style wikipedia is for wikitext"])
        if not wanted:
            return Change(self, Repaired(self.content, "", ""), 0)
        if kind.editor is None:
            what = f"{self.path}: documents of the kind {kind.name} have to be changed by hand"
            raise InputError([what, *(f"  {in_words(repair)}" for repair in wanted)])
        repaired = repair(self.content, str(self.path), kind, wanted)
        return Change(self, repaired, len(wanted) - len(repaired.unplaced))


class Change(Struct, frozen=True):
    """A document and what it becomes; `made` is the number of links that this repairs."""

    document: Repairable
    repaired: Repaired
    made: int

    @property
    def any(self) -> bool:
        """Whether anything changes."""
        return self.repaired.content != self.document.content


def in_words(repair: Repair) -> str:
    """One repair, for a person who makes it."""
    return (
        f"citation {show(repair.citation.id)}: for {show_address(repair.link)} "
        f"cite {show_address(repair.url)}"
    )


def before_audit(names: Sequence[str]) -> dict[str, bytes]:
    """The bytes of each source. Raises InputError for standard input, which cannot be changed."""
    if any(not Path(name).is_file() for name in names):
        raise InputError(["standard input cannot be repaired; name the file"])
    return {name: read_bytes(Path(name)) for name in names}


def of_audit(report: Report, contents: Mapping[str, bytes]) -> list[Repairable]:
    """The documents of an audit made just now, which began with these contents."""
    return [
        Repairable(Path(source), content, _results(report, source))
        for source, content in contents.items()
    ]


def of_report(
    report: Report, chosen: Sequence[Path], memory: Memory
) -> tuple[list[Repairable], list[str]]:
    """The documents of an earlier report, all or the chosen ones; and why others cannot be had.

    One that is not as it was then, or cannot be read, is among the others.
    """
    known = dict(zip(map(Path, report.sources), report.source_hashes, strict=False))
    problems = [f"{path}: the report says nothing of it" for path in chosen if path not in known]
    found = []
    for path in chosen or known:
        try:
            if path in known:
                found.append(_as_audited(report, path, known[path], memory))
        except InputError as error:
            problems += error.problems
    return found, problems


def _as_audited(report: Report, path: Path, known: str, memory: Memory) -> Repairable:
    content = read_bytes(path)
    if hashlib.sha256(content).hexdigest() != known:
        raise changed_since(path)
    decisions = memory.decisions(str(path))
    results = (decided(result, decisions) for result in _results(report, str(path)))
    return Repairable(path, content, tuple(results))


def _results(report: Report, source: str) -> tuple[CitationResult, ...]:
    of_source = Path(source)
    results = report.citations.read(evidence=False)
    return tuple(result for result in results if Path(result.source or "") == of_source)
