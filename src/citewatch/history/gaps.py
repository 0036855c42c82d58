"""Rows of a damaged table: those that can be read before, between and behind its gaps."""

import sqlite3
from collections.abc import Callable, Iterator
from typing import Any

from citewatch.history.trouble import Unreadable, as_written

Select = Callable[[int], sqlite3.Cursor]
"""Rows in the order of their keys, from a number on that the first column of the key has."""

_MOST = 2**40
"""No number of a row is as large as this."""


def readable(select: Select, keys: tuple[str, ...]) -> Iterator[sqlite3.Row]:
    """The rows that can be read, in the order of their `keys`, of which the first is a number.

    Each is given out once: a damaged table can lead back to where it was read already.
    """
    low: int | None = 0
    last: Any = None
    while low is not None:
        try:
            for row in select(low):
                last = _place(row, keys, last)
                yield row
        except sqlite3.DatabaseError:
            low = _behind(select, keys[0], last[0] if last else low - 1)
        else:
            return


def until_damaged(rows: Callable[[], sqlite3.Cursor], key: str) -> Iterator[sqlite3.Row]:
    """The rows before the first gap, in the order of a key that cannot be counted on from."""
    last: Any = None
    try:
        for row in rows():
            last = _place(row, (key,), last)
            yield row
    except sqlite3.DatabaseError:
        return


@as_written
def _place(row: sqlite3.Row, keys: tuple[str, ...], last: Any) -> Any:
    here = tuple(row[key] for key in keys)
    if last is not None and here <= last:
        raise Unreadable("its rows are out of order")
    return here


def _behind(select: Select, key: str, last: int) -> int | None:
    """Where rows can be read again after the `last` one; None where there is no such place.

    Of many gaps close to each other, some that lies between may be passed over.
    """
    step = 1
    while not _begins(select, key, last + step):
        step *= 2
        if step > _MOST:
            return None
    fails, reads = last + step // 2, last + step
    while reads - fails > 1:
        middle = (fails + reads) // 2
        if _begins(select, key, middle):
            reads = middle
        else:
            fails = middle
    return reads


@as_written
def _is_after(row: sqlite3.Row | None, key: str, low: int) -> bool:
    return row is None or bool(row[key] >= low)


def _begins(select: Select, key: str, low: int) -> bool:
    """Whether the first row from here on can be read, if there is one."""
    try:
        return _is_after(select(low).fetchone(), key, low)
    except sqlite3.DatabaseError:
        return False
