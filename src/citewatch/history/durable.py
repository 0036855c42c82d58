"""What may not be lost with the power: what people decided, and what was asked on their account."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def durably(connection: sqlite3.Connection) -> Iterator[None]:
    """What is written in this context is on the disk at its end, not only in the system's memory.

    Use it outside of any transaction.
    """
    connection.execute("PRAGMA synchronous = FULL")
    try:
        yield
    finally:
        connection.execute("PRAGMA synchronous = NORMAL")
