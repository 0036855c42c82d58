"""A stretch of a document as text, with what stands in it and where that is written in its XML."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import islice, takewhile
from typing import NamedTuple, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from citewatch.documents.addresses.links import FoundLink, links_in
from citewatch.documents.content.xml_events import Characters
from citewatch.documents.editing.whole_links import Span


class Piece(NamedTuple):
    """Some of the text, from `start` on, and the bytes of the XML that it is read from.

    A piece of several characters is written as they are, in UTF-8; one character can stand for
    anything, such as an element that is a line break.
    """

    start: int
    text: str
    at: Span


class Link(Struct, frozen=True, kw_only=True):
    """A link over `text[start:end]`, and where its address is written.

    `tag` are the bytes of the start tag that makes the link, `behind` the byte behind all of the
    link, where something else can stand. The address is an attribute of the tag, or is the target
    of the `relation` that it names, or stands in the `code` of a field.
    """

    url: str
    start: int
    end: int
    tag: Span
    behind: int
    relation: str = ""
    code: tuple[Characters, ...] = ()


class Mark(Struct, frozen=True):
    """A mark of a note: `kind` is footnote or endnote, `note` the note's internal id.

    `at` is its place in the text. `sign` is what the mark shows, where that is written; `section`
    counts from 0.
    """

    kind: str
    note: str
    at: int
    section: int = 0
    sign: str | None = None


class Managed(Struct, frozen=True):
    """A stretch of text that a program (a reference manager) keeps, and may write anew."""

    by: str
    start: int
    end: int


class Paragraph(Struct, frozen=True, kw_only=True):
    """The paragraph `text[start:end]`.

    `level` is that of a heading, from 1, else 0. `label` is the number that a list gives it.
    `listed` says that the program's own list of references put it there. `behind` is the byte
    behind its content, `look` the bytes that say how its text looks, if anything does.
    """

    behind: int
    start: int = 0
    end: int = 0
    level: int = 0
    label: str = ""
    listed: bool = False
    look: Span | None = None


_Stretch = TypeVar("_Stretch", Link, Managed, Paragraph)


class Story(Struct):
    """Text with paragraphs ending in newlines, and what stands in it, by index into the text."""

    text: str = ""
    links: list[Link] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    managed: list[Managed] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)

    def written(self, start: int, end: int) -> list[Span]:
        """The bytes of the XML that hold `text[start:end]`, those next to each other as one."""
        stretches: list[Span] = []
        for at in self._spans(start, end):
            if stretches and stretches[-1].end == at.start:
                stretches[-1] = Span(stretches[-1].start, at.end)
            elif at.start < at.end:
                stretches.append(at)
        return stretches

    def _spans(self, start: int, end: int) -> Iterator[Span]:
        first = max(0, bisect_right(self.pieces, start, key=_start) - 1)
        for piece in self.pieces[first:]:
            if piece.start >= end:
                return
            low, high = max(start - piece.start, 0), min(end - piece.start, len(piece.text))
            if low < high:
                yield _part(piece, low, high)

    def links_of(self, paragraph: Paragraph) -> Iterator[Link]:
        """The links that begin in a paragraph."""
        first = bisect_left(self.links, paragraph.start, key=_begin)
        return takewhile(lambda link: link.start <= paragraph.end, islice(self.links, first, None))

    def shown(self, paragraph: Paragraph) -> list[FoundLink]:
        """The addresses that a paragraph shows, by index into the text of the story."""
        return [
            found._replace(start=found.start + paragraph.start, end=found.end + paragraph.start)
            for found in links_in(self.text[paragraph.start : paragraph.end])
        ]


def _start(piece: Piece) -> int:
    return piece.start


def _begin(link: Link) -> int:
    return link.start


def _part(piece: Piece, low: int, high: int) -> Span:
    if len(piece.text) == 1:
        return piece.at
    before = len(piece.text[:low].encode())
    return Span(
        piece.at.start + before, piece.at.start + before + len(piece.text[low:high].encode())
    )


class Sheet:
    """A story as it is written down."""

    def __init__(self) -> None:
        self._pieces: list[Piece] = []
        self._links: list[Link] = []
        self._marks: list[Mark] = []
        self._paragraphs: list[Paragraph] = []
        self._managed: list[Managed] = []
        self._begun = 0
        self.length = 0

    def write(self, text: str, at: Span) -> None:
        """Go on with `text`, which stands at these bytes."""
        self._pieces.append(Piece(self.length, text, at))
        self.length += len(text)

    def link(self, link: Link) -> None:
        """Remember a link, which ends here."""
        self._links.append(link)

    def mark(self, mark: Mark) -> None:
        """Remember the mark of a note, which stands here."""
        self._marks.append(mark)

    def keep(self, managed: Managed) -> None:
        """Remember a stretch that a program keeps, which ends here."""
        self._managed.append(managed)

    def end_paragraph(self, paragraph: Paragraph) -> None:
        """End a paragraph, which begins where the one before ended."""
        self._paragraphs.append(replace(paragraph, start=self._begun, end=self.length))
        self.write("\n", Span(paragraph.behind, paragraph.behind))
        self._begun = self.length

    def absorb(self, other: "Sheet") -> None:
        """Put another sheet behind this one, which has just ended a paragraph."""
        by = self.length
        self._pieces += [piece._replace(start=piece.start + by) for piece in other._pieces]
        self._marks += [replace(one, at=one.at + by) for one in other._marks]
        self._links += _moved(other._links, by)
        self._paragraphs += _moved(other._paragraphs, by)
        self._managed += _moved(other._managed, by)
        self.length += other.length
        self._begun = self.length

    def story(self) -> Story:
        """What was written down."""
        text = "".join(piece.text for piece in self._pieces)
        links = sorted(self._links, key=lambda link: link.start)
        return Story(text, links, self._marks, self._paragraphs, self._managed, self._pieces)


def _moved(some: list[_Stretch], by: int) -> list[_Stretch]:
    return [replace(one, start=one.start + by, end=one.end + by) for one in some]
