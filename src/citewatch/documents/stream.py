"""A document that was read, its citations to be taken one by one."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Self

from msgspec import Struct
from msgspec.structs import replace

from citewatch.core.citation import Citation, Document
from citewatch.core.ignoring import Ignore
from citewatch.documents.citations.plain_links import is_beside
from citewatch.documents.reader import Reading


class DocumentStream(Struct, frozen=True):
    """A document that was read whole before the first of its citations is given out.

    So all else is known at once: its `kind`, `title`, the readers' `remarks`, the SHA-256 of its
    bytes in hexadecimal, how many citations it has and how many links they have, and how often
    which day is the access date of one (for core.dates.usual_day). `ignores` are those that stand
    in its comments. `citations` can be taken more
    than once, in the document's order; they wait in a file without a name that goes when the stream
    is dropped.
    """

    source: str
    kind: str
    title: str | None
    remarks: tuple[str, ...]
    sha256: str
    count: int
    links: int
    access_days: Mapping[date, int]
    citations: Iterable[Citation]
    ignores: tuple[Ignore, ...] = ()

    def named(self, source: str) -> Self:
        """The same under another name."""
        ignores = tuple(replace(one, document=source) for one in self.ignores)
        return replace(self, source=source, ignores=ignores)

    def document(self) -> Document:
        """The whole document in memory: takes all its citations."""
        return Document(self.source, self.title, tuple(self.citations))


class Unreadable(Struct, frozen=True):
    """A name that gave no document, and why: one line a problem, each naming its place."""

    source: str
    problems: tuple[str, ...]


def only_notes(stream: DocumentStream) -> DocumentStream:
    """The document without the links in its running text, which a remark counts."""
    notes = _Notes(stream.citations)
    kept = list(map(_measured, notes))
    left = stream.count - len(kept)
    if not (kept and left):
        return stream  # where there are no notes, its links are all that it cites
    told = "1 link" if left == 1 else f"{left} links"
    return replace(
        stream,
        citations=notes,
        count=len(kept),
        links=sum(links for links, _ in kept),
        access_days=Counter(day for _, day in kept if day is not None),
        remarks=(f"{told} in running text left out, as asked (--links notes).", *stream.remarks),
    )


class _Notes:
    """The citations that are notes or references, taken anew each time."""

    def __init__(self, citations: Iterable[Citation]) -> None:
        self._citations = citations

    def __iter__(self) -> Iterator[Citation]:
        return (one for one in self._citations if not is_beside(one))


def _measured(citation: Citation) -> tuple[int, date | None]:
    return len(citation.links), citation.accessed


def stream_of(source: str, kind: str, sha256: str, reading: Reading) -> DocumentStream:
    """A document that was read in this process."""
    days = (citation.accessed for citation in reading.citations if citation.accessed is not None)
    return DocumentStream(
        source=source,
        kind=kind,
        title=reading.title,
        remarks=reading.remarks,
        sha256=sha256,
        count=len(reading.citations),
        links=sum(len(citation.links) for citation in reading.citations),
        access_days=Counter(days),
        citations=reading.citations,
    )
