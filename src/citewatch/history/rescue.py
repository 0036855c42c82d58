"""What can be read of a damaged history, brought into a new one, row by row."""

import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial

from msgspec import Struct

from citewatch.core.report import Ending
from citewatch.history import codec
from citewatch.history.courses import COLUMNS, course_of
from citewatch.history.gaps import readable, until_damaged
from citewatch.history.intake import check_digest
from citewatch.history.trouble import as_written


def copy_readable(
    old: sqlite3.Connection, new: sqlite3.Connection, without: int | None = None
) -> None:
    """Copy each row that reads as it was written, but for those of the audit `without`.

    What is left to do of other audits is not copied: nobody takes it up from memory.
    """
    old.text_factory = _text
    try:
        for table in _TABLES:
            for row in _rows(old, new, table, without):
                _copy(new, table, row)
        for row in until_damaged(lambda: old.execute(_ANSWERS), "name"):
            _copy(new, _KEPT_ANSWER, row)
    finally:
        old.text_factory = str
    for statement in _LET_GO:
        new.execute(statement)


def copied_audit(old: sqlite3.Connection, new: sqlite3.Connection, number: int) -> bool:
    """Copy the row of one audit; whether it could be read."""
    try:
        row = old.execute("SELECT * FROM audit WHERE id = ?", (number,)).fetchone()
        return row is not None and _copy(new, _AUDIT, row)
    except sqlite3.DatabaseError:
        return False


class _Table(Struct, frozen=True):
    """A table: the columns that order its rows, and what a bad row does not stand.

    Where it is `of_audits`, they are those within an audit.
    """

    name: str
    keys: tuple[str, ...]
    check: Callable[[sqlite3.Row], object]
    of_audits: bool = False


def _check_audit(row: sqlite3.Row) -> None:
    Ending(row["ending"] or Ending.INTERRUPTED)
    datetime.fromtimestamp(row["started"], UTC)
    datetime.fromtimestamp(row["finished"] or 0, UTC)


def _check_course(row: sqlite3.Row) -> None:
    if row["verdict"] is not None:
        course_of([row[name] for name in COLUMNS])


def _check_citation(row: sqlite3.Row) -> None:
    check_digest(row["digest"], row["body"])
    codec.decode_citation(row["body"])


def _check_finding(row: sqlite3.Row) -> None:
    check_digest(row["digest"], row["body"])
    codec.decode_outcome(row["body"])


_AUDIT = _Table("audit", ("id",), _check_audit)

_TABLES = (
    _AUDIT,
    _Table("address", ("id",), lambda row: row["url"]),
    _Table("citation", ("id",), _check_citation),
    _Table("finding", ("id",), _check_finding),
    _Table("document", ("nth",), lambda row: row["key"], of_audits=True),
    _Table(
        "cited",
        ("seq",),
        lambda row: row["at"] is None or codec.decode_place(row["at"]),
        of_audits=True,
    ),
    _Table("link", ("seq", "nth"), _check_course, of_audits=True),
    _Table("probe", ("id",), lambda row: codec.decode_probe(row["purpose"], row["body"])),
    _Table("decision", ("id",), lambda row: codec.decode_decision(row["body"])),
)

_KEPT_ANSWER = _Table("kept_answer", ("name",), lambda row: codec.decode_answer(row["body"]))
_ANSWERS = "SELECT * FROM kept_answer ORDER BY name"

_LET_GO = (
    "DELETE FROM cited WHERE citation NOT IN (SELECT id FROM citation)",
    "DELETE FROM link WHERE (audit, seq) NOT IN (SELECT audit, seq FROM cited)",
    "UPDATE link SET finding = NULL WHERE finding NOT IN (SELECT id FROM finding)",
    "UPDATE audit SET ready = 0",
)
"""What rests on rows that are lost goes with them, and no copied audit can be taken up again."""


def _rows(
    old: sqlite3.Connection, new: sqlite3.Connection, table: _Table, without: int | None
) -> Iterator[sqlite3.Row]:
    every, first = f"SELECT * FROM {table.name}", table.keys[0]  # noqa: S608 - our own names
    after = f"{first} >= ? ORDER BY {', '.join(table.keys)}"
    if table.of_audits:
        for (audit,) in new.execute("SELECT id FROM audit").fetchall():
            of_one = partial(_selected, old, f"{every} WHERE audit = {audit:d} AND {after}")
            yield from readable(of_one, table.keys)
        return
    number = {"audit": "id", "probe": "audit"}.get(table.name)
    for row in readable(partial(_selected, old, f"{every} WHERE {after}"), table.keys):
        if number is None or row[number] != without:
            yield row


def _selected(old: sqlite3.Connection, rows: str, low: int) -> sqlite3.Cursor:
    return old.execute(rows, (low,))


def _copy(new: sqlite3.Connection, table: _Table, row: sqlite3.Row) -> bool:
    places = ",".join("?" * len(row))
    try:
        as_written(table.check)(row)
        new.execute(
            f"INSERT OR IGNORE INTO {table.name} VALUES ({places})",  # noqa: S608 - our own names
            tuple(row),
        )
    except (sqlite3.DatabaseError, UnicodeEncodeError):
        return False
    return True


def _text(written: bytes) -> str:
    """A text of the file; one in no encoding can be read, but not be written again."""
    return written.decode("utf-8", "surrogateescape")
