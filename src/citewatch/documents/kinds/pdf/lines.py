"""The printed lines of a PDF, without what repeats on its pages."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from msgspec import Struct, field

from citewatch.pdfium.data import PageData

_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st"}
_DIGITS = re.compile(r"\d+|\b[ivxlc]+\b")
_NUMBER = re.compile(r"\d{1,4}")
_MARK = re.compile(r"[\[(]?(\d{1,3}|[*†‡§])[\])]?")
_ADDRESS = re.compile(r"(?i)https?:|www\.|\b10\.\d{4}")
"""Notes of many pages may differ in nothing but the number in their address."""

_REPEATED = 3
"""On so many pages a line at the same height repeats that is no part of the text."""

_EDGE = 3.0
"""In sizes of its text: so near to the first or last line of a page stands a head or foot."""


class Piece(Struct, frozen=True):
    """Part of a line between `left` and `right`; it begins at the line's character `start`."""

    start: int
    left: float
    right: float


class Line(Struct):
    """A printed line: its page from 1, its text, and its place in points from the lower left.

    `mark` is a small raised number in front of it; `marks` are those inside it, by the index
    that they follow. `text` has neither.
    """

    page: int
    baseline: float
    size: float
    left: float
    right: float
    text: str = ""
    mark: str | None = None
    marks: list[tuple[int, str]] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)

    def x_at(self, index: int) -> float:
        """About where the character `index` stands."""
        ends = [*(piece.start for piece in self.pieces[1:]), len(self.text)]
        for piece, end in zip(self.pieces, ends, strict=True):
            if index < end:
                share = (index - piece.start) / max(end - piece.start, 1)
                return piece.left + share * (piece.right - piece.left)
        return self.right


def lines_of(pages: list[PageData]) -> list[Line]:
    """The lines of all pages in the order of their content, without running heads and feet."""
    lines = [line for number, page in enumerate(pages, 1) for line in _page_lines(page, number)]
    pages_with = Counter(shape for shape, _ in {(_shape(line), line.page) for line in lines})
    pages_with += Counter(place for place, _ in {(_place(line), line.page) for line in lines})
    bounds = _bounds(lines)
    return [line for line in lines if not _is_furniture(line, pages_with, bounds[line.page])]


def _is_furniture(
    line: Line, pages_with: Mapping[tuple[str, int, int], int], bounds: tuple[float, float]
) -> bool:
    """Whether a line is a running head or foot, or a page number."""
    if line.text.strip().isdecimal() and line.baseline in bounds:
        return True
    if line.mark is not None:
        return False
    # Tables and listings have lines at the same height of many pages, too.
    at_edge = min(abs(line.baseline - bound) for bound in bounds) <= _EDGE * line.size
    place = pages_with[_place(line)] if at_edge else 0
    shape = 0 if _ADDRESS.search(line.text) else pages_with[_shape(line)]
    return max(place, shape) >= _REPEATED


def _bounds(lines: list[Line]) -> dict[int, tuple[float, float]]:
    """The lowest and the highest baseline of each page: where page numbers stand."""
    heights: dict[int, list[float]] = {}
    for line in lines:
        heights.setdefault(line.page, []).append(line.baseline)
    return {page: (min(found), max(found)) for page, found in heights.items()}


def _shape(line: Line) -> tuple[str, int, int]:
    """What a running head or foot has in common on all pages: page numbers grow with the pages."""
    number = _NUMBER.search(line.text)
    offset = int(number[0]) - line.page if number else 0
    return _DIGITS.sub("#", line.text.strip()), round(line.baseline / 4), offset


def _place(line: Line) -> tuple[str, int, int]:
    """What a running head or foot without page number has in common, a date for example."""
    return line.text.strip(), round(line.baseline / 4), -1_000_000


def _page_lines(page: PageData, number: int) -> Iterator[Line]:
    lines: list[Line] = []
    for text, left, right, baseline, size in page["runs"]:
        run = Line(number, baseline, size, left, right, text.translate(_LIGATURES))
        if not run.text.strip() or not run.size > 0:
            continue
        if not (lines and _follows(lines[-1], run)):
            if _drawn_late(lines, run):
                continue
            lines.append(Line(number, baseline, size, left, right))
        _append(lines[-1], run)
    yield from lines


def _follows(line: Line, run: Line) -> bool:
    """Whether `run` stands in `line`, behind what is there."""
    size = max(line.size, run.size)
    gap = run.left - line.right
    return abs(run.baseline - line.baseline) <= 0.55 * size and -0.5 * size <= gap <= 5 * size


def _drawn_late(lines: list[Line], run: Line) -> bool:
    """Whether `run` is the raised number of an earlier line, which then has it."""
    number = run.text.strip()
    if _MARK.fullmatch(number) is None:
        return False
    for line in lines:
        if run.size >= 0.85 * line.size or not 0 <= run.baseline - line.baseline < line.size:
            continue
        if line.mark is None and -1 <= line.left - run.right < 2 * line.size:
            line.mark = number
            return True
        if abs(run.left - line.right) < 0.5 * line.size:
            line.marks.append((len(line.text.rstrip()), number))
            return True
    return False


def _append(line: Line, run: Line) -> None:
    is_mark = _MARK.fullmatch(run.text.strip()) is not None
    if is_mark and line.text and run.size < 0.85 * line.size and run.baseline > line.baseline + 0.5:
        line.marks.append((len(line.text), run.text.strip()))
        line.right = max(line.right, run.right)
        return
    first = line.text.strip()
    if first and line.mark is None and _MARK.fullmatch(first) and line.size < 0.85 * run.size:
        line.mark, line.text, line.pieces, line.left = first, "", [], run.left
        run.text = run.text.lstrip()
    elif line.text and run.left - line.right > 0.15 * run.size and not line.text.endswith(" "):
        line.text += " "
    if run.size >= line.size or not line.pieces:
        line.baseline, line.size = run.baseline, max(run.size, line.size)
    line.pieces.append(Piece(len(line.text), run.left, run.right))
    line.text += run.text
    line.right = run.right
