"""The lock on a history's file: who wants to write waits for it, and never long."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager

BUSY_SECONDS = 30.0
"""How long to wait for another audit that writes to the same file. One holds it for less than
a second at a time."""

BREATH = 0.02
"""Seconds between two transactions of an audit in which another process may take the lock."""


def begin(connection: sqlite3.Connection) -> None:
    """Begin to write. SQLite itself asks for the lock too seldom, and sleeps through a breath."""
    give_up_at = time.monotonic() + BUSY_SECONDS
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        while not _begun(connection, last=time.monotonic() > give_up_at):
            time.sleep(BREATH / 5)
    finally:
        connection.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000:.0f}")


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """What is written in this context is written as a whole, or not at all."""
    begin(connection)
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk has ended it already
            connection.execute("ROLLBACK")
        raise


@contextmanager
def durably(connection: sqlite3.Connection) -> Iterator[None]:
    """A transaction that is on the disk at its end, and not only in the system's memory.

    For what may not be lost with the power: what people decided, what was asked on their account.
    """
    connection.execute("PRAGMA synchronous = FULL")
    try:
        with transaction(connection):
            yield
    finally:
        connection.execute("PRAGMA synchronous = NORMAL")


def _begun(connection: sqlite3.Connection, *, last: bool) -> bool:
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if last or error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise
        return False
    return True
