"""Finds the lines of a PDF that begin its numbered notes and references."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

from msgspec import Struct
from msgspec.structs import replace

from citewatch.documents.kinds.pdf.lines import Line

_NUMBERED = re.compile(
    r"\s*(?:\[(?P<bracket>\d{1,3})\]|(?P<plain>\d{1,3})[.)]?(?=\s|$|https?:|[A-Z][a-z]))\s*"
)
_FORMULA = re.compile(r"\s*[+=×÷·∑∏∫√≤≥−±∈∪∩^|]")
"""Formulas have raised numbers, too; no note begins with an operator."""

_BRACKETED = re.compile(r"\s*\[\d{1,3}\]")
_HEADING = re.compile(
    r"""(?ix) \s* (?:[\divx]+\.?\s+|appendix\s+\w\.?\s+)?
    (?: (?:list\s+of\s+)?references(?:\s+cited)? | bibliography | works\s+cited | (?:end|foot)?notes
      | literature(?:\s+cited)? | sources | literatur(?:verzeichnis)? | quellen(?:verzeichnis)?
      | anmerkungen | einzelnachweise | bibliographie | références | notes\s+et\s+références
      | referencias | bibliografía | notas ) \s*:?\s*"""
)
_SMALL = 0.95
"""Of the size of the body: notes at the foot of a page are set smaller."""

_MARKED = 3
"""What a note whose number stands as a raised mark in the text weighs against one without."""


class Start(Struct, frozen=True):
    """A line that may begin a note; its text begins at the character `cut`."""

    index: int
    number: int
    cut: int
    weight: int


def foot_chain(lines: Sequence[Line]) -> list[Start]:
    """The beginnings of the notes at the feet of pages."""
    return _chain(_feet(lines))


def list_chain(lines: Sequence[Line]) -> list[Start]:
    """The beginnings of the entries in the list of references or notes."""
    return _chain(_listed(lines))


def is_heading(line: Line) -> bool:
    """Whether the line is the heading of a list of references or notes."""
    return _HEADING.fullmatch(line.text) is not None


def _feet(lines: Sequence[Line]) -> Iterator[Start]:
    """Lines that begin with a number and are small, or whose number stands raised on the page."""
    small = _SMALL * _body_size(lines)
    marks = [(line.page, mark) for line in lines for _, mark in line.marks]
    marked = {(page, int(mark)) for page, mark in marks if mark.isdecimal()}
    for index, line in enumerate(lines):
        start = _start(line, index)
        if start is None or _FORMULA.match(_said(lines, start)):
            continue
        known = (line.page, start.number) in marked
        if line.size <= small or (known and line.mark is not None):
            yield replace(start, weight=_MARKED if known or line.mark is not None else 1)


def _said(lines: Sequence[Line], start: Start) -> str:
    """How a note begins: behind its number, or in the next line."""
    text = lines[start.index].text[start.cut :]
    if text.strip() or start.index + 1 == len(lines):
        return text
    return lines[start.index + 1].text


def _listed(lines: Sequence[Line]) -> Iterator[Start]:
    """Lines in a list of references that begin with a number; `[1]` needs no heading above."""
    headings = [index for index, line in enumerate(lines) if is_heading(line)]
    first = headings[-1] if headings else len(lines)
    for index, line in enumerate(lines):
        start = _start(line, index)
        if start is not None and (index > first or _BRACKETED.match(line.text)):
            yield replace(start, weight=2 if index > first else 1)


def _start(line: Line, index: int) -> Start | None:
    if line.mark is not None:
        return Start(index, int(line.mark), 0, 1) if line.mark.isdecimal() else None
    found = _NUMBERED.match(line.text)
    if found is None:
        return None
    return Start(index, int(found["bracket"] or found["plain"]), found.end(), 1)


def _chain(candidates: Iterable[Start]) -> list[Start]:
    """The heaviest run of candidates whose numbers count up; each one missing weighs against it."""
    best: dict[int, tuple[int, Start, object]] = {}
    heaviest: tuple[int, Start, object] | None = None
    for start in candidates:
        before = [
            (found[0] - (start.number - number - 1), found)
            for number, found in best.items()
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
    chain: list[Start] = []
    link: object = heaviest
    while isinstance(link, tuple):
        chain.append(link[1])
        link = link[2]
    return chain[::-1]


def _body_size(lines: Sequence[Line]) -> float:
    """The size in which most of the text is set."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0
