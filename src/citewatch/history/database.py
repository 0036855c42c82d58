"""Opens the history's file: brought up to date, refused where it cannot be trusted."""

import sqlite3
from pathlib import Path
from urllib.parse import quote

from citewatch.errors import InputError
from citewatch.history.file_systems import network_file_system
from citewatch.history.locking import BUSY_SECONDS, patiently
from citewatch.history.migrating import migrate, migrations, refuse_others, version_of
from citewatch.history.trouble import Unkept, damaged, told, unkept

CHECKED_UP_TO = 256 * 1024**2
"""Bytes of a file that is looked through for damage before it is written to: a second or so. In a
larger one, damage is met when it is come upon."""


def open_history(path: Path | None) -> sqlite3.Connection:
    """The history in a file, made where there is none; for None one that goes with the process.

    Raises Unkept where the place does not allow a history, InputError where what stands there is
    no history, is damaged, or was written by a newer citewatch: it is left as it is.
    """
    if path is None:
        return _ready(_connect(""), "the history")  # SQLite keeps it in a file that it removes
    if kind := network_file_system(path):
        raise Unkept(
            f"{path}: is on a network file system ({kind}), where a history is not safe; "
            "name a file on a local disk with --history"
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return _ready(_connect(str(path)), str(path), path)
    except OSError as error:
        raise unkept(str(path), error.strerror or str(error)) from error
    except sqlite3.OperationalError as error:
        raise unkept(str(path), str(error)) from error
    except sqlite3.DatabaseError as error:
        raise damaged(str(path), error) from error


def new_in_memory() -> sqlite3.Connection:
    """A history in memory, with nothing in it."""
    return _ready(_connect(":memory:"), "the history")


def open_to_read(path: Path) -> sqlite3.Connection:
    """The history in a file as it is at this moment, while others may go on writing to it.

    One of an older citewatch is brought up to date first. Raises InputError where there is none,
    and where it cannot be read.
    """
    if not path.exists():
        raise InputError([f"{path}: there is no history; an audit makes one"])
    try:
        return _read(path)
    except sqlite3.DatabaseError as error:
        raise told(str(path), error) from error


def _read(path: Path) -> sqlite3.Connection:
    connection = _looking(path)
    try:
        steps = migrations()
        refuse_others(connection, str(path), steps)
        _refuse_cut(path)
        if version_of(connection) < len(steps):
            connection.close()
            _brought_up_to_date(path)
            connection = _looking(path)
        connection.execute("PRAGMA query_only = ON")
        connection.execute("BEGIN")  # all that is read is of one moment
    except BaseException:
        connection.close()
        raise
    return connection


def _brought_up_to_date(path: Path) -> None:
    try:
        open_history(path).close()
    except Unkept as why:
        what = f"{why}; it is of an older citewatch, and cannot be read as it is"
        raise InputError([what]) from why


def _looking(path: Path) -> sqlite3.Connection:
    """A connection that makes no file; where nothing may be written, not even a lock is taken."""
    place = f"file:{quote(str(path.absolute()))}"
    connection = _connect(f"{place}?mode=rw", uri=True)
    try:
        version_of(connection)
    except sqlite3.OperationalError:
        connection.close()
        if _has_log(path):
            raise
        connection = _connect(f"{place}?immutable=1", uri=True)
    return connection


def _has_log(path: Path) -> bool:
    """Whether something was written that is not in the file itself yet."""
    log = path.with_name(f"{path.name}-wal")
    return log.exists() and log.stat().st_size > 0


def _connect(name: str, *, uri: bool = False) -> sqlite3.Connection:
    connection = sqlite3.connect(
        name, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, uri=uri
    )
    connection.row_factory = sqlite3.Row
    return connection


def _ready(
    connection: sqlite3.Connection, name: str, path: Path | None = None
) -> sqlite3.Connection:
    try:
        steps = migrations()
        refuse_others(connection, name, steps)
        if path is not None:
            _refuse_damaged(connection, path)
        patiently(connection, "PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        migrate(connection, name, steps, copy=path is not None)
    except BaseException:
        connection.close()
        raise
    return connection


def _refuse_damaged(connection: sqlite3.Connection, path: Path) -> None:
    _refuse_cut(path)
    if path.stat().st_size > CHECKED_UP_TO:
        return
    found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise damaged(str(path), " ".join(found.split()))


def _refuse_cut(path: Path) -> None:
    if not _has_log(path) and is_cut(path):  # else what is missing may stand in the log
        raise damaged(str(path), "its end is missing")


def is_cut(path: Path) -> bool:
    """Whether a file is shorter than it says itself.

    SQLite takes a last page that is not all there for a page with zeros in it.
    """
    with path.open("rb") as file:
        header = file.read(100)
    if len(header) < 100:
        return False  # it is empty, or no history at all
    size_of_page = int.from_bytes(header[16:18], "big")
    pages, as_of, changed = (int.from_bytes(header[at : at + 4], "big") for at in (28, 92, 24))
    whole = pages * (65536 if size_of_page == 1 else size_of_page)
    return as_of == changed and path.stat().st_size < whole
