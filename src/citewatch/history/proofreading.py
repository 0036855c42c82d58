"""Whether all that a report will read of an audit is as it was written."""

import sqlite3

from citewatch.history import codec
from citewatch.history.courses import WIDTH, columns, course_of
from citewatch.history.intake import check_digest
from citewatch.history.trouble import as_written

_AT_ONCE = 500
"""Citations read at a time."""

_LINKS = f"""
SELECT d.source, d.key, x.seq, x.at, c.digest, c.body, f.digest, f.body, l.verdict IS NOT NULL,
  {columns("l")}
FROM cited x
JOIN document d ON d.audit = x.audit AND d.nth = x.document
JOIN citation c ON c.id = x.citation
LEFT JOIN link l ON l.audit = x.audit AND l.seq = x.seq
LEFT JOIN finding f ON f.id = l.finding
WHERE x.audit = ?1 AND x.seq > ?2 AND x.seq <= ?2 + {_AT_ONCE}
ORDER BY x.seq
"""  # noqa: S608 - our own words

_PROBES = f"""
SELECT p.purpose, p.body
FROM link l JOIN probe p ON p.address = l.address AND p.audit = l.seen_in
WHERE l.audit = ?1 AND l.seq > ?2 AND l.seq <= ?2 + {_AT_ONCE}
"""  # noqa: S608 - our own words


def proofread(connection: sqlite3.Connection, audit: int, after: int) -> int | None:
    """Read some citations of an audit, with their links and probes; the number of the last one.

    None where there are no more. Raises sqlite3.DatabaseError for what is damaged. Bodies that
    have a digest are held against it, which costs less than to make anything of them.
    """
    rows = connection.execute(_LINKS, (audit, after)).fetchall()
    for row in rows:
        _check(row)
    for purpose, body in connection.execute(_PROBES, (audit, after)):
        codec.decode_probe(purpose, body)
    return rows[-1][2] if rows else None


@as_written
def _check(row: sqlite3.Row) -> None:
    at, digest, body, found_digest, found, is_found = row[3:-WIDTH]
    check_digest(digest, body)
    if at is not None:
        codec.decode_place(at)
    if found is not None:
        check_digest(found_digest, found)
    if is_found:
        course_of(row[-WIDTH:])
