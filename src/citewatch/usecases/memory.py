"""What is remembered from run to run: the history that a user's settings name."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from citewatch.core.decision import Decision
from citewatch.history.audits import document_key
from citewatch.history.database import Unkept, open_history
from citewatch.history.decisions import decisions_about, remember


@dataclass(frozen=True, slots=True)
class Memory:
    """A history, open as long as this context. `base` is the folder that documents are named from.

    `unkept` says why it does not outlive this run; "" where it does, or where that is wanted.
    """

    connection: sqlite3.Connection
    base: Path
    unkept: str = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.connection.close()

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
        return Memory(open_history(None), base)
    try:
        return Memory(open_history(history), base)
    except Unkept as why:
        return Memory(open_history(None), base, str(why))
