"""What is told of a history that cannot be read, or cannot be written."""

import sqlite3

from citewatch.errors import InputError


class Unkept(Exception):
    """No history can be kept here; the text says why and what to do. The audit goes on without."""


class Unreadable(sqlite3.DatabaseError):
    """What stands in the file is nothing that a history holds."""


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
    if isinstance(error, sqlite3.OperationalError):
        return error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_ERROR
    return type(error) in {sqlite3.DatabaseError, Unreadable}


def told(name: str, error: BaseException) -> InputError:
    """What is the matter with a file, for its user."""
    if isinstance(error, sqlite3.OperationalError):
        return InputError([f"{name}: cannot be used now ({error}); it was left as it is"])
    return damaged(name, error)
