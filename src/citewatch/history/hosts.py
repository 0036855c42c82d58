"""The hosts of an audit that have something to be looked at, and which of them are visited."""

import sqlite3
from collections.abc import Collection

from msgspec import Struct

from citewatch.history.tasks import Task, Tasks


class Opened(Struct, frozen=True):
    """A host to visit, with the `first` of what is due there; `more` may be due at a later time."""

    name: str
    first: list[Task]
    more: bool


class Hosts:
    """The hosts of one audit."""

    def __init__(self, connection: sqlite3.Connection, audit: int) -> None:
        self._connection = connection
        self._audit = audit
        self._tasks = Tasks(connection, audit)

    def begin(self) -> None:
        """The hosts of all that is to be looked at, none of which is being visited yet."""
        self._connection.execute("DELETE FROM host WHERE audit = ?", (self._audit,))
        self._connection.execute(
            "INSERT INTO host SELECT audit, host, 0, count(*), min(due) FROM work "
            "WHERE audit = ? AND stage = 0 GROUP BY host",
            (self._audit,),
        )

    def keep_open(self, visited: Collection[str]) -> None:
        """After a rescue: these hosts are being visited, whatever could be read of them."""
        self._connection.executemany(
            "UPDATE host SET open = 1 WHERE audit = ? AND name = ?",
            [(self._audit, host) for host in visited],
        )

    def open(self, now: float, at_most: int, batch: int) -> list[Opened]:
        """Hosts with something due, those with the most to do first; they are now being visited."""
        rows = self._connection.execute(
            "SELECT name, waiting FROM host WHERE audit = ? AND open = 0 AND due <= ? "
            "ORDER BY waiting DESC LIMIT ?",
            (self._audit, now, at_most),
        ).fetchall()
        self._connection.executemany(
            "UPDATE host SET open = 1 WHERE audit = ? AND name = ?",
            [(self._audit, row[0]) for row in rows],
        )
        first = [self.due_at(row[0], now, (), batch) for row in rows]
        return [
            Opened(name, tasks, waiting > len(tasks))
            for (name, waiting), tasks in zip(rows, first, strict=True)
        ]

    def close(self, host: str) -> None:
        """A host has nothing due: it waits for what was put off, or is done with."""
        left, due = self._connection.execute(
            "SELECT count(*), min(due) FROM work WHERE audit = ? AND host = ? AND stage = 0",
            (self._audit, host),
        ).fetchone()
        if left:
            self._connection.execute(
                "UPDATE host SET open = 0, waiting = ?, due = ? WHERE audit = ? AND name = ?",
                (left, due, self._audit, host),
            )
        else:
            self._connection.execute(
                "DELETE FROM host WHERE audit = ? AND name = ?", (self._audit, host)
            )

    def next_due(self) -> float | None:
        """When the next host that waits has something due; None where none waits."""
        row = self._connection.execute(
            "SELECT min(due) FROM host WHERE audit = ? AND open = 0", (self._audit,)
        ).fetchone()
        return None if row is None else row[0]

    def due_at(self, host: str, now: float, taken: Collection[int], at_most: int) -> list[Task]:
        """What is to be looked at on a host now, but the `taken`; never asked addresses first."""
        rows = self._connection.execute(
            "SELECT address FROM work WHERE audit = ? AND host = ? AND stage = 0 AND due <= ? "
            "ORDER BY rank, due, address LIMIT ?",
            (self._audit, host, now, at_most + len(taken)),
        ).fetchall()
        return [self._tasks.of(row[0]) for row in rows if row[0] not in taken][:at_most]

    def next_due_at(self, host: str, taken: Collection[int]) -> float | None:
        """When the next address of a host is due, but for those `taken`; None where none is."""
        rows = self._connection.execute(
            "SELECT address, due FROM work WHERE audit = ? AND host = ? AND stage = 0 "
            "ORDER BY due LIMIT ?",
            (self._audit, host, len(taken) + 1),
        ).fetchall()
        return next((row[1] for row in rows if row[0] not in taken), None)
