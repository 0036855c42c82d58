"""What every reader of documents is: a document's bytes in, its citations out."""

from collections.abc import Callable, Generator

from msgspec import Struct

from citewatch.core.citation import Citation


class Reading(Struct, frozen=True):
    """What one document cites.

    `remarks` are plain sentences about what the reader could not pair or use ("Mark 45 has no
    note."); nothing that it met is dropped without one.
    """

    title: str | None
    citations: tuple[Citation, ...]
    remarks: tuple[str, ...] = ()


class Ending(Struct, frozen=True):
    """What a reader knows of a document once its last citation is read."""

    title: str | None = None
    remarks: tuple[str, ...] = ()


Flow = Generator[Citation, None, Ending]
"""Citations one by one, so that no reader holds all of them; it ends in an `Ending`.

Raises errors.InputError, maybe behind some citations: then the document is not read at all.
"""

Reader = Callable[[bytes, str], Reading | Flow]
"""Reads a document's content; the second argument is its name, for `at` and for errors.

Raises errors.InputError where the content cannot be read as this kind.
"""


def flow_of(reading: Reading | Flow) -> Flow:
    """The citations of a reading one by one."""
    if not isinstance(reading, Reading):
        return (yield from reading)
    yield from reading.citations
    return Ending(reading.title, reading.remarks)


def gathered(reading: Reading | Flow) -> Reading:
    """All that flows, at once: for small documents."""
    if isinstance(reading, Reading):
        return reading
    citations: list[Citation] = []
    try:
        while True:
            citations.append(next(reading))
    except StopIteration as end:
        ending: Ending = end.value
        return Reading(ending.title, tuple(citations), ending.remarks)
