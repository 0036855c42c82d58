"""An element of a web page as text, with the places of its links and of the notes' marks."""

import re
from bisect import bisect_left
from collections.abc import Container, Iterator, Mapping

from bs4 import Tag
from bs4.element import NavigableString, PageElement, PreformattedString
from msgspec import Struct, field

from citewatch.documents.addresses.targets import Target, joined_links
from citewatch.documents.citations.sentences import Sentences

BLOCKS = frozenset(
    """address article aside blockquote body caption center dd details dialog div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary
    table tbody td tfoot th thead tr ul d-footnote""".split()
)
"""Elements that begin a new line."""

UNREAD = frozenset(
    """script style template noscript svg math iframe object embed audio video canvas select button
    textarea label input head""".split()
)
"""Elements whose text nobody reads, or that are no text."""

_WORDS = re.compile(r"[^\W\d_]{3}")
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_PARAGRAPHS = re.compile(r"\s*\n\s*")


class Flat(Struct):
    """Text, the links over parts of it, and where the marks of notes stood."""

    text: str = ""
    targets: list[Target] = field(default_factory=list)
    marks: list[tuple[str, int]] = field(default_factory=list)
    _sentences: dict[int, Sentences] = field(default_factory=dict)

    def paragraph(self, index: int) -> tuple[int, int]:
        """Where the paragraph around a place in the text begins and ends."""
        end = self.text.find("\n", index)
        return self.text.rfind("\n", 0, index) + 1, len(self.text) if end < 0 else end

    def sentence(self, index: int) -> str:
        """The sentence of its paragraph that stands in front of a place in the text."""
        start, end = self.paragraph(index)
        if start not in self._sentences:
            first, last = (bisect_left(self.marks, edge, key=_place) for edge in (start, end + 1))
            places = [place - start for _, place in self.marks[first:last]]
            self._sentences[start] = Sentences(self.text[start:end], places)
        return self._sentences[start].at(index - start)

    def links(self) -> tuple[str, ...]:
        """The addresses on the web, in order, each once."""
        return joined_links(self.text, self.targets)

    def lines(self) -> str:
        """The text, one line a paragraph."""
        return _PARAGRAPHS.sub("\n", self.text).strip()


def _place(mark: tuple[str, int]) -> int:
    return mark[1]


def flatten(
    parts: list[PageElement],
    *,
    skip: Container[int] = (),
    marks: Mapping[int, str] | None = None,
) -> Flat:
    """The text of `parts`, without the elements whose id() is in `skip`.

    Elements whose id() is in `marks` are marks of notes: their place is kept, and their text only
    where it is words ("Smith 2005").
    """
    flat = _Flattener(skip, marks or {})
    for part in parts:
        flat.add(part)
    return flat.result


class _Flattener:
    def __init__(self, skip: Container[int], marks: Mapping[int, str]) -> None:
        self.result = Flat()
        self._skip = skip
        self._marks = marks
        self._pieces: list[str] = []
        self._length = 0
        self._last = "\n"

    def add(self, part: PageElement) -> None:
        """Walk through one element without recursion: pages nest thousands of levels deep."""
        stack: list[Iterator[PageElement]] = [iter([part])]
        open_tags: list[tuple[Tag, int]] = []
        while stack:
            node = next(stack[-1], None)
            if node is None:
                stack.pop()
                if open_tags:
                    self._close(*open_tags.pop())
            elif isinstance(node, Tag):
                if self._enter(node):
                    open_tags.append((node, self._length))
                    stack.append(iter(node.contents))
            elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
                self._write(str(node))
        self.result.text = "".join(self._pieces)

    def _enter(self, tag: Tag) -> bool:
        if id(tag) in self._marks:
            self.result.marks.append((self._marks[id(tag)], self._length))
            return id(tag) not in self._skip and _WORDS.search(tag.get_text()) is not None
        if tag.name in UNREAD or id(tag) in self._skip:
            return False
        if tag.name in BLOCKS or tag.name == "br":
            self._write_break()
        return True

    def _close(self, tag: Tag, start: int) -> None:
        href = tag.get("href") if tag.name == "a" else None
        if isinstance(href, str):
            self.result.targets.append(Target(href.strip(), start, self._length))
        if tag.name in BLOCKS:
            self._write_break()

    def _write(self, text: str) -> None:
        text = _BLANKS.sub(" ", text)
        if self._last in " \n":
            text = text.lstrip(" ")
        self._append(text)

    def _write_break(self) -> None:
        if self._last != "\n":
            self._append("\n")

    def _append(self, text: str) -> None:
        if text:
            self._pieces.append(text)
            self._length += len(text)
            self._last = text[-1]


def is_text(node: PageElement) -> bool:
    """Whether a node holds words: no tag, no comment, more than blanks."""
    words = isinstance(node, NavigableString) and not isinstance(node, PreformattedString)
    return words and bool(str(node).strip())
