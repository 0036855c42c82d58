"""The numbered notes and references of a PDF, with the lines that belong to them."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from citewatch.documents.kinds.pdf.evidence import Evidence
from citewatch.documents.kinds.pdf.lines import Line, Piece
from citewatch.documents.kinds.pdf.starts import (
    Start,
    Style,
    chain,
    foot_starts,
    is_heading,
    listed_starts,
)

_SAME = 0.12
"""Share by which sizes of one text differ at most."""

_FAR = 2.2
"""In sizes of the text: lines further apart belong to different notes."""

_FINISHED = (".", "!", "?", ")", "]", "”", "»", '"', "/")
_LONGEST_REST = 25
"""Lines of a note that a page breaks off, on the next page, at most."""

_LEAST = 3
"""Weight of the lightest series: one note with its mark, or three numbered lines."""

_MOST_TRIES = 8
"""Series of numbers that are no notes, before one that is, at most."""


class Note(Struct, frozen=True):
    """A note and its lines, the first one without the number; `indexes` are the whole lines'."""

    number: int
    lines: list[Line]
    indexes: list[int]


class Series(Struct, frozen=True):
    """Notes counted together; `at_foot` of pages, with marks in the text, or in a list.

    `certain` says that marks or a heading tell so, not only what the notes say.
    """

    notes: list[Note]
    at_foot: bool
    certain: bool = False


def series_of(lines: Sequence[Line]) -> list[Series]:
    """The series of notes in the document, those that are certain and the longest first."""
    evidence = Evidence(lines)
    feet = _heaviest(lines, foot_starts(lines), evidence, at_foot=True)
    taken = {note.indexes[0] for note in feet.notes}
    evidence.explained(note.number for note in feet.notes)
    lists = [listed_starts(lines, style) for style in Style]
    listed = Series([], at_foot=False)
    for starts in sorted(lists, key=lambda starts: _weight(chain(starts)), reverse=True):
        if not listed.notes:
            free = [start for start in starts if start.index not in taken]
            listed = _heaviest(lines, free, evidence, at_foot=False)
    found = [series for series in (feet, listed) if series.notes]
    return sorted(found, key=lambda one: (one.certain, len(one.notes)), reverse=True)


def _heaviest(
    lines: Sequence[Line], starts: Sequence[Start], evidence: Evidence, *, at_foot: bool
) -> Series:
    """The heaviest series that is one of notes: contents or the figures of a drawing hide none."""
    for _ in range(_MOST_TRIES):
        heaviest = chain(starts)
        if _weight(heaviest) < _LEAST:
            break
        headed = not at_foot and evidence.below_heading(heaviest)
        notes = list(_notes(lines, heaviest, at_foot=at_foot, headed=headed))
        if at_foot:
            notes = list(_with_continuations(lines, notes))
        texts = [" ".join(line.text for line in note.lines) for note in notes]
        if evidence.are_notes(heaviest, texts, at_foot=at_foot, headed=headed):
            certain = at_foot or headed or heaviest[0].style is Style.BRACKETED
            return Series(notes, at_foot, certain)
        wrong = {start.index for start in heaviest}
        starts = [start for start in starts if start.index not in wrong]
    return Series([], at_foot)


def _weight(starts: Sequence[Start]) -> int:
    return sum(start.weight for start in starts)


def _notes(
    lines: Sequence[Line], starts: Sequence[Start], *, at_foot: bool, headed: bool
) -> Iterator[Note]:
    ends = [start.index for start in starts[1:]] + [len(lines)]
    for start, end in zip(starts, ends, strict=True):
        first = _cut(lines[start.index], start.cut)
        # A number on a line of its own says nothing of the note's size.
        model = first if first.text.strip() or start.index + 1 == end else lines[start.index + 1]
        if at_foot:
            taken = _foot(lines, model, start.index, end)
        else:
            taken = _entry(lines, model, start.index, end, headed=headed)
        text = [line for line in (first, *(lines[index] for index in taken)) if line.text.strip()]
        yield Note(start.number, text, [start.index, *taken])


def _with_continuations(lines: Sequence[Line], notes: list[Note]) -> Iterator[Note]:
    """The notes, those that a page breaks off joined with their rest at the foot of the next."""
    starts = {index for note in notes for index in note.indexes}
    edges: dict[int, float] = {}
    pages: dict[int, list[int]] = {}
    for index, line in enumerate(lines):
        edges[line.page] = max(edges.get(line.page, line.right), line.right)
        pages.setdefault(line.page, []).append(index)
    for note, following in zip(notes, [*notes[1:], None], strict=True):
        last = lines[note.indexes[-1]]
        broken = edges[last.page] - last.right < 4 * last.size and not last.text.rstrip().endswith(
            _FINISHED
        )
        if not note.lines or not broken or (following and _page(lines, following) == last.page):
            yield note
            continue
        rest = _rest(lines, note.lines[-1], (pages, starts), following)
        yield replace(
            note,
            lines=[*note.lines, *(lines[index] for index in rest)],
            indexes=[*note.indexes, *rest],
        )


def _rest(
    lines: Sequence[Line],
    last: Line,
    known: tuple[Mapping[int, list[int]], set[int]],
    following: Note | None,
) -> list[int]:
    """The lines on the page behind `last` that stand right above its first note, or at its foot."""
    pages, taken = known
    page = pages.get(last.page + 1, [])
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
    # Below text of another size: not a table, nor a page that is all of this size.
    below_text = bool(found) and found[0] - 1 in page
    return found if below_text and len(found) <= _LONGEST_REST else []


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


def _entry(lines: Sequence[Line], model: Line, start: int, end: int, *, headed: bool) -> list[int]:
    """The further lines of an entry of a list; the end of the last one is where looks change.

    Without a heading above the list, other text may stand between any two.
    """
    taken: list[int] = []
    above = lines[start]
    last = end == len(lines) or (not headed and end - start > _LONGEST_REST)
    for index in range(start + 1, end):
        line = lines[index]
        if is_heading(line) or (last and not _goes_on(model, above, line)):
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
