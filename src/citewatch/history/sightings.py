"""All that was seen of one link over the audits."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime

from msgspec import Struct

from citewatch.core.report import Ending, LinkResult
from citewatch.core.urls import MalformedUrl, as_visited, parse
from citewatch.history.intake import place_of
from citewatch.history.results import StoredCitations
from citewatch.history.trouble import as_written


class Sighting(Struct, frozen=True):
    """A link in one audit, which began at `started` (UTC), with the probes that are still kept.

    `source` is the document that it stood in, `citation` the id there.
    """

    audit: int
    started: datetime
    source: str
    citation: str
    link: LinkResult


def sightings_of(connection: sqlite3.Connection, address: str) -> Iterator[Sighting]:
    """What each audit has of a link, the newest first, in whatever spelling of its address."""
    rows = connection.execute(
        "SELECT l.audit, l.seq, l.nth, a.started, a.ending FROM link l "
        "JOIN audit a ON a.id = l.audit WHERE l.place IN (?, ?) "
        "ORDER BY l.audit DESC, l.seq, l.nth",
        (_place(address), _place(f"https://{address}")),
    )
    return (_sighting(connection, row) for row in rows)


@as_written
def _sighting(connection: sqlite3.Connection, row: sqlite3.Row) -> Sighting:
    ending = Ending(row["ending"] or Ending.INTERRUPTED)
    result = StoredCitations(connection, row["audit"], ending).numbered(row["seq"])
    return Sighting(
        audit=row["audit"],
        started=datetime.fromtimestamp(row["started"], UTC),
        source=result.source or "",
        citation=result.citation.id,
        link=result.links[row["nth"]],
    )


def _place(address: str) -> int:
    try:
        return place_of(parse(as_visited(address)).href)
    except MalformedUrl:
        return place_of(address)
