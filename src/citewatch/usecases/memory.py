"""What is remembered from run to run: the history that a user's settings name."""

import sqlite3
from pathlib import Path
from types import TracebackType
from typing import Self

from msgspec import Struct

from citewatch.core.decision import Decision
from citewatch.errors import InputError
from citewatch.history.audits import document_key
from citewatch.history.database import open_history, open_to_read
from citewatch.history.decisions import decisions_about, remember
from citewatch.history.held import Held
from citewatch.history.trouble import Unkept, is_of_the_file, told


class Memory(Struct, frozen=True):
    """A history, open as long as this context. `base` is the folder that documents are named from.

    `name` is the file for its user, `refused` says why none can be kept there. What turns out to
    be damaged, or cannot be used, within the context, ends it with InputError.
    """

    held: Held
    base: Path
    name: str = "the history"
    refused: str = ""

    @property
    def connection(self) -> sqlite3.Connection:
        """The history itself, wherever it is by now."""
        return self.held.connection

    @property
    def unkept(self) -> str:
        """Why this run is not remembered; "" where it is, or where that is not wanted."""
        return self.refused or self.held.trouble

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.held.close()
        if error is not None and is_of_the_file(error):
            raise told(self.name, error) from error

    def decisions(self, source: str) -> tuple[Decision, ...]:
        """What editors decided about a document, oldest first."""
        return decisions_about(self.connection, document_key(source, self.base))

    def remember(self, source: str, decision: Decision) -> None:
        """Keep a decision about a document: it is on the disk when this returns."""
        remember(self.connection, document_key(source, self.base), decision)


def memory_at(history: Path | None) -> Memory:
    """The history in a file, or for None one of this run alone; that too where none can be kept.

    Raises InputError for a file that is damaged, no history, or a newer citewatch's.
    """
    base = Path.cwd()
    if history is None:
        return Memory(Held(open_history(None)), base)
    try:
        return Memory(Held(open_history(history)), base, str(history))
    except Unkept as why:
        return Memory(Held(open_history(None)), base, refused=str(why))


def memory_to_read(history: Path | None) -> Memory:
    """The history in a file as it is now, to be looked at.

    Raises InputError where there is none, or where it cannot be read.
    """
    if history is None:
        raise InputError(["--history none: there is nothing to look at; name a file"])
    return Memory(Held(open_to_read(history)), Path.cwd(), str(history))
