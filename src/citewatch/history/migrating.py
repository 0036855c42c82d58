"""Brings a history from the version that wrote it to this one."""

import sqlite3
from importlib.resources import files
from pathlib import Path

from citewatch.errors import InputError
from citewatch.history.locking import transaction

APPLICATION_ID = 0x63697465
""""cite" in ASCII: tells a history from any other SQLite file (pragma application_id)."""


def migrations() -> list[str]:
    """The steps that bring a file from one version to the next, as SQL; the first makes it."""
    folder = files("citewatch.history") / "migrations"
    steps = sorted((step for step in folder.iterdir()), key=lambda step: step.name)
    return [step.read_text("utf-8") for step in steps if step.name.endswith(".sql")]


def version_of(connection: sqlite3.Connection) -> int:
    """The number of steps that a file has gone through."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def refuse_others(connection: sqlite3.Connection, name: str, steps: list[str]) -> None:
    """Raises InputError for a file of another program, or of a newer citewatch."""
    version, kind = version_of(connection), _application(connection)
    things = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if kind != APPLICATION_ID and (version or kind or things):
        what = f"{name}: is another program's file, so it was left as it is"
        raise InputError([f"{what}; name another file with --history"])
    _refuse_newer(version, name, steps)


def migrate(connection: sqlite3.Connection, name: str, steps: list[str], *, copy: bool) -> None:
    """Bring the file to the version of this program, whole or not at all.

    With `copy`, what was there is kept beside it, under the number of its version. Raises
    InputError where the file is of a newer one.
    """
    before = version_of(connection)
    if before == len(steps):
        return
    if copy and before:
        _keep_copy(connection, Path(f"{name}.version-{before}"))
    with transaction(connection):
        version = version_of(connection)  # another process may have come first
        _refuse_newer(version, name, steps)
        for step in steps[version:]:
            for statement in _statements(step):
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(steps)}")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def _application(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA application_id").fetchone()[0])


def _refuse_newer(version: int, name: str, steps: list[str]) -> None:
    if version > len(steps):
        raise InputError([f"{name}: was written by a newer citewatch; update this one to read it"])


def _keep_copy(connection: sqlite3.Connection, place: Path) -> None:
    """A copy that an older citewatch can read; never half of one."""
    draft = place.with_name(f"{place.name}.part")
    draft.unlink(missing_ok=True)
    try:
        connection.execute("VACUUM INTO ?", (str(draft),))
        draft.replace(place)
    finally:
        draft.unlink(missing_ok=True)


def _statements(script: str) -> list[str]:
    """The statements of a script: `executescript` would end the transaction around them."""
    found, pending = [], ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            found.append(pending)
            pending = ""
    return found
