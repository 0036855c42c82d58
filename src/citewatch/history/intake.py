"""Documents into the history: their citations and links, and what is to be done for each."""

import hashlib
import sqlite3
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from citewatch.core.citation import Citation
from citewatch.core.urls import MalformedUrl, Url, owner, same_place_key
from citewatch.history import codec
from citewatch.history.trouble import Unreadable


class NewLink(Struct, frozen=True):
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
        digest = keep_once(self._connection, "citation", codec.encode(replace(citation, at=None)))
        new = self._connection.execute(
            "INSERT OR IGNORE INTO cited VALUES "
            "(?, ?, ?, (SELECT id FROM citation WHERE digest = ?), ?)",
            (
                self._audit,
                seq,
                self._document,
                digest,
                None if citation.at is None else codec.encode(citation.at),
            ),
        )
        for nth, link in enumerate(links if new.rowcount else ()):
            self._link(seq, nth, link)

    def _link(self, seq: int, nth: int, link: NewLink) -> None:
        url = None if link.address is None else link.address.without_fragment
        if link.address is not None:
            self._work(link.address)
        self._connection.execute(
            "INSERT INTO link (audit, seq, nth, document, place, nth_there, address, day) "
            "VALUES (?1, ?2, ?3, ?4, ?5, (SELECT count(*) FROM link WHERE audit = ?1 "
            "AND document = ?4 AND place = ?5), (SELECT id FROM address WHERE url = ?6), ?7)",
            (
                self._audit,
                seq,
                nth,
                self._document,
                place_of(link.written if link.address is None else link.address.href),
                url,
                None if link.day is None else link.day.isoformat(),
            ),
        )

    def _work(self, address: Url) -> None:
        """The address is to be looked at, once however often it is cited."""
        url, site = address.without_fragment, owner(address.host)
        self._connection.execute(
            "INSERT INTO address (url, host, owner) VALUES (?, ?, ?) ON CONFLICT (url) DO NOTHING",
            (url, address.host, site),
        )
        self._connection.execute(
            "INSERT OR IGNORE INTO work SELECT ?, id, ?, ?, 0, 0, 1 FROM address WHERE url = ?",
            (self._audit, address.host, site, url),
        )


def keep_once(connection: sqlite3.Connection, table: str, body: bytes) -> bytes:
    """Keep a body in a table that has each body once: the digest by which it is found there."""
    digest = digest_of(body)
    connection.execute(
        f"INSERT INTO {table} (digest, body) VALUES (?, ?) "  # noqa: S608 - our own names
        "ON CONFLICT (digest) DO NOTHING",
        (digest, body),
    )
    return digest


def digest_of(body: bytes) -> bytes:
    """What a body that is kept once is known by."""
    return hashlib.blake2b(body, digest_size=16).digest()


def check_digest(digest: bytes, body: bytes) -> None:
    """Raises Unreadable for a body that is not the one which this digest was taken of."""
    if digest_of(body) != digest:
        raise Unreadable("it holds what was never written there")


def place_of(address: str) -> int:
    """A number that is equal for spellings of an address that lead to the same page."""
    try:
        key = same_place_key(address)
    except MalformedUrl:
        key = address
    digest = hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
