"""What the history lets go of, so that it stays small: the rule that docs/history.md tells."""

import sqlite3
from datetime import datetime, timedelta

from citewatch.core.report import Ending
from citewatch.history.running import Runner, is_running

WHOLE_AUDITS = 3
"""The last audits of a document whose probes are all kept, with those that they rest on."""

LEFT_BEHIND = timedelta(days=7)
"""After so long, an audit that never ended is not taken up again, and its drafts are dropped."""

_AT_ONCE = 2_000
"""Probes dropped in one step: others wait for the file meanwhile."""


def thin_out(connection: sqlite3.Connection, now: datetime) -> bool:
    """One step of letting go of what is old; whether there may be more to do.

    Of older audits every finding stays, and the probes of links whose verdict began in them. What
    an audit that never ended has left behind goes, and archives' answers that are out of date.
    """
    for old in _old_audits(connection):
        if _drop_probes(connection, old):
            return True
    for left in _left_behind(connection, now - LEFT_BEHIND):
        if _drop(connection, "SELECT id FROM probe WHERE audit = ?", left):
            return True
        connection.execute("DELETE FROM work WHERE audit = ?", (left,))
        connection.execute("DELETE FROM host WHERE audit = ?", (left,))
        connection.execute("UPDATE audit SET ready = 0, thinned = 1 WHERE id = ?", (left,))
    connection.execute("DELETE FROM kept_answer WHERE until < ?", (now.timestamp(),))
    return False


def _old_audits(connection: sqlite3.Connection) -> list[int]:
    """Whole audits whose every document has had enough whole audits since."""
    rows = connection.execute(_OLD, (WHOLE_AUDITS,))
    return [row[0] for row in rows.fetchall()]


_OLD = """
SELECT a.id FROM audit a WHERE a.ending = 'complete' AND a.thinned = 0 AND NOT EXISTS (
  SELECT 1 FROM document d WHERE d.audit = a.id AND (
    SELECT count(*) FROM document n JOIN audit b ON b.id = n.audit
    WHERE n.key = d.key AND n.audit > a.id AND b.ending = 'complete') < ?)
"""


def _drop_probes(connection: sqlite3.Connection, old: int) -> bool:
    """Drop what an old audit alone rests on, also of audits before it; whether more is left."""
    rows = connection.execute(
        "SELECT DISTINCT seen_in FROM link WHERE audit = ?1 AND seen_in IS NOT NULL "
        "UNION SELECT ?1",
        (old,),
    )
    connection.execute("UPDATE audit SET thinned = 1 WHERE id = ?", (old,))
    seen_in = [row[0] for row in rows.fetchall()]
    more = any(_drop(connection, _UNWANTED, audit) for audit in seen_in)
    if more:
        connection.execute("UPDATE audit SET thinned = 0 WHERE id = ?", (old,))
    return more


_UNWANTED = """
SELECT p.id FROM probe p WHERE p.audit = ?1 AND NOT EXISTS (
  SELECT 1 FROM link l INDEXED BY link_by_address
  WHERE l.address = p.address AND l.audit = ?1 AND l.verdict <> 'ok' AND l.stood = 1)
AND NOT EXISTS (
  SELECT 1 FROM link l JOIN audit a ON a.id = l.audit
  WHERE l.address = p.address AND l.seen_in = ?1 AND a.thinned = 0)
"""


def _left_behind(connection: sqlite3.Connection, oldest: datetime) -> list[int]:
    """Audits that were begun long ago and never came to their end, but those still at work."""
    rows = connection.execute(
        "SELECT id, machine, process, born FROM audit WHERE thinned = 0 AND started < ? "
        "AND (ending IS NULL OR ending <> ?)",
        (oldest.timestamp(), Ending.COMPLETE),
    ).fetchall()
    return [
        row["id"]
        for row in rows
        if not is_running(Runner(row["machine"], row["process"], row["born"]))
    ]


def _drop(connection: sqlite3.Connection, which: str, audit: int) -> bool:
    """Drop some of an audit's probes; whether more may be left."""
    done = connection.execute(
        f"DELETE FROM probe WHERE id IN ({which} LIMIT {_AT_ONCE})",  # noqa: S608 - our own words
        (audit,),
    )
    return done.rowcount == _AT_ONCE
