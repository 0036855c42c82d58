"""What is told of a history that cannot be read, or cannot be written."""

import sqlite3
from collections.abc import Callable
from enum import Enum, auto
from functools import wraps
from typing import ParamSpec, TypeVar

from citewatch.errors import InputError

P = ParamSpec("P")
T = TypeVar("T")


class Unkept(Exception):
    """No history can be kept here; the text says why and what to do. The audit goes on without."""


class Unreadable(sqlite3.DatabaseError):
    """What stands in the file is nothing that a history holds."""


class Trouble(Enum):
    """What may be the matter with a file."""

    UNWRITABLE = auto()
    """Its disk, its lock or its rights do not allow what is to be done now."""
    DAMAGED = auto()
    """Its bytes are not those that were written."""


def trouble_in(error: BaseException) -> Trouble | None:
    """What an error says of the file; None where it says nothing of it.

    What the tables themselves refuse (a name that is not there, a row that is there twice) counts
    as damage: citewatch does not ask for it of a sound file. Nor does a text in no encoding come
    from it, for which Python has an error without a code.
    """
    if isinstance(error, sqlite3.OperationalError):
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
        return Trouble.DAMAGED if code & 0xFF == sqlite3.SQLITE_ERROR else Trouble.UNWRITABLE
    damaged = type(error) in {sqlite3.DatabaseError, sqlite3.IntegrityError, Unreadable}
    return Trouble.DAMAGED if damaged else None


def as_written(read: Callable[P, T]) -> Callable[P, T]:
    """For what turns rows into values: where that fails, the row is not as it was written.

    A page of the file can be sound in all that SQLite knows of, and still hold another word, date
    or number than those that were ever written.
    """

    @wraps(read)
    def guarded(*args: P.args, **more: P.kwargs) -> T:
        try:
            return read(*args, **more)
        except (ArithmeticError, LookupError, OSError, TypeError, ValueError) as error:
            raise Unreadable(f"it holds what was never written there: {error}") from error

    return guarded


def unkept(name: str, why: str) -> Unkept:
    """For a place where no history can be kept."""
    return Unkept(f"{name}: no history can be kept there ({why}); name another file with --history")


def damaged(name: str, why: object) -> InputError:
    """For a file that cannot be read as a history."""
    what = f"{name}: is damaged or no history ({why}); it was left as it is"
    do = "put a good copy in its place, move it away to begin anew, or name another with --history"
    return InputError([f"{what}; {do}"])


def is_of_the_file(error: BaseException) -> bool:
    """Whether the file is the matter (its bytes, its disk, its lock), and not what was asked."""
    return trouble_in(error) is not None


def told(name: str, error: BaseException) -> InputError:
    """What is the matter with a file, for its user."""
    if trouble_in(error) is Trouble.UNWRITABLE:
        return InputError([f"{name}: cannot be used now ({error}); it was left as it is"])
    return damaged(name, error)
