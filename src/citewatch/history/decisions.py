"""What editors decided: kept safest of all, and never thinned out."""

import sqlite3
from collections.abc import Iterable

from citewatch.core.decision import Decision
from citewatch.history import codec
from citewatch.history.locking import durably


def remember(connection: sqlite3.Connection, key: str, decision: Decision) -> None:
    """Add one decision about the document of this key; it is on the disk when this returns."""
    with durably(connection):
        connection.execute(
            "INSERT INTO decision (document, at, body) VALUES (?, ?, ?)",
            (key, decision.at.timestamp(), codec.encode(decision)),
        )


def decisions_about(connection: sqlite3.Connection, key: str) -> tuple[Decision, ...]:
    """The decisions about a document, oldest first."""
    rows = connection.execute("SELECT body FROM decision WHERE document = ? ORDER BY id", (key,))
    return tuple(codec.decode_decision(row[0]) for row in rows.fetchall())


def decided_documents(connection: sqlite3.Connection, keys: Iterable[str]) -> frozenset[str]:
    """Those documents about which anything was decided."""
    rows = connection.execute("SELECT DISTINCT document FROM decision").fetchall()
    return frozenset(row[0] for row in rows) & frozenset(keys)
