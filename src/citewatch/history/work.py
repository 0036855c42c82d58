"""What is left to do in an audit: handed out, put off, and settled."""

import sqlite3
from collections.abc import Collection, Iterable, Sequence

from msgspec import Struct

from citewatch.core.over_time import Course
from citewatch.core.probe import Probe
from citewatch.core.report import Outcome
from citewatch.history import codec
from citewatch.history.ends import Companies, companies
from citewatch.history.hosts import Hosts
from citewatch.history.intake import keep_once
from citewatch.history.tasks import Row, Stage, Task, Tasks


class Settled(Struct, frozen=True):
    """What was found of one link. `seen_in` is the audit whose probes it rests on."""

    row: Row
    outcome: Outcome
    course: Course
    seen_in: int


class Written(Struct, frozen=True):
    """A probe as it is kept: it waits for its turn without the page that was seen."""

    purpose: str
    at: float
    body: bytes


def written(probes: Iterable[Probe], *, whole: bool) -> tuple[Written, ...]:
    """Some probes; unless `whole`, without the texts of pages."""
    return tuple(
        [
            Written(
                probe.purpose.value, probe.at.timestamp(), codec.encode_probe(probe, whole=whole)
            )
            for probe in probes
        ]
    )


class Work:
    """The work of one audit."""

    def __init__(self, connection: sqlite3.Connection, audit: int) -> None:
        self._connection = connection
        self.audit = audit
        self.tasks = Tasks(connection, audit)
        self.hosts = Hosts(connection, audit)

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
        return [self.tasks.of(row[0]) for row in rows]

    def in_company(self, at_most: int) -> list[int]:
        """Addresses to be held against the others of the audit: their numbers."""
        rows = self._connection.execute(
            "SELECT address FROM work WHERE audit = ? AND stage = 3 ORDER BY address LIMIT ?",
            (self.audit, at_most),
        ).fetchall()
        return [row[0] for row in rows]

    def companies(self) -> Companies:
        """At which pages several addresses end."""
        return companies(self._connection, self.audit)

    def left(self) -> dict[Stage, int]:
        """How many addresses wait in each stage."""
        counted = dict(
            self._connection.execute(
                "SELECT stage, count(*) FROM work WHERE audit = ? GROUP BY stage", (self.audit,)
            ).fetchall()
        )
        return {stage: counted.get(stage.value, 0) for stage in Stage}

    def put_off(
        self, task: int, stage: Stage, due: float, rank: int, new: Sequence[Written]
    ) -> None:
        """An address waits until `due` for its turn; `new` probes of it are kept."""
        self._keep(task, new)
        self._connection.execute(
            "UPDATE work SET stage = ?, due = ?, rank = ? WHERE audit = ? AND address = ?",
            (stage.value, due, rank, self.audit, task),
        )

    def note(self, task: int, new: Sequence[Written]) -> None:
        """Keep probes of an address that is still being worked on."""
        self._keep(task, new)

    def found(self, settled: Settled) -> None:
        """Write down what was found of a link; a later finding takes its place."""
        row, course = settled.row, settled.course
        digest = keep_once(self._connection, "finding", codec.encode_outcome(settled.outcome))
        self._connection.execute(
            "UPDATE link SET finding = (SELECT id FROM finding WHERE digest = ?), verdict = ?, "
            "checked = ?, seen_in = ?, change = ?, verdict_before = ?, since = ?, "
            "first_seen = ?, last_ok = ?, audits = ?, stood = ?, silent_since = ?, "
            "silent_audits = ? WHERE audit = ? AND seq = ? AND nth = ?",
            (
                digest,
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

    def done(self, task: int, probes: Sequence[Written], *, kept_before: bool) -> None:
        """An address is settled: these are its probes from now on."""
        if kept_before:
            self._connection.execute(
                "DELETE FROM probe WHERE audit = ? AND address = ?", (self.audit, task)
            )
        self._keep(task, probes)
        self._connection.execute(
            "DELETE FROM work WHERE audit = ? AND address = ?", (self.audit, task)
        )

    def _keep(self, task: int, probes: Sequence[Written]) -> None:
        self._connection.executemany(
            "INSERT INTO probe (audit, address, purpose, at, body) VALUES (?, ?, ?, ?, ?)",
            [(self.audit, task, probe.purpose, probe.at, probe.body) for probe in probes],
        )
