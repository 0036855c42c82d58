"""Answers of archives that are believed for some days: the next audit need not ask again."""

import sqlite3
from datetime import UTC, datetime, timedelta

from citewatch.core.snapshot import ArchiveAnswer, ArchiveState, KeptAnswer
from citewatch.history import codec
from citewatch.history.ledger import Ledger
from citewatch.history.trouble import as_written

LIFETIMES = {
    ArchiveState.FOUND: timedelta(days=7),
    ArchiveState.NONE: timedelta(days=1),
    ArchiveState.EXCLUDED: timedelta(days=1),
}
"""How long an answer is believed. Snapshots stay; that there is none can change every day."""


class KeptAnswers:
    """The `ports.Shelf` of the history: answers by the name of their question."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    async def read(self, name: bytes, now: datetime) -> KeptAnswer | None:
        """The answer to the question of this name, if it is still to be believed."""
        return await self._ledger.call(lambda connection: _read(connection, name, now))

    def keep(self, name: bytes, answer: ArchiveAnswer, at: datetime) -> None:
        """Keep an answer."""
        until = at + LIFETIMES[answer.state]
        row = (name, at.timestamp(), until.timestamp(), codec.encode(answer))
        self._ledger.post(
            lambda connection: connection.execute(
                "INSERT OR REPLACE INTO kept_answer VALUES (?, ?, ?, ?)", row
            )
        )


@as_written
def _read(connection: sqlite3.Connection, name: bytes, now: datetime) -> KeptAnswer | None:
    row = connection.execute(
        "SELECT at, body FROM kept_answer WHERE name = ? AND at <= ? AND until > ?",
        (name, now.timestamp(), now.timestamp()),
    ).fetchone()
    if row is None:
        return None
    return KeptAnswer(datetime.fromtimestamp(row["at"], UTC), codec.decode_answer(row["body"]))
