"""The tables of reStructuredText: cells of several lines, whose width is part of the markup."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from citewatch.documents.editing.whole_links import Span

GRID = re.compile(r"[ \t]*\+(?:[-=]+\+)+[ \t]*$")
SIMPLE = re.compile(r"[ \t]*={2,}(?:[ \t]+={2,})+[ \t]*$")
_SIMPLE_RULE = re.compile(r"[ \t]*[=-]{2,}(?:[ \t]+[=-]{2,})*[ \t]*$")
_BLOCK = re.compile(r"\S+")
_MOST_ROWS = 2_000
"""Lines of a table without a grid: where nothing ends one sooner, it is none."""


class Cell(Struct, frozen=True):
    """The text of one cell, its lines one below the other, and where each stands in the source."""

    text: str
    starts: tuple[int, ...]
    places: tuple[int, ...]

    def place(self, index: int) -> int:
        """Where in the source a character of the text stands."""
        line = max(bisect_right(self.starts, index) - 1, 0)
        return self.places[line] + index - self.starts[line]


def cells(
    text: str, lines: Sequence[tuple[int, int]], number: int, endless: set[str]
) -> tuple[list[Cell], int]:
    """The cells of the table whose first line is `number`, and the number of the line behind it.

    No cell, and the same number, where the lines are no table. `endless` keeps the borders that
    nothing ends in the rest of the text.
    """
    first = text[slice(*lines[number])]
    if GRID.match(first):
        return _grid(text, lines, number)
    if not SIMPLE.match(first) or first.rstrip() in endless:
        return [], number
    last = _last_border(text, lines, number)
    if last is None:
        endless.add(first.rstrip())
        return [], number
    return _simple(text, lines, number, last), last + 1


def _grid(text: str, lines: Sequence[tuple[int, int]], number: int) -> tuple[list[Cell], int]:
    found: list[Cell] = []
    rows: dict[int, list[Span]] = {}
    columns: list[tuple[int, int]] = []
    last = number
    while last < len(lines):
        start, end = lines[last]
        line = text[start:end]
        if not line.lstrip().startswith(("+", "|")):
            break
        if GRID.match(line):
            found += (_cell(text, spans) for spans in rows.values())
            bars = [index for index, sign in enumerate(line) if sign == "+"]
            columns, rows = list(pairwise(bars)), {}
        else:
            for left, right in _divided(line, columns):
                rows.setdefault(left, []).append(Span(start + left, start + right))
        last += 1
    found += (_cell(text, spans) for spans in rows.values())
    return found, last


def _divided(line: str, columns: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The stretches of a line between the bars at the ends of columns; a cell may span some."""
    begin = None
    for left, right in columns:
        begin = left + 1 if begin is None else begin
        if line[right : right + 1] in {"|", "+", ""}:
            yield begin, min(right, len(line))
            begin = None
    if begin is not None:
        yield begin, len(line.rstrip().rstrip("|"))


def _simple(text: str, lines: Sequence[tuple[int, int]], number: int, last: int) -> list[Cell]:
    blocks = [found.start() for found in _BLOCK.finditer(text[slice(*lines[number])])]
    found: list[Cell] = []
    rows: dict[int, list[Span]] = {}
    for row in range(number + 1, last):
        start, end = lines[row]
        line = text[start:end]
        ruled = _SIMPLE_RULE.match(line) is not None
        if ruled or line[blocks[0] : blocks[1]].strip():
            found += (_cell(text, spans) for spans in rows.values())
            rows = {}
        if not ruled:
            for left, right in zip(blocks, [*blocks[1:], len(line)], strict=True):
                begin = min(start + left, end)
                rows.setdefault(left, []).append(Span(begin, max(begin, min(start + right, end))))
    found += (_cell(text, spans) for spans in rows.values())
    return found


def _last_border(text: str, lines: Sequence[tuple[int, int]], number: int) -> int | None:
    """The last border of a simple table: one with a blank line, or nothing, behind it."""
    first = text[slice(*lines[number])].rstrip()
    for row in range(number + 1, min(len(lines), number + _MOST_ROWS)):
        line = text[slice(*lines[row])].rstrip()
        ended = row + 1 >= len(lines) or not text[slice(*lines[row + 1])].strip()
        if line == first and ended:
            return row
    return None


def _cell(text: str, spans: Sequence[Span]) -> Cell:
    starts, length = [], 0
    for span in spans:
        starts.append(length)
        length += span.end - span.start + 1
    words = "\n".join(text[span.start : span.end] for span in spans)
    return Cell(words, tuple(starts), tuple(span.start for span in spans))
