"""The tags and the text of an HTML file, with the places where they stand in it."""

import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser

from msgspec import Struct, field

from citewatch.documents.editing.whole_links import Span

BLOCKS = frozenset(
    """address article aside blockquote body br caption center dd details dialog div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html li main nav ol p pre section
    summary table tbody td template tfoot th thead title tr ul""".split()
)
"""Elements at whose edges a passage ends."""

_ATTRIBUTE = re.compile(
    r"""(?sx) (?<=[\s"'/]) (?P<name>[^\s"'<>/=]+)
    (?: \s*=\s* (?: "(?P<double>[^"]*)" | '(?P<single>[^']*)' | (?P<bare>[^\s"'<>`]+) ) )?"""
)
_QUOTES = {"double": '"', "single": "'", "bare": ""}


class Value(Struct, frozen=True):
    """An attribute's value: its text, where it stands with its quotes, and which those are."""

    text: str
    at: Span
    quote: str


class Tag(Struct, frozen=True):
    """A tag; `values` are the attributes of a start tag that have one, the first of each name."""

    name: str
    at: Span
    ends: bool
    values: dict[str, Value] = field(default_factory=dict)


class Markup(Struct, frozen=True):
    """The tags and the stretches of visible text of a file, each in order."""

    tags: list[Tag]
    texts: list[Span]


def read_markup(text: str) -> Markup:
    """The markup of an HTML file, read leniently as browsers do."""
    reader = _Reader(text)
    reader.feed(text)
    reader.close()
    return Markup(reader.tags, reader.texts)


class _Reader(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.tags: list[Tag] = []
        self.texts: list[Span] = []
        self._lines = [0, *(found.end() for found in re.finditer("\n", text))]
        self._hidden = False

    def _here(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def handle_starttag(
        self,
        tag: str,
        attrs: list[tuple[str, str | None]],  # noqa: ARG002 - they come without their places
    ) -> None:
        start, written = self._here(), self.get_starttag_text() or ""
        values: dict[str, Value] = {}
        for name, value in _values(written, start):
            values.setdefault(name, value)
        self.tags.append(Tag(tag, Span(start, start + len(written)), ends=False, values=values))
        self._hidden = tag in self.CDATA_CONTENT_ELEMENTS

    def handle_endtag(self, tag: str) -> None:
        start = self._here()
        end = self.rawdata.find(">", start) + 1 or len(self.rawdata)
        self.tags.append(Tag(tag, Span(start, end), ends=True))
        self._hidden = False

    def handle_data(self, data: str) -> None:
        self._text(len(data))

    def handle_entityref(self, name: str) -> None:
        self._text(len(name) + 1)

    def handle_charref(self, name: str) -> None:
        self._text(len(name) + 2)

    def _text(self, length: int) -> None:
        start = self._here()
        if self._hidden:
            return
        if self.texts and start - self.texts[-1].end in {0, 1}:  # 1: the `;` of a reference
            self.texts[-1] = Span(self.texts[-1].start, start + length)
        else:
            self.texts.append(Span(start, start + length))


def _values(written: str, start: int) -> Iterator[tuple[str, Value]]:
    name_end = re.match(r"<[^\s/>]+", written)
    for found in _ATTRIBUTE.finditer(written, name_end.end() if name_end else 1):
        kind = next((kind for kind in _QUOTES if found[kind] is not None), None)
        if kind is not None:
            quote = _QUOTES[kind]
            at = Span(start + found.start(kind) - len(quote), start + found.end(kind) + len(quote))
            yield found["name"].lower(), Value(unescape(found[kind]), at, quote)
