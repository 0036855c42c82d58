"""What a document cites."""

import re
from datetime import date
from typing import Self

from msgspec import Struct

_LINE = re.compile(r"(?P<file>.+?):(?P<line>[1-9]\d{0,9})(?::(?P<column>[1-9]\d{0,9}))?", re.DOTALL)
_PART = re.compile(
    r"(?P<file>.+?):(?P<part>(?:page|note|paragraph|entry|item|cell|slide) .+)", re.DOTALL
)


class Place(Struct, frozen=True):
    """Where something stands in a document.

    `file` is the document's name as it was given; `line` and `column` count from 1. `part` is
    what the document has instead of lines, or what they are counted in: `page 3`, `note 4`,
    `item smith2016`, a chapter of a book.
    """

    file: str
    line: int | None = None
    column: int | None = None
    part: str | None = None

    def __str__(self) -> str:
        steps = (self.file, self.part, self.line, self.column)
        return ":".join(str(step) for step in steps if step is not None)

    @classmethod
    def read(cls, written: str) -> Self:
        """The place that `written` says, as far as it can be told; `str` gives it back."""
        if found := _LINE.fullmatch(written):
            column = found["column"]
            return cls(found["file"], int(found["line"]), None if column is None else int(column))
        if found := _PART.fullmatch(written):
            return cls(found["file"], part=found["part"])
        return cls(written)


class Citation(Struct, frozen=True):
    """One numbered reference in a document.

    `id` is its number or key as the document prints it; `links` are its addresses exactly as the
    author wrote them. `published` keeps the author's wording ("Oct. 2016").
    `at` says where it stands in the document: as text `report.md:12:5` (line and column),
    `report.pdf:page 3`, `report.docx:note 4`, `books.json:item smith2016`.
    """

    id: str
    text: str
    links: tuple[str, ...] = ()
    accessed: date | None = None
    published: str | None = None
    supports: tuple[str, ...] = ()
    quote: str | None = None
    note: str | None = None
    at: Place | None = None


class Document(Struct, frozen=True):
    """A document and its citations, in the document's order. `source` is where it was read from."""

    source: str
    title: str | None
    citations: tuple[Citation, ...]
