"""What was asked of Save Page Now, so that a later run goes on from it."""

import sqlite3
from datetime import datetime
from enum import StrEnum

import msgspec
from msgspec import Struct

from citewatch.history import codec
from citewatch.history.locking import durably


class Event(StrEnum):
    """What happened to a page."""

    SUBMITTED = "submitted"
    SAVED = "saved"
    REFUSED = "refused"
    PUT_OFF = "put off"


class Entry(Struct, frozen=True):
    """At a time (UTC), for an address; `note` is the job, the snapshot or the reason."""

    at: datetime
    url: str
    event: Event
    note: str


_decoder = msgspec.json.Decoder(Entry)


class Journal:
    """The entries of a history; each is on the disk at once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def last(self, url: str) -> Entry | None:
        """The latest entry of an address."""
        row = self._connection.execute(
            "SELECT body FROM preserved WHERE url = ? ORDER BY id DESC LIMIT 1", (url,)
        ).fetchone()
        return None if row is None else codec.decoded(_decoder, row[0])

    def add(self, entry: Entry) -> None:
        """Write an entry down: it is on the disk when this returns."""
        with durably(self._connection):
            self._connection.execute(
                "INSERT INTO preserved (url, at, body) VALUES (?, ?, ?)",
                (entry.url, entry.at.timestamp(), codec.encode(entry)),
            )
