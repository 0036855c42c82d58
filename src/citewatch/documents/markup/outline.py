"""What a document in light markup holds: its passages, the notes that they belong to, remarks."""

from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from citewatch.documents.editing.whole_links import Span
from citewatch.documents.markup.flat import Flat, Found, Spot

_SHOWN = 5
"""Files that one remark names."""


class Passage(Struct):
    """A stretch of the source that is read on its own: a paragraph, an item, a cell, a note.

    `note` is the name of the note that it belongs to; `item` says that it is one of a list, whose
    words name the source that it links to. `outer` is the markup around a note inside a paragraph.
    """

    flat: Flat
    span: Span
    note: str | None = None
    item: bool = False
    outer: Span | None = None
    _links: list[Found] | None = None

    def links(self) -> list[Found]:
        """The links of the passage in its order."""
        if self._links is None:
            self._links = self.flat.links()
        return self._links


class Note(Struct, frozen=True):
    """A note or a reference: what marks call it, what they show, where it begins in the source."""

    name: str
    label: str
    start: int


class Outline(Struct):
    """A document: its title, passages in their order, notes, and links that nothing uses.

    `cited` are the keys of works that stand in `bibliographies`, each with the place in a passage
    that cites it.
    """

    title: str | None = None
    passages: list[Passage] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    unused: list[tuple[str, str, Spot]] = field(default_factory=list)
    cited: list[tuple[str, Passage, int]] = field(default_factory=list)
    bibliographies: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def citing(self) -> Iterator[tuple[str, str]]:
        """The keys of works with the sentences that cite them."""
        for key, passage, index in self.cited:
            yield key, passage.flat.sentence(index)

    def spots(self) -> list[tuple[str, Spot]]:
        """Every address with the place that it is written at, each place once, in order."""
        found = {
            (link.url, link.spot): None for passage in self.passages for link in passage.links()
        }
        found |= {(url, spot): None for url, _, spot in self.unused}
        return sorted(found, key=lambda one: (one[1].start, one[1].end))


def told_included(files: Sequence[str]) -> list[str]:
    """The remark on files that a document includes: they are not read with it."""
    if not files:
        return []
    are = "file is" if len(files) == 1 else "files are"
    names = ", ".join(files[:_SHOWN]) + (" …" if len(files) > _SHOWN else "")
    return [f"{len(files)} included {are} not read: {names}."]


def lines_of(text: str) -> Iterator[tuple[int, int]]:
    """Where each line of a text begins and ends."""
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield start, end
        start = end + 1


def same_lines(text: str) -> str:
    """`text` with line ends as readers know them, every character in its place."""
    text = text.replace("\r\n", " \n").replace("\r", "\n")
    return "\n" + text[1:] if text.startswith("\ufeff") else text
