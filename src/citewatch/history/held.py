"""The history as a run holds it: in its file, or in memory once the file cannot be used."""

import gc
import sqlite3
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote

from citewatch.history.database import is_cut, new_in_memory
from citewatch.history.rescue import copy_readable
from citewatch.history.trouble import Trouble, trouble_in

T = TypeVar("T")

Rescue = Callable[[sqlite3.Connection, sqlite3.Connection], int]
"""Brings what can be read of a damaged history into a new one; how many results are lost with it
of which the report has to say so, since nobody can be asked again."""

_MAGIC = b"SQLite format 3\0"

_LOOKS, _BETWEEN = 4, 0.1
"""How often, and after how many seconds again, a file is looked at that seems to lack its end."""


class Held:
    """A history that outlives its file.

    `trouble` says why it is not kept in the file; "" where it is. `rescues` counts how often what
    could be read of a damaged file was brought into a new one in memory; `rescue` does that, and
    `lost` is what it brings.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.trouble = ""
        self.rescues = 0
        self.lost = 0
        self.rescue: Rescue = _copy_readable
        path = connection.execute("PRAGMA database_list").fetchone()["file"]
        self._path = Path(path) if path else None
        self.name = path or "the history"
        self._copied = False
        self._guard: sqlite3.Connection | None = None
        self._was: tuple[int, int] | None = None

    def watch(self) -> None:
        """Take care that a damaged file can be left as it is.

        Who closes a history last writes its log into it. The guard only reads: it cannot do that,
        and as long as it is there, whoever closes before it is not the last.
        """
        if self._path is None or self._guard is not None:
            return
        with suppress(OSError, sqlite3.Error):
            self._was = _identity(self._path)
            guard = sqlite3.connect(
                f"file:{quote(str(self._path))}?mode=ro", uri=True, check_same_thread=False
            )
            self._guard = guard
            guard.execute("SELECT count(*) FROM sqlite_master").fetchone()

    def read(self, do: Callable[[sqlite3.Connection], T]) -> T:
        """What `do` brings: of the file, or else of what could be rescued from it."""
        while True:
            try:
                return do(self.connection)
            except Exception as error:
                if not self.goes_on_after(error):
                    raise

    def goes_on_after(self, error: Exception) -> bool:
        """Go on in memory after an error that is of the file; False where that does not help.

        What was not committed is gone, and has to be written once more.
        """
        trouble = trouble_in(error)
        if trouble is Trouble.UNWRITABLE:
            if self._copied or self.rescues:
                return False
            try:
                self._copy(error)
            except sqlite3.DatabaseError as worse:  # it cannot be read either
                error, trouble = worse, Trouble.DAMAGED
        if trouble is not Trouble.DAMAGED:
            return trouble is not None
        if self.rescues:
            return False
        self._bring_out(error)
        return True

    def check(self) -> None:
        """At the end: whether the file is still there, with its beginning and its end."""
        if self._path is None or self._was is None or self.trouble:
            return
        try:
            with self._path.open("rb") as file:
                begins = file.read(len(_MAGIC))
            if _identity(self._path) != self._was:
                why = "it was replaced by another"
            elif begins != _MAGIC:
                why = "its beginning is overwritten"
            elif _stays_cut(self._path):
                why = "its end is missing"
            else:
                return
        except OSError as error:
            why = error.strerror or str(error)
        self.trouble = _not_kept(self.name, why)

    def close(self) -> None:
        """Close it; a file with nothing amiss has no log any more then."""
        if self._guard is not None and not self.trouble:
            self._guard.close()
        self.connection.close()
        if self._guard is not None and self.trouble:
            gc.collect()  # a cursor that an error still holds keeps its connection open
            self._guard.close()

    def roll_back(self) -> None:
        """Forget what was not committed."""
        if self.connection.in_transaction:
            with suppress(sqlite3.DatabaseError):
                self.connection.execute("ROLLBACK")

    def _copy(self, error: Exception) -> None:
        """A full disk costs the history, not the audit."""
        self.roll_back()
        memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        memory.row_factory = sqlite3.Row
        self.connection.backup(memory)
        self.trouble = f"{self.name}: could not be written any more ({error})"
        self._copied = True
        self._go_over_to(memory)

    def _bring_out(self, error: Exception) -> None:
        """Damage costs what cannot be read, and nothing else."""
        self.roll_back()
        memory = new_in_memory()
        memory.execute("PRAGMA foreign_keys = OFF")  # what something rests on may be lost
        memory.execute("BEGIN")
        self.lost = self.rescue(self.connection, memory)
        memory.execute("COMMIT")
        self.trouble = _not_kept(self.name, error, self.lost)
        self.rescues += 1
        self._go_over_to(memory)

    def _go_over_to(self, memory: sqlite3.Connection) -> None:
        before, self.connection = self.connection, memory
        with suppress(sqlite3.Error):
            before.close()


def _copy_readable(old: sqlite3.Connection, new: sqlite3.Connection) -> int:
    copy_readable(old, new)
    return 0


def _not_kept(name: str, why: object, lost: int = 0) -> str:
    what = f"{name}: is damaged ({why}); it was left as it is"
    report = "the report is whole all the same"
    if lost:
        report = f"the report may lack what was found of {lost} links, and says of which"
    do = "put a good copy in its place, or move it away to begin anew, and run the audit again"
    return f"{what}, and {report}; {do}"


def _identity(path: Path) -> tuple[int, int]:
    about = path.stat()
    return about.st_dev, about.st_ino


def _stays_cut(path: Path) -> bool:
    """Whether a file lacks its end, also after the time that another audit takes to write it."""
    for _ in range(_LOOKS):
        if not is_cut(path):
            return False
        time.sleep(_BETWEEN)
    return True
