"""Audits in which most of the web seemed silent: it was rather the network that they ran on."""

import sqlite3

SITES_AT_LEAST = 20
"""Silent sites from which it is no accident. Fewer can all be dead in one document."""


def disbelieve_silence(connection: sqlite3.Connection, audit: int) -> bool:
    """Forget the silences of an audit that heard nothing from most of the sites it asked.

    A firewall that lets a few sites through is such a network. What was found stands in the audit;
    but no later one takes it for a step towards death. Whether there was anything to forget.
    """
    asked, silent = connection.execute(_SITES, (audit,)).fetchone()
    if silent < SITES_AT_LEAST or 2 * silent <= asked:
        return False
    connection.execute(
        "UPDATE link SET silent_since = NULL, silent_audits = 0 WHERE audit = ?", (audit,)
    )
    return True


_SITES = """
SELECT count(*), coalesce(sum(heard = 0), 0) FROM (
  SELECT max(l.silent_audits = 0) AS heard
  FROM link l JOIN address a ON a.id = l.address JOIN audit t ON t.id = l.audit
  WHERE l.audit = ? AND l.checked >= t.started
  GROUP BY a.owner)
"""
"""Sites that were asked, and how many of them were silent at all of their addresses."""
