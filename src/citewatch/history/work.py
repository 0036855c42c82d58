"""What is left to do in an audit: handed out, put off, and settled."""

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from citewatch.core.citation import Citation
from citewatch.core.link import Link
from citewatch.core.over_time import Course
from citewatch.core.probe import Probe
from citewatch.core.report import Outcome
from citewatch.history import codec
from citewatch.history.courses import past_of
from citewatch.history.intake import kept_once


class Stage(IntEnum):
    """Whose turn an address waits for."""

    LOOK = 0
    """The live web, in its host's lane."""
    ARCHIVE = 1
    """An archive, at the archive's pace."""
    SEARCH = 2
    """The search for its source elsewhere, once all of its site was looked at."""


@dataclass(frozen=True, slots=True)
class Row:
    """Where a link stands in the history: its audit, its citation, and which of its links it is."""

    audit: int
    seq: int
    nth: int


@dataclass(frozen=True, slots=True)
class Cited:
    """A link that cites an address, and how it fared before.

    `found_before` is what was found then, if it was fine and all that the citation asks was asked;
    `past_audit` is the audit whose probes that rests on.
    """

    row: Row
    link: Link
    past: Course | None
    found_before: Outcome | None
    past_audit: int | None


@dataclass(frozen=True, slots=True)
class Task:
    """An address to do something for, with all that cite it and all that was seen of it."""

    number: int
    address: str
    cited: tuple[Cited, ...]
    probes: tuple[Probe, ...]


@dataclass(frozen=True, slots=True)
class Settled:
    """What was found of one link. `seen_in` is the audit whose probes it rests on."""

    row: Row
    outcome: Outcome
    course: Course
    seen_in: int


class Work:
    """The work of one audit."""

    def __init__(self, connection: sqlite3.Connection, audit: int) -> None:
        self._connection = connection
        self.audit = audit

    def reopen(self) -> None:
        """After a run that was broken off: no host is being visited."""
        self._connection.execute("DELETE FROM host WHERE audit = ?", (self.audit,))
        self._connection.execute(
            "INSERT INTO host SELECT audit, host, 0, count(*), min(due) FROM work "
            "WHERE audit = ? AND stage = 0 GROUP BY host",
            (self.audit,),
        )

    def open_hosts(self, now: float, at_most: int, batch: int) -> list[tuple[str, list[Task]]]:
        """Hosts with something due, those with the most to do first; they are now being visited.

        Each comes with a first batch of what is due.
        """
        rows = self._connection.execute(
            "SELECT name FROM host WHERE audit = ? AND open = 0 AND due <= ? "
            "ORDER BY waiting DESC LIMIT ?",
            (self.audit, now, at_most),
        ).fetchall()
        self._connection.executemany(
            "UPDATE host SET open = 1 WHERE audit = ? AND name = ?",
            [(self.audit, row[0]) for row in rows],
        )
        return [(row[0], self.due_at(row[0], now, (), batch)) for row in rows]

    def close_host(self, host: str) -> None:
        """A host has nothing due: it waits for what was put off, or is done with."""
        left, due = self._connection.execute(
            "SELECT count(*), min(due) FROM work WHERE audit = ? AND host = ? AND stage = 0",
            (self.audit, host),
        ).fetchone()
        if left:
            self._connection.execute(
                "UPDATE host SET open = 0, waiting = ?, due = ? WHERE audit = ? AND name = ?",
                (left, due, self.audit, host),
            )
        else:
            self._connection.execute(
                "DELETE FROM host WHERE audit = ? AND name = ?", (self.audit, host)
            )

    def next_host_due(self) -> float | None:
        """When the next host that waits has something due; None where none waits."""
        row = self._connection.execute(
            "SELECT min(due) FROM host WHERE audit = ? AND open = 0", (self.audit,)
        ).fetchone()
        return None if row is None else row[0]

    def due_at(self, host: str, now: float, taken: Collection[int], at_most: int) -> list[Task]:
        """What is to be looked at on a host now, but the `taken`; never asked addresses first."""
        rows = self._connection.execute(
            "SELECT address FROM work WHERE audit = ? AND host = ? AND stage = 0 AND due <= ? "
            "ORDER BY rank, due, address LIMIT ?",
            (self.audit, host, now, at_most + len(taken)),
        ).fetchall()
        return [self.task(row[0]) for row in rows if row[0] not in taken][:at_most]

    def next_due_at(self, host: str, taken: Collection[int]) -> float | None:
        """When the next address of a host is due, but for those `taken`; None where none is."""
        rows = self._connection.execute(
            "SELECT address, due FROM work WHERE audit = ? AND host = ? AND stage = 0 "
            "ORDER BY due LIMIT ?",
            (self.audit, host, len(taken) + 1),
        ).fetchall()
        return next((row[1] for row in rows if row[0] not in taken), None)

    def due_for_archive(self, taken: Collection[int], at_most: int) -> list[int]:
        """Addresses that archives are to be asked about, but those `taken`: their numbers."""
        rows = self._connection.execute(
            "SELECT address FROM work WHERE audit = ? AND stage = 1 "
            "ORDER BY rank, due, address LIMIT ?",
            (self.audit, at_most + len(taken)),
        ).fetchall()
        return [row[0] for row in rows if row[0] not in taken][:at_most]

    def owners_to_search(self, taken: Collection[str], at_most: int) -> list[str]:
        """Owners with lost sources and nothing left to look at or ask about, but those `taken`."""
        rows = self._connection.execute(
            "SELECT owner FROM work w WHERE audit = ?1 AND stage = 2 AND NOT EXISTS ("
            "SELECT 1 FROM work o WHERE o.audit = ?1 AND o.owner = w.owner AND o.stage < 2) "
            "GROUP BY owner ORDER BY min(due), min(address) LIMIT ?2",
            (self.audit, at_most + len(taken)),
        ).fetchall()
        return [row[0] for row in rows if row[0] not in taken][:at_most]

    def lost_of(self, owner: str, at_most: int) -> list[Task]:
        """The lost sources of an owner that are still to be searched for."""
        rows = self._connection.execute(
            "SELECT address FROM work WHERE audit = ? AND owner = ? AND stage = 2 "
            "ORDER BY due, address LIMIT ?",
            (self.audit, owner, at_most),
        ).fetchall()
        return [self.task(row[0]) for row in rows]

    def without_address(self, at_most: int) -> list[Cited]:
        """Links that nobody is asked about and that are not settled yet."""
        rows = self._connection.execute(
            f"{_CITED} WHERE l.address IS NULL AND l.audit = ?1 AND l.finding IS NULL "
            "ORDER BY l.seq, l.nth LIMIT ?2",
            (self.audit, at_most),
        ).fetchall()
        return [self._one_cited(row) for row in rows]

    def left(self) -> dict[Stage, int]:
        """How many addresses wait in each stage."""
        counted = dict(
            self._connection.execute(
                "SELECT stage, count(*) FROM work WHERE audit = ? GROUP BY stage", (self.audit,)
            ).fetchall()
        )
        return {stage: counted.get(stage.value, 0) for stage in Stage}

    def task(self, number: int) -> Task:
        """An address with all that is known of it."""
        row = self._connection.execute("SELECT url FROM address WHERE id = ?", (number,)).fetchone()
        return Task(number, row[0], tuple(self._cited(number)), tuple(self._probes(number)))

    def put_off(self, task: int, stage: Stage, due: float, rank: int, new: Sequence[Probe]) -> None:
        """An address waits until `due` for its turn; `new` probes of it are kept whole."""
        self._keep(task, new, whole=True)
        self._connection.execute(
            "UPDATE work SET stage = ?, due = ?, rank = ? WHERE audit = ? AND address = ?",
            (stage.value, due, rank, self.audit, task),
        )

    def note(self, task: int, new: Sequence[Probe]) -> None:
        """Keep probes of an address that is still being worked on."""
        self._keep(task, new, whole=True)

    def found(self, settled: Settled) -> None:
        """Write down what was found of a link; a later finding takes its place."""
        row, course = settled.row, settled.course
        self._connection.execute(
            "UPDATE link SET finding = ?, verdict = ?, checked = ?, seen_in = ?, change = ?, "
            "verdict_before = ?, since = ?, first_seen = ?, last_ok = ?, audits = ?, stood = ?, "
            "silent_since = ?, silent_audits = ? WHERE audit = ? AND seq = ? AND nth = ?",
            (
                kept_once(self._connection, "finding", codec.encode_outcome(settled.outcome)),
                course.verdict.value,
                codec.seconds(course.checked),
                settled.seen_in,
                course.change.value,
                None if course.before is None else course.before.value,
                course.since.timestamp(),
                course.first_seen.timestamp(),
                codec.seconds(course.last_ok),
                course.audits,
                course.stood,
                codec.seconds(course.silence.since),
                course.silence.audits,
                row.audit,
                row.seq,
                row.nth,
            ),
        )

    def done(self, task: int, probes: Sequence[Probe], *, kept_before: bool) -> None:
        """An address is settled: its probes are kept without the texts of its pages."""
        if kept_before:
            self._connection.execute(
                "DELETE FROM probe WHERE audit = ? AND address = ?", (self.audit, task)
            )
        self._keep(task, probes, whole=False)
        self._connection.execute(
            "DELETE FROM work WHERE audit = ? AND address = ?", (self.audit, task)
        )

    def _keep(self, task: int, probes: Sequence[Probe], *, whole: bool) -> None:
        self._connection.executemany(
            "INSERT INTO probe (audit, address, purpose, at, body) VALUES (?, ?, ?, ?, ?)",
            [
                (
                    self.audit,
                    task,
                    probe.purpose.value,
                    probe.at.timestamp(),
                    codec.encode_probe(probe, whole=whole),
                )
                for probe in probes
            ],
        )

    def _probes(self, number: int) -> Iterator[Probe]:
        rows = self._connection.execute(
            "SELECT body FROM probe WHERE address = ? AND audit = ? ORDER BY id",
            (number, self.audit),
        )
        return (codec.decode_probe(row[0]) for row in rows)

    def _cited(self, number: int) -> Iterator[Cited]:
        rows = self._connection.execute(
            f"{_CITED} WHERE l.address = ?2 AND l.audit = ?1 ORDER BY l.seq, l.nth",
            (self.audit, number),
        ).fetchall()
        return (self._one_cited(row) for row in rows)

    def _one_cited(self, row: sqlite3.Row) -> Cited:
        day = row["day"]
        citation = codec.decode_citation(row["body"])
        written = citation.links[row["nth"]]
        link = Link(citation, written, date.fromisoformat(day) if day else None)
        place = Row(self.audit, row["seq"], row["nth"])
        found = codec.decode_outcome(row["before_body"]) if row["before_body"] else None
        if found is not None and not _asks_the_same(citation, row["before_citation"]):
            found = None
        return Cited(place, link, past_of(row), found, row["before_seen_in"])


_CITED = """
SELECT l.seq, l.nth, l.day, c.body,
  b.verdict AS before_verdict, b.checked AS before_checked, b.change AS before_change,
  b.verdict_before AS before_verdict_before, b.since AS before_since,
  b.first_seen AS before_first_seen, b.last_ok AS before_last_ok, b.audits AS before_audits,
  b.stood AS before_stood, b.silent_since AS before_silent_since,
  b.silent_audits AS before_silent_audits, b.seen_in AS before_seen_in, f.body AS before_body,
  b.address IS l.address AS before_same_address,
  CASE WHEN f.id IS NOT NULL AND y.citation <> x.citation
    THEN (SELECT e.body FROM citation e WHERE e.id = y.citation) END AS before_citation,
  CASE WHEN b.silent_audits > 0 THEN (SELECT max(o.checked) FROM link o
    WHERE o.address = l.address AND o.audit <> l.audit AND o.silent_audits = 0) END AS heard
FROM link l INDEXED BY link_by_address
JOIN cited x ON x.audit = l.audit AND x.seq = l.seq
JOIN citation c ON c.id = x.citation
JOIN document d ON d.audit = l.audit AND d.nth = l.document
LEFT JOIN link b INDEXED BY link_by_place ON b.audit = d.before AND b.document = d.before_nth
  AND b.place = l.place AND b.nth_there = l.nth_there
LEFT JOIN cited y ON y.audit = b.audit AND y.seq = b.seq
LEFT JOIN finding f ON f.id = b.finding AND b.verdict = 'ok'
"""
"""`heard` is when an audit, of whatever document, last heard something else than silence there.

The indexes are named: by itself, SQLite reads the whole audit for each address, since that has the
order that is asked for."""


def _asks_the_same(citation: Citation, before: bytes | None) -> bool:
    """Whether a citation quotes what it quoted before; `before` is None where it did not change."""
    return before is None or codec.decode_citation(before).quote == citation.quote
