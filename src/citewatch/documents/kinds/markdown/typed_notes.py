"""Notes that a Markdown document has without Markdown's own: `[1]` by hand, anchors in HTML."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from citewatch.core.citation import Citation, Place
from citewatch.documents.citations.compose import compose
from citewatch.documents.citations.supports import Supports
from citewatch.documents.kinds.html.notes import anchored_notes
from citewatch.documents.kinds.html.page import parse_page
from citewatch.documents.kinds.html.reader import note_citations
from citewatch.documents.kinds.markdown.blocks import Block

_LABEL = re.compile(r"\s*\[(\d{1,3})\][.:]?\s*")
_MARKS = re.compile(r"\[(\d{1,3}(?:\s*[,;]\s*\d{1,3})*)\]")
_FEWEST = 2
"""Notes of which a series has at least so many: one number in brackets is no list."""

_MAY_ANCHOR = re.compile(r"(?i)\]\(#|<a\s[^<>]*href\s*=\s*[\"']?#")


class Typed(NamedTuple):
    """Notes that were typed, and which blocks they are made of."""

    citations: list[Citation]
    taken: set[int]


def anchored(rendered: Callable[[], str], source: str, name: str) -> list[Citation]:
    """The notes that marks link to by anchors, `rendered` gives the document as a web page."""
    if not _MAY_ANCHOR.search(source):
        return []
    page = parse_page(rendered().encode(), name)
    cited = note_citations(page, anchored_notes(page).notes, name)
    lines = source.split("\n")
    return [replace(one, at=_place(one, lines, name)) for one in cited]


def _place(citation: Citation, lines: Sequence[str], name: str) -> Place:
    """Where the note stands in the source: there its first link, or else its first words."""
    for wanted in (*citation.links[:1], citation.text[:30]):
        for number, line in enumerate(lines, 1):
            if wanted and wanted in line:
                return Place(name, number, line.index(wanted) + 1)
    return Place(name)


def typed(blocks: Sequence[Block], name: str) -> Typed:
    """A series of blocks that begin with `[1]`, `[2]` …, whose marks stand before in the text.

    What follows a note up to the next one belongs to it where it stands below it alone: a link in
    a line of its own.
    """
    starts = _series(blocks)
    if len(starts) < _FEWEST:
        return Typed([], set())
    first = starts[0][0]
    marks = _marks(blocks[:first])
    if not any(marks.of(label) for _, label in starts):
        return Typed([], set())
    ends = [*(index for index, _ in starts[1:]), starts[-1][0] + 1]
    citations, taken = [], set[int]()
    for (index, label), end in zip(starts, ends, strict=True):
        body = _body(blocks, index, end)
        taken.update(range(index, index + len(body)))
        text = " ".join(" ".join(block.text.split()) for block in body)
        citations.append(
            compose(
                label,
                _LABEL.sub("", text, count=1),
                links=[target.url for block in body for target in block.links()],
                supports=marks.of(label),
                at=Place(name, blocks[index].line, 1),
            )
        )
    return Typed(citations, taken)


def _series(blocks: Sequence[Block]) -> list[tuple[int, str]]:
    """The last run of blocks that begin with rising numbers in brackets."""
    found: list[tuple[int, str]] = []
    for index, block in enumerate(blocks):
        label = _LABEL.match(block.text)
        if label is None or block.level:
            continue
        if found and int(label[1]) != int(found[-1][1]) + 1:
            found = []
        if found or label[1] in {"0", "1"}:
            found.append((index, label[1]))
    return found


def _body(blocks: Sequence[Block], start: int, end: int) -> Sequence[Block]:
    """The block of a note and those below it that are nothing but links."""
    stop = start + 1
    while stop < end and not blocks[stop].level and _is_link_alone(blocks[stop]):
        stop += 1
    return blocks[start:stop]


def _is_link_alone(block: Block) -> bool:
    return len(block.text.split()) == 1 and bool(block.links())


def _marks(blocks: Sequence[Block]) -> Supports:
    marks = Supports()
    for block in blocks:
        for mark in _MARKS.finditer(block.text):
            for number in _numbers(mark[1]):
                marks.add(number, block.sentence(mark.start()))
    return marks


def _numbers(written: str) -> Iterator[str]:
    return iter(re.findall(r"\d+", written))
