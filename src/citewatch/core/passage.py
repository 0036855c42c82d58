"""What stands at an address that is offered: its title, and the passage that was cited."""

from collections.abc import Sequence

from citewatch.core.citation import Citation
from citewatch.core.content.quote import find_quote
from citewatch.core.content.support import find_support
from citewatch.core.evidence import Page
from citewatch.core.probe import Probe
from citewatch.core.snapshot import ArchiveAnswer, Snapshot

LONGEST = 320
"""Characters of a passage: two or three sentences."""


def seen_at(url: str, probes: Sequence[Probe]) -> Page | Snapshot | None:
    """The page or snapshot that was seen last at an address; None where there was none."""
    for probe in reversed(probes):
        visit, saw = probe.visit, probe.saw
        if visit is not None and visit.page is not None and visit.final_url == url:
            return visit.page
        if isinstance(saw, ArchiveAnswer) and saw.snapshot is not None and saw.snapshot.url == url:
            return saw.snapshot
    return None


def passage(citation: Citation, text: str) -> str:
    """The passage of a page that a citation rests on: its quote, or what holds a sentence of it.

    Where neither is found, the page's first words.
    """
    found = find_quote(citation.quote, text).passage if citation.quote else ""
    for sentence in citation.supports:
        found = found or find_support(sentence, text).passage
    return _cut(found or text)


def _cut(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    return f"{text[:LONGEST].rpartition(' ')[0] or text[:LONGEST]} …"
