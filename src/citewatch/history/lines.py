"""The links of an audit in one line each, read with what such a line tells and nothing else."""

import sqlite3
from collections.abc import Iterator
from datetime import datetime
from itertools import groupby

from citewatch.core.decisive import OWN, last_status
from citewatch.core.finding import Finding
from citewatch.core.ignoring import Found, Ignoring
from citewatch.core.recognised import is_recognised
from citewatch.core.report import Earlier, Line
from citewatch.history import codec
from citewatch.history.trouble import as_written

_TELLING = ", ".join(f"'{purpose}'" for purpose in OWN)

_LINES = f"""
SELECT x.seq, l.nth, d.source, c.body, l.checked, f.body, p.purpose, p.body
FROM cited x
JOIN document d ON d.audit = x.audit AND d.nth = x.document
JOIN citation c ON c.id = x.citation
LEFT JOIN link l ON l.audit = x.audit AND l.seq = x.seq
LEFT JOIN finding f ON f.id = l.finding
LEFT JOIN probe p ON p.address = l.address AND p.audit = l.seen_in AND p.purpose IN ({_TELLING})
WHERE x.audit = ?
ORDER BY x.seq, l.nth, p.id
"""  # noqa: S608 - our own words
"""A row for each look at each link. SQLite finds them in this order, and sorts nothing."""


def lines(
    connection: sqlite3.Connection, audit: int, unasked: Finding, ignoring: Ignoring
) -> Iterator[Line]:
    """The lines of an audit; `unasked` is the finding on links that it did not come to."""
    rows = connection.execute(_LINES, (audit,))
    for _, own in groupby(rows, key=lambda row: row[:2]):
        yield _line(list(own), unasked, ignoring)


@as_written
def _line(rows: list[sqlite3.Row], unasked: Finding, ignoring: Ignoring) -> Line:
    _, nth, source, cited, checked, body, _, _ = rows[0]
    citation = codec.decode_citation(cited)
    if nth is None:
        return Line(citation.id, source=source)
    url = citation.links[nth]
    if body is None:
        return Line(citation.id, url, unasked.verdict, unasked.reason.id, source=source)
    found = codec.decode_brief(body)
    seen = [codec.decode_probe(purpose, probe) for *_, purpose, probe in rows if purpose]
    answer, told = found.archive, found.finding
    ignored = ignoring.of(Found(source, citation.id, url, told.verdict, told.reason))
    return Line(
        citation.id,
        url,
        told.verdict,
        told.reason,
        codec.moment(checked),
        last_status(seen),
        None if answer is None else answer.state,
        answer.snapshot.captured_at if answer and answer.snapshot else None,
        is_recognised(found.seen),
        ignored is not None,
        source=source,
    )


def fine_before(connection: sqlite3.Connection, audit: int, began: datetime) -> Earlier | None:
    """The links of an audit that were found fine before it began."""
    number, oldest, newest = connection.execute(
        "SELECT count(*), min(checked), max(checked) FROM link "
        "WHERE audit = ? AND verdict = 'ok' AND checked < ?",
        (audit, began.timestamp()),
    ).fetchone()
    if not number:
        return None
    first, last = codec.moment(oldest), codec.moment(newest)
    assert first is not None
    assert last is not None
    return Earlier(number, first, last)
