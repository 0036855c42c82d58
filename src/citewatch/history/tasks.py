"""The tasks of an audit: an address to do something for, with all that is known of it."""

import sqlite3
from collections.abc import Iterator
from datetime import date
from enum import IntEnum

from msgspec import Struct

from citewatch.core.citation import Citation
from citewatch.core.finding import Finding
from citewatch.core.link import Link
from citewatch.core.over_time import Course
from citewatch.core.probe import Probe
from citewatch.core.report import Outcome
from citewatch.core.urls import Url, as_visited, parse
from citewatch.history import codec
from citewatch.history.courses import WIDTH, columns, past_of
from citewatch.history.trouble import Unreadable, as_written


class Stage(IntEnum):
    """Whose turn an address waits for."""

    LOOK = 0
    """The live web, in its host's lane."""
    ARCHIVE = 1
    """An archive, at the archive's pace."""
    SEARCH = 2
    """The search for its source elsewhere, once all of its site was looked at."""
    COMPANY = 3
    """What the other links of the audit tell about it, once all of them were looked at."""


class Row(Struct, frozen=True):
    """Where a link stands in the history: its audit, its citation, and which of its links it is."""

    audit: int
    seq: int
    nth: int


class Cited(Struct, frozen=True):
    """A link that cites an address, and how it fared before.

    `found_before` is what was found then, if it was fine and all that the citation asks was asked;
    `past_audit` is the audit whose probes that rests on. `open_before` is what was found then of
    this very address, if nobody could say.
    """

    row: Row
    link: Link
    past: Course | None
    found_before: Outcome | None
    past_audit: int | None
    open_before: Finding | None = None


class Task(Struct, frozen=True):
    """An address to do something for, with all that cite it and all that was seen of it."""

    number: int
    address: Url
    cited: tuple[Cited, ...]
    probes: tuple[Probe, ...]


class Tasks:
    """The tasks of one audit, read from its history."""

    def __init__(self, connection: sqlite3.Connection, audit: int) -> None:
        self._connection = connection
        self._audit = audit

    @as_written
    def of(self, number: int) -> Task:
        """An address with all that is known of it."""
        row = self._connection.execute("SELECT url FROM address WHERE id = ?", (number,)).fetchone()
        cited, address = tuple(self._cited(number)), parse(row[0])
        if cited and parse(as_visited(cited[0].link.written)).without_fragment != row[0]:
            raise Unreadable("it holds an address that nobody cites")  # another would be judged
        return Task(number, address, cited, tuple(self._probes(number)))

    def has(self, number: int) -> bool:
        """Whether anything is left to do for the address of this number."""
        found = self._connection.execute(
            "SELECT 1 FROM work WHERE audit = ? AND address = ?", (self._audit, number)
        )
        return found.fetchone() is not None

    def without_address(self, at_most: int) -> list[Cited]:
        """Links that nobody is asked about and that are not settled yet."""
        rows = self._connection.execute(
            f"{_CITED} WHERE l.address IS NULL AND l.audit = ?1 AND l.finding IS NULL "
            "ORDER BY l.seq, l.nth LIMIT ?2",
            (self._audit, at_most),
        ).fetchall()
        return [self._one_cited(row) for row in rows]

    def unsettled(self) -> list[Cited]:
        """Links of which nothing is known."""
        rows = self._connection.execute(
            f"{_CITED} WHERE l.address IS NOT NULL AND l.audit = ?1 AND l.finding IS NULL "
            "ORDER BY l.seq, l.nth",
            (self._audit,),
        ).fetchall()
        return [self._one_cited(row) for row in rows]

    def _probes(self, number: int) -> Iterator[Probe]:
        rows = self._connection.execute(
            "SELECT purpose, body FROM probe WHERE address = ? AND audit = ? ORDER BY id",
            (number, self._audit),
        )
        return (codec.decode_probe(*row) for row in rows)

    def _cited(self, number: int) -> Iterator[Cited]:
        rows = self._connection.execute(
            f"{_CITED} WHERE l.address = ?2 AND l.audit = ?1 ORDER BY l.seq, l.nth",
            (self._audit, number),
        ).fetchall()
        return (self._one_cited(row) for row in rows)

    @as_written
    def _one_cited(self, row: sqlite3.Row) -> Cited:
        same_address, heard, seq, nth, day, body, body_before, seen_before, asked = row[WIDTH:]
        citation = codec.decode_citation(body)
        link = Link(citation, citation.links[nth], date.fromisoformat(day) if day else None)
        past = past_of(row[:WIDTH], same_address=same_address, heard=heard)
        found = codec.decode_outcome(body_before) if body_before else None
        unsolved = found.finding if found and found.finding.verdict.is_open else None
        if unsolved is not None or (found is not None and not _asks_the_same(citation, asked)):
            found = None
        row_of = Row(self._audit, seq, nth)
        return Cited(row_of, link, past, found, seen_before, unsolved if same_address else None)


_CITED = f"""
SELECT {columns("b")}, b.address IS l.address AS same_address,
  CASE WHEN b.silent_audits > 0 THEN (SELECT max(o.checked) FROM link o
    WHERE o.address = l.address AND o.audit <> l.audit AND o.silent_audits = 0) END AS heard,
  l.seq, l.nth, l.day, c.body, f.body AS body_before, b.seen_in AS seen_before,
  CASE WHEN f.id IS NOT NULL AND y.citation <> x.citation
    THEN (SELECT e.body FROM citation e WHERE e.id = y.citation) END AS citation_before
FROM link l INDEXED BY link_by_address
JOIN cited x ON x.audit = l.audit AND x.seq = l.seq
JOIN citation c ON c.id = x.citation
JOIN document d ON d.audit = l.audit AND d.nth = l.document
LEFT JOIN link b INDEXED BY link_by_place ON b.audit = d.before AND b.document = d.before_nth
  AND b.place = l.place AND b.nth_there = l.nth_there
LEFT JOIN cited y ON y.audit = b.audit AND y.seq = b.seq
LEFT JOIN finding f ON f.id = b.finding AND b.verdict IN ('ok', 'unreachable')
"""  # noqa: S608 - our own words
"""`heard` is when an audit, of whatever document, last heard something else than silence there.

The indexes are named: by itself, SQLite reads the whole audit for each address, since that has the
order that is asked for."""


def _asks_the_same(citation: Citation, before: bytes | None) -> bool:
    """Whether a citation quotes what it quoted before; `before` is None where it did not change."""
    return before is None or codec.decode_citation(before).quote == citation.quote
