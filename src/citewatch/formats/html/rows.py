"""Links that the page tells in a few words each: those left open, those spared, and all of them."""

from collections.abc import Iterator

from msgspec import Struct

from citewatch.core.report import CitationResult, LinkResult, Report
from citewatch.core.say import say
from citewatch.core.verdict import UNLINKED, Verdict
from citewatch.formats import wording
from citewatch.formats.html.cards import Cited, cited
from citewatch.formats.html.links import Link, link_to
from citewatch.formats.over_time import first_found
from citewatch.formats.picking import links_with
from citewatch.formats.table import cells


class Brief(Struct, frozen=True):
    """A link in a few sentences; `snapshot` is one that can be read instead."""

    verdict: str
    cited: Cited
    said: str
    since: str
    spared: str
    snapshot: Link | None
    taken: str


class Row(Struct, frozen=True):
    """A row of the table of all links; `since` follows the word of its verdict."""

    citation: str
    source: str
    address: Link
    word: str
    since: str
    reason: str
    status: str
    archive: str


def open_links(report: Report) -> Iterator[Brief]:
    """Links that could not be verified."""
    for verdict in wording.UNVERIFIED:
        for result, link in links_with(report, verdict):
            yield _brief(result, link)


def spared_links(report: Report) -> Iterator[Brief]:
    """Links that call for a change, but are kept as they are or ignored."""
    for verdict in wording.ACTIONABLE:
        for result, link in links_with(report, verdict):
            if link.spared:
                yield _brief(result, link)


def answering(report: Report) -> Iterator[Row]:
    """Living links at which nobody recognised the source."""
    for line in report.citations.lines():
        if line.verdict is Verdict.OK and line.recognised is False:
            yield Row(line.citation, line.source or "", link_to(line.url), "", "", "", "", "")


def rows(report: Report) -> Iterator[Row]:
    """All links, and citations without any, in the documents' order."""
    for line in report.citations.lines():
        citation, _, verdict, reason, status, archive = cells(line, report.started)
        word = UNLINKED if line.verdict is None else line.verdict.value
        yield Row(
            citation=citation,
            source=line.source or "",
            address=link_to(line.url),
            word=word,
            since=verdict.removeprefix(word),
            reason=reason,
            status=status,
            archive=archive,
        )


def _brief(result: CitationResult, link: LinkResult) -> Brief:
    taken = link.archive.snapshot if link.archive else None
    return Brief(
        verdict=link.finding.verdict.value,
        cited=cited(result, link),
        said=wording.sentence(say(link.finding)),
        since=first_found(link),
        spared=wording.spared(link),
        snapshot=link_to(taken.url) if taken else None,
        taken=wording.day(taken.captured_at) if taken else "",
    )
