"""Documents into the history: their citations and links, and what is to be done for each."""

import hashlib
import sqlite3
from dataclasses import dataclass, replace
from datetime import date

from citewatch.core.citation import Citation
from citewatch.core.urls import MalformedUrl, Url, owner, same_place_key
from citewatch.history import codec


@dataclass(frozen=True, slots=True)
class NewLink:
    """A link as it goes in: `address` is what is asked for, None where nobody is asked."""

    written: str
    day: date | None
    address: Url | None


class Intake:
    """Writes down one document of an audit, its number `document`, citation by citation.

    It holds nothing: where each citation stands is told, so that all can be written once more.
    What stands there already is left as it is.
    """

    def __init__(self, connection: sqlite3.Connection, audit: int, document: int) -> None:
        self._connection = connection
        self._audit = audit
        self._document = document

    def begin(self, key: str, source: str, title: str | None, sha256: str) -> None:
        """The document itself."""
        before = self._connection.execute(
            "SELECT d.audit, d.nth FROM document d JOIN audit a ON a.id = d.audit "
            "WHERE d.key = ? AND d.audit < ? AND a.ending = 'complete' "
            "ORDER BY d.audit DESC LIMIT 1",
            (key, self._audit),
        ).fetchone()
        self._connection.execute(
            "INSERT OR IGNORE INTO document "
            "(audit, nth, key, source, title, sha256, before, before_nth) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (self._audit, self._document, key, source, title, sha256, *(before or (None, None))),
        )

    def citation(self, seq: int, citation: Citation, links: tuple[NewLink, ...]) -> None:
        """A citation, the audit's number `seq`, with its links in the order it gives them."""
        body = codec.encode(replace(citation, at=None))
        new = self._connection.execute(
            "INSERT OR IGNORE INTO cited VALUES (?, ?, ?, ?, ?)",
            (
                self._audit,
                seq,
                self._document,
                kept_once(self._connection, "citation", body),
                None if citation.at is None else codec.encode(citation.at),
            ),
        )
        for nth, link in enumerate(links if new.rowcount else ()):
            self._link(seq, nth, link)

    def _link(self, seq: int, nth: int, link: NewLink) -> None:
        address = None if link.address is None else self._address(link.address)
        place = place_of(link.written if link.address is None else link.address.href)
        self._connection.execute(
            "INSERT INTO link (audit, seq, nth, document, place, nth_there, address, day) "
            "VALUES (?1, ?2, ?3, ?4, ?5, (SELECT count(*) FROM link WHERE audit = ?1 "
            "AND document = ?4 AND place = ?5), ?6, ?7)",
            (
                self._audit,
                seq,
                nth,
                self._document,
                place,
                address,
                None if link.day is None else link.day.isoformat(),
            ),
        )
        if link.address is not None and address is not None:
            self._work(link.address, address)

    def _address(self, address: Url) -> int:
        url = address.without_fragment
        row = self._connection.execute("SELECT id FROM address WHERE url = ?", (url,)).fetchone()
        if row is not None:
            return int(row[0])
        found = self._connection.execute(
            "INSERT INTO address (url, host, owner) VALUES (?, ?, ?)",
            (url, address.host, owner(address.host)),
        )
        assert found.lastrowid is not None
        return found.lastrowid

    def _work(self, address: Url, number: int) -> None:
        """The address is to be looked at, once however often it is cited."""
        new = self._connection.execute(
            "INSERT OR IGNORE INTO work VALUES (?, ?, ?, ?, 0, 0, 1)",
            (self._audit, number, address.host, owner(address.host)),
        )
        if new.rowcount:
            self._connection.execute(
                "INSERT INTO host VALUES (?, ?, 0, 1, 0) "
                "ON CONFLICT (audit, name) DO UPDATE SET waiting = waiting + 1",
                (self._audit, address.host),
            )


def kept_once(connection: sqlite3.Connection, table: str, body: bytes) -> int:
    """The number of a body in a table that keeps each body once."""
    digest = digest_of(body)
    row = connection.execute(
        f"SELECT id FROM {table} WHERE digest = ?",  # noqa: S608 - our own names
        (digest,),
    ).fetchone()
    if row is not None:
        return int(row[0])
    found = connection.execute(
        f"INSERT INTO {table} (digest, body) VALUES (?, ?)",  # noqa: S608 - our own names
        (digest, body),
    )
    assert found.lastrowid is not None
    return found.lastrowid


def digest_of(body: bytes) -> bytes:
    """What a body that is kept once is known by."""
    return hashlib.blake2b(body, digest_size=16).digest()


def place_of(address: str) -> int:
    """A number that is equal for spellings of an address that lead to the same page."""
    try:
        key = same_place_key(address)
    except MalformedUrl:
        key = address
    digest = hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
