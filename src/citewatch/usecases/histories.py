"""The history that a user's settings name, opened."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from citewatch.history.database import Unkept, open_history
from citewatch.settings import Settings


@dataclass(frozen=True, slots=True)
class Opened:
    """A history, and why it does not outlive this run, if it does not; "" where it does."""

    connection: sqlite3.Connection
    unkept: str = ""


def opened(settings: Settings) -> Opened:
    """The history of these settings. Where none can be kept, one for this run alone.

    Raises InputError for a file that is damaged, no history, or a newer citewatch's.
    """
    if settings.history is None:
        return Opened(open_history(None))
    try:
        return Opened(open_history(settings.history))
    except Unkept as why:
        return Opened(open_history(None), str(why))


def base_folder() -> Path:
    """The folder from which documents are named in the history: the current one."""
    return Path.cwd()
