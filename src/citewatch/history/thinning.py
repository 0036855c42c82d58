"""What the history lets go of, so that it stays small: the rule that the documentation tells."""

import sqlite3
from datetime import datetime, timedelta

WHOLE_AUDITS = 3
"""The last audits of some sources whose probes are all kept, with those that they rest on."""

LEFT_BEHIND = timedelta(days=7)
"""After so long, an audit that never ended is not taken up again, and its drafts are dropped."""


def thin_out(connection: sqlite3.Connection, audit: int, now: datetime) -> None:
    """After an audit: let go of old probes, of what was left behind, and of stale answers.

    Of older audits every finding stays, and the probes of links whose verdict began in them.
    """
    old = _old_audits(connection, audit)
    for one in old:
        connection.execute(_PROBES_TO_DROP, (one,))
    oldest = (now - LEFT_BEHIND).timestamp()
    left = [
        row[0]
        for row in connection.execute(
            "SELECT id FROM audit WHERE started < ? AND (ending IS NULL OR ending <> 'complete')",
            (oldest,),
        ).fetchall()
    ]
    for one in left:
        connection.execute("DELETE FROM probe WHERE audit = ?", (one,))
        connection.execute("DELETE FROM work WHERE audit = ?", (one,))
        connection.execute("DELETE FROM host WHERE audit = ?", (one,))
    connection.execute("DELETE FROM kept_answer WHERE until < ?", (now.timestamp(),))


def _old_audits(connection: sqlite3.Connection, audit: int) -> list[int]:
    """Audits of the same sources that are not among the last ones, newest first."""
    rows = connection.execute(
        "SELECT id FROM audit WHERE ending = 'complete' AND sources = "
        "(SELECT sources FROM audit WHERE id = ?) ORDER BY id DESC LIMIT 20 OFFSET ?",
        (audit, WHOLE_AUDITS),
    ).fetchall()
    return [row[0] for row in rows]


_PROBES_TO_DROP = """
DELETE FROM probe WHERE audit = ?1 AND NOT EXISTS (
  SELECT 1 FROM link l JOIN audit a ON a.id = l.audit
  WHERE l.address = probe.address AND l.audit = ?1
  AND l.verdict <> 'ok' AND l.since >= a.started)
AND NOT EXISTS (
  SELECT 1 FROM link l WHERE l.address = probe.address AND l.seen_in = ?1 AND l.audit > ?1)
"""
