"""Finds the lines of a PDF that begin its numbered notes and references."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from itertools import pairwise
from operator import itemgetter

from msgspec import Struct
from msgspec.structs import replace

from citewatch.documents.citations.reference_headings import heads_sources
from citewatch.documents.kinds.pdf.lines import Line

_NUMBERED = re.compile(
    r"\s*(?:\[(?P<bracket>\d{1,3})\]|(?P<plain>\d{1,3})(?P<point>[.)]?)(?=\s|$|https?:|[A-Z][a-z]))\s*"
)
_FORMULA = re.compile(r"\s*[+=×÷·∑∏∫√≤≥−±∈∪∩^|]")
"""Formulas have raised numbers, too; no note begins with an operator."""

_APPENDIX = re.compile(r"(?i)^\s*appendix\s+\w\.?\s+")
_SMALL = 0.95
"""Of the size of the body: notes at the foot of a page are set smaller."""

_MARKED = 3
"""What a note whose number stands as a raised mark in the text weighs against one without."""


class Style(Enum):
    """How the number of a note is set."""

    RAISED = "raised"
    BRACKETED = "[1]"
    POINTED = "1."
    PLAIN = "1"


class Start(Struct, frozen=True):
    """A line that may begin a note; its text begins at the character `cut`.

    `marked` says that the number stands as a raised mark in the text of the page.
    """

    index: int
    number: int
    cut: int
    style: Style
    weight: int = 1
    marked: bool = False


def foot_starts(lines: Sequence[Line]) -> list[Start]:
    """Lines that may begin notes at the feet of pages: small ones, or those with a mark above."""
    small = _SMALL * _body_size(lines)
    marked, first = _marks(lines), _first_heading(lines)
    found = []
    for start in _starts(lines):
        if start.style is Style.BRACKETED and start.index > first:
            continue
        line = lines[start.index]
        height = marked.get((line.page, start.number))
        is_small, raised = line.size <= small, start.style is Style.RAISED
        known = height is not None and (is_small or height > line.baseline)
        if is_small or known:
            weight = _MARKED if raised or (known and is_small) else 1
            found.append(replace(start, weight=weight, marked=known))
    return found


def listed_starts(lines: Sequence[Line], style: Style) -> list[Start]:
    """Lines that may begin the entries of a list; those below a heading weigh more."""
    first = _first_heading(lines)
    return [
        replace(start, weight=2 if start.index > first else 1)
        for start in _starts(lines)
        if start.style is style
    ]


def _first_heading(lines: Sequence[Line]) -> int:
    return next((index for index, line in enumerate(lines) if is_heading(line)), len(lines))


def is_heading(line: Line) -> bool:
    """Whether the line is the heading of a list of references or notes."""
    return heads_sources(_APPENDIX.sub("", line.text))


def raised_numbers(mark: str) -> list[int]:
    """The numbers in a raised mark: three marks in a row, 4 and 5 and 6, are printed `456`."""
    if not mark.isdecimal():
        return []
    digits = [int(digit) for digit in mark]
    if len(digits) > 1 and all(after == before + 1 for before, after in pairwise(digits)):
        return [int(mark), *digits]
    return [int(mark)]


def _marks(lines: Sequence[Line]) -> dict[tuple[int, int], float]:
    """The raised marks in the text, by page and number, and how high they stand at most."""
    found: dict[tuple[int, int], float] = {}
    for line in lines:
        # A mark in front of a line may be that of the sentence which ends in the line above.
        for mark in (*(mark for _, mark in line.marks), line.mark or ""):
            for number in raised_numbers(mark):
                key = (line.page, number)
                found[key] = max(found.get(key, line.baseline), line.baseline)
    return found


def _starts(lines: Sequence[Line]) -> Iterator[Start]:
    for index, line in enumerate(lines):
        start = _start(line, index)
        if start is not None and start.number and not _FORMULA.match(_said(lines, start)):
            yield start


def _said(lines: Sequence[Line], start: Start) -> str:
    """How a note begins: behind its number, or in the next line."""
    text = lines[start.index].text[start.cut :]
    if text.strip() or start.index + 1 == len(lines):
        return text
    return lines[start.index + 1].text


def _start(line: Line, index: int) -> Start | None:
    if line.mark is not None:
        return Start(index, int(line.mark), 0, Style.RAISED) if line.mark.isdecimal() else None
    found = _NUMBERED.match(line.text)
    if found is None:
        return None
    if found["bracket"]:
        return Start(index, int(found["bracket"]), found.end(), Style.BRACKETED)
    style = Style.POINTED if found["point"] else Style.PLAIN
    return Start(index, int(found["plain"]), found.end(), style)


def chain(candidates: Iterable[Start]) -> list[Start]:
    """The heaviest run of candidates whose numbers count up; each one missing weighs against it."""
    best: dict[int, tuple[int, Start, object]] = {}
    heaviest: tuple[int, Start, object] | None = None
    for start in candidates:
        before = [
            (one[0] - (start.number - number - 1), one)
            for number, one in best.items()
            if number < start.number
        ]
        gained, previous = max(before, key=itemgetter(0), default=(0, None))
        gained, previous = (gained, previous) if gained > 0 else (0, None)
        weight = start.weight + gained
        # Of equal runs the later one: a list of contents counts as high as what it lists.
        if start.number not in best or weight >= best[start.number][0]:
            best[start.number] = (weight, start, previous)
        if heaviest is None or weight >= heaviest[0]:
            heaviest = (weight, start, previous)
    found: list[Start] = []
    link: object = heaviest
    while isinstance(link, tuple):
        found.append(link[1])
        link = link[2]
    return found[::-1]


def _body_size(lines: Sequence[Line]) -> float:
    """The size in which most of the text is set."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0
