"""The whole page, written from top to bottom, one citation after another."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, TextIO

from msgspec import Struct

from citewatch.core.changes import Changed, Changes
from citewatch.core.counting import Counting
from citewatch.core.display import show_address
from citewatch.core.report import Ending, Report
from citewatch.formats import over_time, overview, wording
from citewatch.formats.html.cards import cards
from citewatch.formats.html.environment import PAGE, as_data, environment
from citewatch.formats.html.links import Link, link_to
from citewatch.formats.html.pictures import bar, course
from citewatch.formats.html.rows import answering, open_links, rows, spared_links
from citewatch.formats.table import HEAD
from citewatch.version import __version__

MOST = 1_500
"""Findings told on cards: a browser takes seconds to show more."""

MOST_ROWS = 3_000
"""Links in each list and in the table, for the same reason."""


def write_html(report: Report, counting: Counting, out: TextIO) -> None:
    """Write the report as one HTML page, ending in a line end."""
    del counting  # people read all that was found
    pieces = environment().get_template(PAGE).generate(_parts(report))
    # What is marked as safe would escape whatever a writer puts before it.
    out.writelines(map(str, pieces))
    out.write("\n")


class Tile(Struct, frozen=True):
    """One of the numbers at the top of the page."""

    word: str
    number: int
    meaning: str


class News(Struct, frozen=True):
    """A link that fares otherwise than in the audit before."""

    citation: str
    address: Link
    became: str
    why: str


class Kind(Struct, frozen=True):
    """The links of one kind of change; `more` says how many others there are."""

    title: str
    number: int
    news: tuple[News, ...]
    more: str


def _parts(report: Report) -> dict[str, Any]:
    """What the templates show. Lists are read from the report while they are written."""
    summary = report.summary
    verdicts = summary.verdicts
    unverified = sum(verdicts[verdict] for verdict in wording.UNVERIFIED)
    needing = sum(verdicts[verdict] for verdict in wording.ACTIONABLE)
    everything = summary.links + summary.unlinked
    return {
        "version": __version__,
        "data": as_data(_data(report)),
        "wording": wording,
        "title": overview.report_title(report),
        "many": len(report.sources) > 1,
        "sources": [show_address(source) for source in report.sources],
        "day": wording.day(report.started),
        "took": f"{report.started:%H:%M} to {report.finished:%H:%M} UTC",
        "staged": report.staged,
        "without_network": report.ending is Ending.OFFLINE,
        "interruption": _interruption(report),
        "headline": overview.headline(report),
        "subline": overview.subline(report),
        "asides": [overview.uncompared(report), overview.not_asked_again(report)],
        "remarks": report.remarks,
        "tiles": _tiles(report),
        "bar": bar(report),
        "course": course(report.trend),
        "changes": report.changes and over_time.compared_with(report.changes),
        "changes_title": over_time.TITLE,
        "kinds": _kinds(report.changes) if report.changes else (),
        "cards": islice(cards(report), MOST),
        "cards_shown": min(summary.needy, MOST),
        "cards_left": _left(summary.needy, MOST),
        "unverified": unverified,
        "open": islice(open_links(report), MOST_ROWS),
        "open_left": _left(unverified, MOST_ROWS),
        "nothing_known": overview.nothing_known(report),
        "spared": needing - summary.needy,
        "spared_links": islice(spared_links(report), MOST_ROWS),
        "answering": summary.only_answering,
        "answering_rows": islice(answering(report), MOST_ROWS),
        "answering_left": _left(summary.only_answering, MOST_ROWS),
        "head": HEAD,
        "rows": islice(rows(report), MOST_ROWS),
        "rows_left": _left(everything, MOST_ROWS),
    }


def _data(report: Report) -> dict[str, Any]:
    """What a file of decisions says of the report that they were made in."""
    hashes = (*report.source_hashes, *([""] * len(report.sources)))
    named = zip(report.sources, hashes, strict=False)
    return {
        "tool": {"name": "citewatch", "version": __version__},
        "audit": report.audit,
        "started": report.started.isoformat(),
        "sources": [{"name": show_address(one), "sha256": known or None} for one, known in named],
    }


def _interruption(report: Report) -> str:
    return overview.interruption(report) if report.ending in wording.CUT_SHORT else ""


def _left(number: int, most: int) -> str:
    """How many are left out of a list that holds the first ones alone, and where they are."""
    left = number - most
    if left <= 0:
        return ""
    return (
        f"{left:,} more are left out here, since a browser would be slow to show them: "
        "the JSON and the Markdown report have them all."
    )


def _tiles(report: Report) -> Sequence[Tile]:
    return [Tile(word, n, meaning) for word, n, meaning in overview.summary_rows(report) if n]


def _kinds(changes: Changes) -> Iterator[Kind]:
    for kind, title in over_time.KINDS.items():
        number = changes.counts.get(kind, 0)
        if number:
            told, more = over_time.shown(changes, kind)
            yield Kind(title, number, tuple(map(_news, told)), more)


def _news(changed: Changed) -> News:
    return News(
        changed.citation,
        link_to(changed.url),
        over_time.became(changed),
        over_time.why(changed),
    )
