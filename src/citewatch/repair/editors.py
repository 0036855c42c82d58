"""The kinds of documents that can be repaired, and the repair of each."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from citewatch.core.repair.plan import Repair, Style
from citewatch.repair.edits import Plan, Repaired, apply
from citewatch.repair.encoding import decode
from citewatch.repair.html_text import repair_html
from citewatch.repair.markdown_text import repair_markdown
from citewatch.repair.plain_text import repair_plain_text
from citewatch.repair.sources_yaml import repair_sources_yaml
from citewatch.repair.wikitext import repair_wikitext
from citewatch.repair.word import repair_word

Editor = Callable[[bytes, Sequence[Repair]], Repaired]
"""Makes repairs in a document of its kind, given as it stands in the file."""


def _text_editor(planned: Callable[[str, Sequence[Repair]], Plan]) -> Editor:
    def edit(content: bytes, repairs: Sequence[Repair]) -> Repaired:
        text, codec = decode(content)
        plan = planned(text, repairs)
        after = apply(text, plan.edits)
        return Repaired(after.encode(codec), text, after, plan.unplaced)

    return edit


SOURCES = "sources"
"""The kind of a sources.yaml."""

EDITORS: Mapping[str, Editor] = MappingProxyType(
    {
        SOURCES: _text_editor(repair_sources_yaml),
        "markdown": _text_editor(repair_markdown),
        "html": _text_editor(repair_html),
        "text": _text_editor(repair_plain_text),
        "wikitext": _text_editor(repair_wikitext),
        "docx": repair_word,
    }
)


def usual_style(kind: str) -> Style:
    """How snapshots are cited in a kind of document unless the user says otherwise."""
    return Style.WIKIPEDIA if kind == "wikitext" else Style.APPEND
