"""What is to be changed in a document: each replacement of a report, and how it is put in."""

import re
import string
from collections.abc import Iterable
from datetime import date
from enum import Enum, StrEnum
from urllib.parse import quote

from msgspec import Struct

from citewatch.core.citation import Citation
from citewatch.core.cited_capture import cited_capture
from citewatch.core.decision import Answer
from citewatch.core.display import HIDDEN
from citewatch.core.memento import read_timestamp, spoken_date
from citewatch.core.reasons import Reason
from citewatch.core.report import CitationResult, LinkResult, ReplacementKind
from citewatch.core.urls import as_visited, url_of

_STAMP_IN_PATH = re.compile(r"/(\d{14})(?:[a-z]{2}_)?/")


class Style(StrEnum):
    """How a snapshot is cited; a source that moved has its address replaced in every style.

    REPLACE: its address takes the link's place. APPEND: the link stays, and "Archived at …" is
    added. WIKIPEDIA: the parameters of citation templates.
    """

    REPLACE = "replace"
    APPEND = "append"
    WIKIPEDIA = "wikipedia"


class Action(Enum):
    """What happens to the link: its address is exchanged, or a snapshot is added beside it."""

    EXCHANGE = "exchange"
    ADD = "add"


class Repair(Struct, frozen=True):
    """One link of one citation, and the address to cite; `captured` is the day of a snapshot."""

    citation: Citation
    link: str
    url: str
    action: Action
    reason: Reason
    captured: date | None = None

    @property
    def archived_at(self) -> str:
        """Where a note of the snapshot puts its address: `Archived at {}, 12 January 2017.`"""
        day = f", {spoken_date(self.captured)}" if self.captured else ""
        return f"Archived at {{}}{day}."


def repairs_of(results: Iterable[CitationResult], style: Style) -> list[Repair]:
    """The repairs that some results call for, in their order; what was decided comes first."""
    return [
        repair
        for result in results
        for link in result.links
        if (repair := _repair(result.citation, link, style)) is not None
    ]


def snapshot_of(link: LinkResult) -> str | None:
    """The verified snapshot that can be cited for a link."""
    if link.archive is not None and link.archive.snapshot is not None:
        return link.archive.snapshot.url
    return link.replacement.url if link.replacement and _is_snapshot(link) else None


def _is_snapshot(link: LinkResult) -> bool:
    return link.replacement is not None and link.replacement.kind is ReplacementKind.ARCHIVED


def _repair(citation: Citation, link: LinkResult, style: Style) -> Repair | None:
    if link.replacement is None or link.spared:
        return None
    url, action = link.replacement.url, Action.EXCHANGE
    beside = Action.EXCHANGE if _is_capture(link) else Action.ADD
    if link.decision is not None and link.decision.answer is Answer.ARCHIVE:
        url, action = snapshot_of(link) or url, beside
    elif link.decision is None and _is_snapshot(link) and style is not Style.REPLACE:
        action = beside
    if HIDDEN in url or HIDDEN in link.url:  # a saved report does not hold the whole address
        return None
    url, found = _ascii(url), link.finding
    return Repair(citation, link.url, url, action, found.reason, _day(link, url))


def _is_capture(link: LinkResult) -> bool:
    """Whether the link names a capture: another one takes its place, in every style."""
    address = url_of(as_visited(link.url))
    return address is not None and cited_capture(address) is not None


def _day(link: LinkResult, url: str) -> date | None:
    taken = link.archive.snapshot if link.archive else None
    if taken is not None and _ascii(taken.url) == url:
        return taken.captured_at.date()
    stamp = _STAMP_IN_PATH.search(url) if _is_snapshot(link) else None
    moment = read_timestamp(stamp[1]) if stamp else None
    return moment.date() if moment else None


def _ascii(url: str) -> str:
    """`url` with what is not ASCII, and spaces, percent-encoded: it fits files of any encoding."""
    return quote(url, safe=string.punctuation)
