"""Opens the history's file: brought up to date, refused where it cannot be trusted."""

import sqlite3
from importlib.resources import files
from pathlib import Path

from citewatch.errors import InputError

BUSY_SECONDS = 30.0
"""How long to wait for another audit that writes to the same file. One holds it for less than
a second at a time."""

APPLICATION_ID = 0x63697465
""""cite" in ASCII: tells a history from any other SQLite file (pragma application_id)."""

_NETWORK = frozenset(
    """nfs nfs4 cifs smb smb2 smb3 smbfs ncpfs afs 9p ceph glusterfs lustre beegfs gpfs webdav
    fuse.sshfs fuse.glusterfs fuse.rclone fuse.s3fs fuse.davfs""".split()
)
"""File systems on which SQLite's write-ahead log does not work (sqlite.org/wal.html)."""

_MOUNTS = Path("/proc/self/mounts")


class Unkept(Exception):
    """No history can be kept here; the text says why and what to do. The audit goes on without."""


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
    except OSError as error:
        raise _unkept(path, error.strerror or str(error)) from error
    try:
        return _ready(_connect(str(path)), str(path))
    except sqlite3.OperationalError as error:
        raise _unkept(path, str(error)) from error
    except sqlite3.DatabaseError as error:
        raise damaged(str(path), error) from error


def damaged(name: str, error: sqlite3.DatabaseError) -> InputError:
    """The error for a file that SQLite cannot read."""
    return InputError(
        [
            f"{name}: is damaged or no history ({error}); it was left as it is. "
            "Put a copy of it back, or name another file with --history"
        ]
    )


def _unkept(path: Path, why: str) -> Unkept:
    return Unkept(f"{path}: no history can be kept there ({why}); name another file with --history")


def _connect(name: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        name, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    connection.row_factory = sqlite3.Row
    return connection


def _ready(connection: sqlite3.Connection, name: str) -> sqlite3.Connection:
    try:
        if connection.execute("PRAGMA user_version").fetchone()[0] == 0:
            _refuse_others(connection, name)
        for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {pragma}")
        migrate(connection, name)
    except BaseException:
        connection.close()
        raise
    return connection


def _refuse_others(connection: sqlite3.Connection, name: str) -> None:
    if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        raise InputError([f"{name}: is another program's file, so it was left as it is"])


def migrations() -> list[str]:
    """The steps that bring a file from one version to the next, as SQL; the first makes it."""
    folder = files("citewatch.history") / "migrations"
    steps = sorted((step for step in folder.iterdir()), key=lambda step: step.name)
    return [step.read_text("utf-8") for step in steps if step.name.endswith(".sql")]


def migrate(connection: sqlite3.Connection, name: str, steps: list[str] | None = None) -> None:
    """Bring the file to the version of this program, whole or not at all.

    Raises InputError where it is of a newer one.
    """
    steps = migrations() if steps is None else steps
    if _version(connection) == len(steps):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = _version(connection)  # another process may have come first
        if version > len(steps):
            raise InputError(
                [f"{name}: was written by a newer citewatch; update this one to read it"]
            )
        for step in steps[version:]:
            for statement in _statements(step):
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(steps)}")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _statements(script: str) -> list[str]:
    """The statements of a script: `executescript` would end the transaction around them."""
    found, pending = [], ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            found.append(pending)
            pending = ""
    return found


def network_file_system(path: Path, mounts: Path = _MOUNTS) -> str:
    """The kind of network file system that a file would be on, or "" where it is local.

    Known on Linux alone; elsewhere "".
    """
    try:
        lines = mounts.read_text("utf-8", "replace").splitlines()
        place = path.resolve()
    except OSError:
        return ""
    best, kind = -1, ""
    for fields in (line.split(" ") for line in lines):
        if len(fields) < 3:
            continue
        point = Path(fields[1].replace("\\040", " "))
        if place.is_relative_to(point) and len(point.parts) >= best:
            best, kind = len(point.parts), fields[2]
    return kind if kind in _NETWORK else ""
