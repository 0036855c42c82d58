"""What a document cites."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Citation:
    """One numbered reference in a document.

    `id` is its number or key as the document prints it; `links` are its addresses exactly as the
    author wrote them. `published` keeps the author's wording ("Oct. 2016").
    `at` says where it stands in the document: `report.md:12:5` (line and column, both from 1),
    `report.pdf:page 3`, `report.docx:note 4`, `books.bib:entry smith2016`.
    """

    id: str
    text: str
    links: tuple[str, ...] = ()
    accessed: date | None = None
    published: str | None = None
    supports: tuple[str, ...] = ()
    quote: str | None = None
    note: str | None = None
    at: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A document and its citations, in the document's order. `source` is where it was read from."""

    source: str
    title: str | None
    citations: tuple[Citation, ...]
