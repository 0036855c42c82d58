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


def patiently(connection: sqlite3.Connection, statement: str) -> None:
    """Execute what needs the lock, as soon as it is free.

    SQLite itself asks for it too seldom, and would sleep through a breath; for some statements it
    does not wait at all.
    """
    give_up_at = time.monotonic() + BUSY_SECONDS
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        while not _executed(connection, statement, last=time.monotonic() > give_up_at):
            time.sleep(BREATH / 5)
    finally:
        connection.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000:.0f}")


def begin(connection: sqlite3.Connection) -> None:
    """Begin to write."""
    patiently(connection, "BEGIN IMMEDIATE")


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


def _executed(connection: sqlite3.Connection, statement: str, *, last: bool) -> bool:
    try:
        connection.execute(statement)
    except sqlite3.OperationalError as error:
        if last or error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise
        return False
    return True
