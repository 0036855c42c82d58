"""What the process that reads documents is told and what it says: JSON, a line each."""

import weakref
from collections.abc import Iterable, Iterator
from datetime import date
from threading import Lock
from typing import BinaryIO

import msgspec

from citewatch.core.citation import Citation, Place
from citewatch.core.ignoring import Ignore


class Request(msgspec.Struct, frozen=True):
    """A document to read; names and paths as bytes, since they may be no valid text."""

    document: bytes
    output: bytes
    name: bytes
    kind: str | None
    seconds: int


class Answer(msgspec.Struct, frozen=True):
    """What was read, or the problems. The citations are in the output file, a line each.

    `retires` says that the process ends now: what it read may have left it unwell.
    """

    kind: str = ""
    title: str | None = None
    remarks: tuple[str, ...] = ()
    sha256: str = ""
    count: int = 0
    links: int = 0
    access_days: dict[date, int] = {}
    ignores: tuple[Ignore, ...] = ()
    problems: tuple[str, ...] = ()
    retires: bool = False


_request = msgspec.json.Decoder(Request)
_answer = msgspec.json.Decoder(Answer)
_citation = msgspec.json.Decoder(Citation)
_encoder = msgspec.json.Encoder()


def line_of(message: Request | Answer | Citation) -> bytes:
    """A message as one line."""
    try:
        return _encoder.encode(message) + b"\n"
    except UnicodeEncodeError:
        assert isinstance(message, Citation)
        return _encoder.encode(_in_unicode(message)) + b"\n"


def request_in(line: bytes) -> Request:
    """The request in a line."""
    return _request.decode(line)


def answer_in(line: bytes) -> Answer:
    """The answer in a line."""
    return _answer.decode(line)


class WrittenCitations(Iterable[Citation]):
    """The citations in a file, which is closed when nobody wants them any more.

    Whoever takes them has a place of its own in the file, in whatever thread.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._reading = Lock()
        # Not __del__: where this is part of a cycle, the file might be collected before it.
        weakref.finalize(self, file.close)

    def __iter__(self) -> Iterator[Citation]:
        place = 0
        while True:
            with self._reading:
                self._file.seek(place)
                line = self._file.readline()
            if not line:
                return
            place += len(line)
            yield _citation.decode(line)


def in_unicode(text: str) -> str:
    """`text` without halves of characters, which JSON can spell but no file can hold."""
    return text.encode("utf-8", "replace").decode()


def _in_unicode(citation: Citation) -> Citation:
    place = citation.at
    return Citation(
        id=in_unicode(citation.id),
        text=in_unicode(citation.text),
        links=tuple(map(in_unicode, citation.links)),
        accessed=citation.accessed,
        published=None if citation.published is None else in_unicode(citation.published),
        supports=tuple(map(in_unicode, citation.supports)),
        quote=citation.quote,
        note=citation.note,
        at=None if place is None else _place_in_unicode(place),
    )


def _place_in_unicode(place: Place) -> Place:
    part = None if place.part is None else in_unicode(place.part)
    return Place(in_unicode(place.file), place.line, place.column, part)
