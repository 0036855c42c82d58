"""The audits of a history: begun, taken up again, ended, and listed."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from msgspec import Struct

from citewatch.core.ignoring import Ignore
from citewatch.core.report import Ending
from citewatch.core.verdict import Verdict
from citewatch.errors import InputError
from citewatch.history.codec import moment
from citewatch.history.locking import transaction
from citewatch.history.running import Runner, is_running, this_process
from citewatch.history.trouble import as_written


class Preface(Struct, frozen=True):
    """What goes before the findings of an audit: what its documents gave to say, and what its user
    wants to hear nothing of."""

    remarks: tuple[str, ...] = ()
    ignores: tuple[Ignore, ...] = ()


NO_PREFACE = Preface()


class Past(Struct, frozen=True):
    """One audit as the history knows it; `finished` and `ending` are None where it did not end.

    `at_work` tells that a process of this machine is still making it, or its report. `counts` has
    the number of its links for every verdict.
    """

    id: int
    sources: tuple[str, ...]
    title: str | None
    started: datetime
    finished: datetime | None
    ending: Ending | None
    version: str
    at_work: bool
    preface: Preface
    counts: dict[Verdict, int]


def document_key(source: str, base: Path | None) -> str:
    """The name under which a document is known in all audits.

    Files below `base`, the folder that the history belongs to, are named from there, so that a
    checkout at another place is the same one.
    """
    if "://" in source or source == "-":
        return source
    place = Path(source).resolve()
    if base is not None and place.is_relative_to(base):
        return place.relative_to(base).as_posix()
    return place.as_posix()


def sources_text(keys: Sequence[str]) -> str:
    """The same text for the same sources, in whatever order."""
    return json.dumps(sorted(set(keys)), ensure_ascii=False)


def begin(
    connection: sqlite3.Connection,
    sources: str,
    started: datetime,
    version: str,
    number: int | None = None,
) -> int:
    """A new audit; its number, which is `number` where one was given to it already."""
    runner = this_process()
    found = connection.execute(
        "INSERT OR IGNORE INTO audit "
        "(id, sources, started, version, machine, process, born, told) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, 0)",
        (number, sources, started.timestamp(), version, runner.machine, runner.process,
         runner.born),
    )  # fmt: skip
    given = number or found.lastrowid
    assert given is not None
    return given


def ready(connection: sqlite3.Connection, audit: int, title: str | None, preface: Preface) -> None:
    """All documents of an audit are written down, and what goes before its findings."""
    connection.execute(
        "UPDATE audit SET ready = 1, title = ?, remarks = ?, ignores = ? WHERE id = ?",
        (title, *(_json(told) for told in (preface.remarks, preface.ignores)), audit),
    )


def _json(told: object) -> str:
    return msgspec.json.encode(told).decode()


def unfinished(connection: sqlite3.Connection, sources: str) -> int | None:
    """The last audit of these sources, if it can be taken up again: it did not come to its end, or
    its report was not handed over.

    Raises InputError where it is still running.
    """
    row = connection.execute(
        "SELECT * FROM audit WHERE sources = ? ORDER BY id DESC LIMIT 1", (sources,)
    ).fetchone()
    if row is None or not row["ready"] or (row["ending"] == Ending.COMPLETE and row["told"]):
        return None
    if is_at_work(row):
        raise InputError(
            [f"audit {row['id']} of these sources is still running (process {row['process']})"]
        )
    return int(row["id"])


def is_at_work(row: sqlite3.Row) -> bool:
    """Whether an audit, a row of its table, is being made at this moment."""
    if row["ending"] is not None and row["told"]:
        return False
    return is_running(Runner(row["machine"], row["process"], row["born"]))


def take_up(connection: sqlite3.Connection, audit: int) -> None:
    """An audit that did not end is this process's now."""
    runner = this_process()
    connection.execute(
        "UPDATE audit SET finished = NULL, ending = NULL, told = 0, machine = ?, process = ?, "
        "born = ? WHERE id = ?",
        (runner.machine, runner.process, runner.born, audit),
    )


def tell(connection: sqlite3.Connection, audit: int) -> None:
    """The report of an audit was handed over. Call it outside of any transaction."""
    with transaction(connection):
        connection.execute("UPDATE audit SET told = 1 WHERE id = ?", (audit,))


@as_written
def started_at(connection: sqlite3.Connection, audit: int) -> datetime:
    """When an audit began."""
    row = connection.execute("SELECT started FROM audit WHERE id = ?", (audit,)).fetchone()
    return datetime.fromtimestamp(row["started"], UTC)


def end(
    connection: sqlite3.Connection, audit: int, ending: Ending, finished: datetime, uncompared: int
) -> None:
    """An audit is over; one that was interrupted can be taken up again."""
    connection.execute(
        "UPDATE audit SET finished = ?, ending = ?, uncompared = uncompared + ? WHERE id = ?",
        (finished.timestamp(), ending.value, uncompared, audit),
    )


def document_hashes(connection: sqlite3.Connection, audit: int) -> dict[str, str]:
    """The fingerprints of an audit's documents, by the keys that name them in all audits."""
    rows = connection.execute("SELECT key, sha256 FROM document WHERE audit = ?", (audit,))
    return {row[0]: row[1] for row in rows.fetchall()}


def listed(connection: sqlite3.Connection) -> Iterator[Past]:
    """All audits, the newest first."""
    for row in connection.execute("SELECT * FROM audit ORDER BY id DESC"):
        yield _past(connection, row)


def audit_numbered(connection: sqlite3.Connection, number: int | None) -> Past | None:
    """One audit, or the newest where no number is given; None where there is none."""
    if number is None:
        row = connection.execute("SELECT * FROM audit ORDER BY id DESC LIMIT 1").fetchone()
    else:
        row = connection.execute("SELECT * FROM audit WHERE id = ?", (number,)).fetchone()
    return None if row is None else _past(connection, row)


@as_written
def _past(connection: sqlite3.Connection, row: sqlite3.Row) -> Past:
    documents = connection.execute(
        "SELECT source FROM document WHERE audit = ? ORDER BY nth", (row["id"],)
    ).fetchall()
    return Past(
        id=row["id"],
        sources=tuple(one["source"] for one in documents),
        title=row["title"],
        started=datetime.fromtimestamp(row["started"], UTC),
        finished=moment(row["finished"]),
        ending=Ending(row["ending"]) if row["ending"] else None,
        version=row["version"],
        at_work=is_at_work(row),
        preface=Preface(
            msgspec.json.decode(row["remarks"], type=tuple[str, ...]),
            msgspec.json.decode(row["ignores"], type=tuple[Ignore, ...]),
        ),
        counts=verdict_counts(connection, row["id"]),
    )


@as_written
def verdict_counts(connection: sqlite3.Connection, audit: int) -> dict[Verdict, int]:
    """How many links of an audit have each verdict; every verdict has a key."""
    counted = dict(
        connection.execute(
            "SELECT verdict, count(*) FROM link WHERE audit = ? AND verdict IS NOT NULL "
            "GROUP BY verdict",
            (audit,),
        ).fetchall()
    )
    known = {Verdict(word): number for word, number in counted.items()}
    return {verdict: known.get(verdict, 0) for verdict in Verdict}
