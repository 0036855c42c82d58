"""How many links of the same documents were in trouble, audit by audit."""

import sqlite3
from datetime import UTC, datetime

from citewatch.core.report import Standing
from citewatch.core.verdict import Verdict
from citewatch.history.trouble import as_written

LONGEST = 24
"""Audits that are told of: half a year of weekly ones."""

_WORDS = ", ".join(f"'{verdict}'" for verdict in Verdict if verdict.needs_change)

_TREND = f"""
SELECT a.started, count(*), total(l.verdict IN ({_WORDS}))
FROM audit a JOIN link l ON l.audit = a.id
WHERE a.id IN (
  SELECT b.id FROM audit b
  WHERE b.sources = (SELECT sources FROM audit WHERE id = ?1) AND b.id <= ?1
  AND (b.ending = 'complete' OR b.id = ?1)
  ORDER BY b.id DESC LIMIT {LONGEST})
GROUP BY a.id ORDER BY a.id
"""  # noqa: S608 - our own words


@as_written
def trend(connection: sqlite3.Connection, audit: int) -> tuple[Standing, ...]:
    """The last whole audits of the same documents up to this one, the oldest first."""
    rows = connection.execute(_TREND, (audit,)).fetchall()
    return tuple(
        Standing(datetime.fromtimestamp(started, UTC), links, int(troubled))
        for started, links, troubled in rows
    )
