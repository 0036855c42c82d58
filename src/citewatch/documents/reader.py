"""What every reader of documents is: a document's bytes in, its citations out."""

from collections.abc import Callable
from dataclasses import dataclass

from citewatch.core.citation import Citation


@dataclass(frozen=True, slots=True)
class Reading:
    """What one document cites.

    `remarks` are plain sentences about what the reader could not pair or use ("Mark 45 has no
    note."); nothing that it met is dropped without one.
    """

    title: str | None
    citations: tuple[Citation, ...]
    remarks: tuple[str, ...] = ()


Reader = Callable[[bytes, str], Reading]
"""Reads a document's content; the second argument is its name, for `at` and for errors.

Raises errors.InputError where the content cannot be read as this kind.
"""
