"""The XML of a Word part as pieces of text with the places where they stand (ECMA-376, part 1, 17).

Parsing and writing it anew would change it everywhere; here only what is meant changes.
"""

import re
from collections.abc import Iterator, Sequence
from html import unescape

from msgspec import Struct, field

from citewatch.documents.editing.whole_links import Span

_TOKEN = re.compile(
    r"""(?sx)
    <!--.*?--> | <!\[CDATA\[.*?\]\]> | <\?.*?\?>
    | <(?P<end>/)?(?:(?P<prefix>[\w.-]+):)?(?P<name>[\w.-]+)
      (?P<values>(?:[^"'>/]++|"[^"]*+"|'[^']*+'|/(?!>))*+)(?P<empty>/)?>
    """
)
_ATTRIBUTE = re.compile(r"""(?s)(?:[\w.-]+:)?(?P<name>[\w.-]+)\s*=\s*(["'])(?P<value>.*?)\2""")
_CHARACTER = re.compile(r"(?s)&[^;&\s]{1,12};|.")
_TEXTS = ("t", "instrText")


class Piece(Struct, frozen=True):
    """The content of one w:t or w:instrText: as text, as written, and where that stands."""

    kind: str
    text: str
    written: str
    at: Span

    @property
    def characters(self) -> Iterator[tuple[str, Span]]:
        """Each character, and where it stands in the XML."""
        for found in _CHARACTER.finditer(self.written):
            at = Span(self.at.start + found.start(), self.at.start + found.end())
            for character in unescape(found[0]):
                yield character, at


class Link(Struct, frozen=True):
    """A hyperlink with a relationship: its id, and where the element and its text stand."""

    relation: str
    at: Span


class Paragraph(Struct):
    """A paragraph: where its content ends in the XML, and what stands in it."""

    prefix: str
    at: Span
    pieces: list[Piece] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    run_properties: str = ""

    def characters(self, kind: str) -> list[tuple[str, Span]]:
        """The characters of all pieces of a kind, as if they stood together."""
        return [
            character
            for piece in self.pieces
            if piece.kind == kind
            for character in piece.characters
        ]

    def text(self, kind: str = "t") -> str:
        """The text of all pieces of a kind."""
        return "".join(piece.text for piece in self.pieces if piece.kind == kind)


class Token(Struct, frozen=True):
    """A tag; `written` are its attributes as they stand in the XML from `values_at` on."""

    name: str
    prefix: str
    at: Span
    ends: bool
    empty: bool
    written: str
    values_at: int

    @property
    def values(self) -> dict[str, tuple[str, Span]]:
        """The attributes' values and their places, by their names without a prefix."""
        return {
            found["name"]: (unescape(found["value"]), self._moved(found.span("value")))
            for found in _ATTRIBUTE.finditer(self.written)
        }

    def _moved(self, span: tuple[int, int]) -> Span:
        return Span(self.values_at + span[0], self.values_at + span[1])


def tokens(xml: str) -> Iterator[Token]:
    """The tags of an XML text, in order."""
    for found in _TOKEN.finditer(xml):
        if found["name"] is None:
            continue
        yield Token(
            found["name"],
            found["prefix"] or "",
            Span(*found.span()),
            bool(found["end"]),
            bool(found["empty"]),
            found["values"],
            found.start("values"),
        )


def paragraphs(xml: str) -> list[Paragraph]:
    """The paragraphs of a part; one within another (a text box) stands apart from it."""
    return _Reader(xml).read()


class _Reader:
    def __init__(self, xml: str) -> None:
        self._xml = xml
        self._open: list[Paragraph] = []
        self._done: list[Paragraph] = []
        self._links: list[Token] = []
        self._text: Token | None = None
        self._properties: Token | None = None

    def read(self) -> list[Paragraph]:
        for token in tokens(self._xml):
            if token.name == "p" and not token.empty:
                self._paragraph(token)
            elif self._open:
                self._inside(token, self._open[-1])
        return sorted(self._done, key=lambda paragraph: paragraph.at.start)

    def _paragraph(self, token: Token) -> None:
        if not token.ends:
            self._open.append(Paragraph(token.prefix, token.at))
        elif self._open:
            ended = self._open.pop()
            ended.at = Span(ended.at.start, token.at.start)
            self._done.append(ended)

    def _inside(self, token: Token, paragraph: Paragraph) -> None:
        if token.name in _TEXTS and not token.empty:
            self._piece(token, paragraph)
        elif token.name == "hyperlink" and not token.empty:
            self._link(token, paragraph)
        elif token.name == "rPr" and not token.empty:
            if not token.ends:
                self._properties = token
            elif self._properties is not None:
                self._remember(Span(self._properties.at.start, token.at.end), paragraph)

    def _piece(self, token: Token, paragraph: Paragraph) -> None:
        if not token.ends:
            self._text = token
        elif self._text is not None:
            at = Span(self._text.at.end, token.at.start)
            written = self._xml[at.start : at.end]
            paragraph.pieces.append(Piece(token.name, unescape(written), written, at))
            self._text = None

    def _link(self, token: Token, paragraph: Paragraph) -> None:
        if not token.ends:
            self._links.append(token)
        elif self._links:
            start = self._links.pop()
            relation = start.values.get("id", ("", start.at))[0]
            paragraph.links.append(Link(relation, Span(start.at.start, token.at.end)))

    def _remember(self, at: Span, paragraph: Paragraph) -> None:
        """How the text outside links looks: what is added is to look the same."""
        written = self._xml[at.start : at.end]
        if not self._links and "vertAlign" not in written and "rStyle" not in written:
            paragraph.run_properties = written
        self._properties = None


def written_over(characters: Sequence[tuple[str, Span]], span: Span) -> list[Span]:
    """The stretches of the XML that hold some characters, next to each other taken as one."""
    stretches: list[Span] = []
    for _, at in characters[span.start : span.end]:
        if stretches and stretches[-1].end == at.start:
            stretches[-1] = Span(stretches[-1].start, at.end)
        else:
            stretches.append(at)
    return stretches
