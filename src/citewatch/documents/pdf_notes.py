"""Finds the numbered notes and references of a PDF, by their marks at the beginnings of lines."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from citewatch.documents.pdf_lines import Line, Piece

_NUMBERED = re.compile(
    r"\s*(?:\[(?P<bracket>\d{1,3})\]|(?P<plain>\d{1,3})[.)]?(?=\s|$|https?:|[A-Z][a-z]))\s*"
)
_FORMULA = re.compile(r"\s*[^\w\s\[({\"'“‘„«<¿¡*§]")
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

_SAME = 0.12
"""Share by which sizes of one text differ at most."""

_FAR = 2.2
"""In sizes of the text: lines further apart belong to different notes."""


@dataclass(frozen=True, slots=True)
class Note:
    """A note and its lines, the first one without the number; `indexes` are the whole lines'."""

    number: int
    lines: list[Line]
    indexes: list[int]


@dataclass(frozen=True, slots=True)
class Series:
    """Notes counted together; `at_foot` of pages, with marks in the text, or in a list."""

    notes: list[Note]
    at_foot: bool


@dataclass(frozen=True, slots=True)
class _Start:
    """A line that may begin a note; its text begins at the character `cut`."""

    index: int
    number: int
    cut: int
    weight: int


def series_of(lines: Sequence[Line]) -> list[Series]:
    """The series of notes in the document, the longest first."""
    families = [(True, _chain(_feet(lines))), (False, _chain(_listed(lines)))]
    families.sort(key=_weight, reverse=True)
    found, taken = [], set[int]()
    for at_foot, chain in families:
        chain = [start for start in chain if start.index not in taken]
        if _weight((at_foot, chain)) >= _LEAST:
            taken |= {start.index for start in chain}
            notes = list(_notes(lines, chain, at_foot=at_foot))
            if at_foot:
                notes = list(_with_continuations(lines, notes))
            found.append(Series(notes, at_foot))
    return found


_FINISHED = (".", "!", "?", ")", "]", "”", "»", '"', "/")
_LONGEST_REST = 25
"""Lines of a note that a page breaks off, on the next page, at most."""

_LEAST = 3
_MARKED = 3
"""What a note whose number stands as a raised mark in the text weighs against one without."""


def _weight(family: tuple[bool, list[_Start]]) -> int:
    return sum(start.weight for start in family[1])


def _feet(lines: Sequence[Line]) -> Iterator[_Start]:
    """Lines that begin with a number and are small, or whose number stands raised on the page."""
    small = _SMALL * _body_size(lines)
    marked = {(line.page, int(mark)) for line in lines for _, mark in line.marks if mark.isdecimal()}
    for index, line in enumerate(lines):
        start = _start(line, index)
        if start is None or _FORMULA.match(_said(lines, start)):
            continue
        known = (line.page, start.number) in marked
        if line.size <= small or (known and line.mark is not None):
            yield replace(start, weight=_MARKED if known or line.mark is not None else 1)


def _said(lines: Sequence[Line], start: _Start) -> str:
    """How a note begins: behind its number, or in the next line."""
    text = lines[start.index].text[start.cut :]
    if text.strip() or start.index + 1 == len(lines):
        return text
    return lines[start.index + 1].text


def _listed(lines: Sequence[Line]) -> Iterator[_Start]:
    """Lines in a list of references that begin with a number; `[1]` needs no heading above."""
    headings = [index for index, line in enumerate(lines) if _HEADING.fullmatch(line.text)]
    first = headings[-1] if headings else len(lines)
    for index, line in enumerate(lines):
        start = _start(line, index)
        if start is not None and (index > first or _BRACKETED.match(line.text)):
            yield replace(start, weight=2 if index > first else 1)


def _start(line: Line, index: int) -> _Start | None:
    if line.mark is not None:
        return _Start(index, int(line.mark), 0, 1) if line.mark.isdecimal() else None
    found = _NUMBERED.match(line.text)
    if found is None:
        return None
    return _Start(index, int(found["bracket"] or found["plain"]), found.end(), 1)


def _chain(candidates: Iterable[_Start]) -> list[_Start]:
    """The heaviest run of candidates whose numbers count up; each one missing weighs against it."""
    best: dict[int, tuple[int, _Start, object]] = {}
    heaviest: tuple[int, _Start, object] | None = None
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
    chain: list[_Start] = []
    link: object = heaviest
    while isinstance(link, tuple):
        chain.append(link[1])
        link = link[2]
    return chain[::-1]


def _notes(lines: Sequence[Line], chain: Sequence[_Start], *, at_foot: bool) -> Iterator[Note]:
    ends = [start.index for start in chain[1:]] + [len(lines)]
    for start, end in zip(chain, ends, strict=True):
        first = _cut(lines[start.index], start.cut)
        # A number on a line of its own says nothing of the note's size.
        model = first if first.text.strip() or start.index + 1 == end else lines[start.index + 1]
        taken = (_foot if at_foot else _entry)(lines, model, start.index, end)
        text = [line for line in (first, *(lines[index] for index in taken)) if line.text.strip()]
        yield Note(start.number, text, [start.index, *taken])


def _with_continuations(lines: Sequence[Line], notes: list[Note]) -> Iterator[Note]:
    """The notes, those that a page breaks off joined with their rest at the foot of the next."""
    starts = {index for note in notes for index in note.indexes}
    for note, following in zip(notes, [*notes[1:], None], strict=True):
        last = lines[note.indexes[-1]]
        broken = not last.text.rstrip().endswith(_FINISHED)
        if not note.lines or not broken or (following and _page(lines, following) == last.page):
            yield note
            continue
        rest = _rest(lines, note.lines[-1], starts, following)
        yield replace(
            note,
            lines=[*note.lines, *(lines[index] for index in rest)],
            indexes=[*note.indexes, *rest],
        )


def _rest(lines: Sequence[Line], last: Line, taken: set[int], following: Note | None) -> list[int]:
    """The lines on the page behind `last` that stand right above its first note, or at its foot."""
    page = [index for index, line in enumerate(lines) if line.page == last.page + 1]
    if following is not None and _page(lines, following) == last.page + 1:
        page = [index for index in page if index < following.indexes[0]]
    found: list[int] = []
    for index in reversed(page):
        line = lines[index]
        if index in taken or not _same_size(line, last):
            break
        if found and not _below(line, lines[found[0]]):
            break
        found.insert(0, index)
    # A whole page of this size is no rest of a note.
    return found if len(found) <= _LONGEST_REST else []


def _page(lines: Sequence[Line], note: Note) -> int:
    return lines[note.indexes[0]].page


def _foot(lines: Sequence[Line], model: Line, start: int, end: int) -> list[int]:
    """The further lines of a note at the foot of a page."""
    taken: list[int] = []
    above = lines[start]
    for index in range(start + 1, end):
        line = lines[index]
        if line.page != above.page or not _same_size(line, model) or not _below(above, line):
            break
        taken.append(index)
        above = line
    return taken


def _entry(lines: Sequence[Line], model: Line, start: int, end: int) -> list[int]:
    """The further lines of an entry of a list; the end of the last one is where looks change."""
    taken: list[int] = []
    above = lines[start]
    last = end == len(lines)
    for index in range(start + 1, end):
        line = lines[index]
        if _HEADING.fullmatch(line.text) or (last and not _goes_on(model, above, line)):
            break
        if _same_size(line, model):
            taken.append(index)
            above = line
    return taken


def _goes_on(model: Line, above: Line, line: Line) -> bool:
    return line.page == above.page and _same_size(line, model) and _below(above, line)


def _same_size(line: Line, other: Line) -> bool:
    return abs(line.size - other.size) <= _SAME * other.size


def _below(above: Line, line: Line) -> bool:
    return -0.5 * line.size < above.baseline - line.baseline <= _FAR * line.size


def _cut(line: Line, cut: int) -> Line:
    """`line` without its first `cut` characters."""
    pieces = [
        Piece(
            max(piece.start - cut, 0),
            line.x_at(cut) if piece.start < cut else piece.left,
            piece.right,
        )
        for piece, end in zip(
            line.pieces, [*(p.start for p in line.pieces[1:]), len(line.text)], strict=True
        )
        if end > cut
    ]
    return replace(line, text=line.text[cut:], pieces=pieces, left=line.x_at(cut), marks=[])


def _body_size(lines: Sequence[Line]) -> float:
    """The size in which most of the text is set."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0
