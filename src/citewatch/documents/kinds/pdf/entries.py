"""Takes the lines of a list of references apart: by labels, bullets, indents, gaps or words."""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from citewatch.documents.citations.reference_entries import speaks_of_source
from citewatch.documents.kinds.pdf.lines import Line

BULLET = re.compile(r"\s*[•●▪◦‣∙·■□➢\uf0b7\uf0a7–—*-]\s+")
_LABEL = re.compile(r"\s*(?:\[[A-Za-z][\w:.+'&/ -]{0,38}\]|\[\d{1,4}\]|\d{1,4}[.)]\s)")
_ENDS = re.compile(r"""[.)\]”"»]\s*$|(?:https?://|www\.|doi)\S*$""", re.IGNORECASE)
_BEGINS = re.compile(r"\s*[\[(“\"«„‘]?(?:[A-ZÀ-Þ\u0386-\u03ab\u0400-\u042f]|\d|https?:)")
_SAME = 0.5
"""In sizes of the text: lines whose beginnings are nearer to each other begin alike."""

_DEEPEST = 9.0
"""In sizes of the text: lines indented deeper stand in another column."""

_INDENTED = 0.12
"""Share of indented lines from which a list is one with hanging indents."""

_WIDER = 1.18
"""Lines further apart than so many usual distances are different entries."""

_MOST_EDGES = 50
"""Columns of different places, at most, that are compared with each other."""


def is_label(text: str) -> bool:
    """Whether a line is the number or key of an entry, which stands in a column of its own."""
    return _LABEL.fullmatch(text.strip()) is not None


def paragraphs(block: Sequence[Line]) -> list[list[int]]:
    """The places in `block` of the lines of each entry, in order."""
    if not block:
        return []
    if _is_table(block):
        return []
    if BULLET.match(block[0].text):
        block = block[: _end_of_bullets(block)]
        return _cut(block, lambda place: BULLET.match(block[place].text) is not None)
    indents = _indents(block)
    if _LABEL.match(block[0].text):
        labelled = [
            indent <= _SAME and _LABEL.match(line.text) is not None
            for line, indent in zip(block, indents, strict=True)
        ]
        return _cut(block, labelled.__getitem__)
    inner = sum(_SAME < indent <= _DEEPEST for indent in indents)
    if inner >= max(1, _INDENTED * len(block)) and inner < len(block):
        # The first line says whether entries begin further out or further in than they go on.
        outer = indents[0] <= _SAME
        return _cut(block, lambda place: (indents[place] <= _SAME) is outer)
    return _by_gaps(block)


def _is_table(block: Sequence[Line]) -> bool:
    """Whether lines stand beside each other, other than behind the label of an entry."""
    beside = sum(
        abs(before.baseline - line.baseline) < _SAME * line.size and line.left > before.right
        for before, line in pairwise(block)
        if not is_label(before.text)
    )
    return beside * 5 > len(block)


def _cut(block: Sequence[Line], begins: Callable[[int], bool]) -> list[list[int]]:
    starts = [
        place
        for place, line in enumerate(block)
        if place == 0 or begins(place) or BULLET.match(line.text)
    ]
    return [list(range(*ends)) for ends in pairwise([*starts, len(block)])]


def _end_of_bullets(block: Sequence[Line]) -> int:
    """Where text follows that has no bullet and is not indented behind one."""
    outer = block[0].left
    for place, line in enumerate(block):
        if BULLET.match(line.text):
            outer = line.left
        elif -5 * line.size < line.left - outer <= _SAME * line.size:
            return place
    return len(block)


def _indents(block: Sequence[Line]) -> list[float]:
    """How much further in than its column each line begins, in sizes of the text."""
    columns: list[list[Line]] = []
    for place, line in enumerate(block):
        if place == 0 or _new_column(block[place - 1], line):
            columns.append([])
        columns[-1].append(line)
    edges = [min(line.left for line in column) for column in columns]
    found: list[float] = []
    distinct = sorted(set(edges))[:_MOST_EDGES]
    for column, own in zip(columns, edges, strict=True):
        near = [edge for edge in distinct if own - 5 * column[0].size <= edge <= own]
        found += [(line.left - min(near)) / line.size for line in column]
    return found


def _new_column(above: Line, line: Line) -> bool:
    return line.page != above.page or line.baseline > above.baseline + line.size


def _by_gaps(block: Sequence[Line]) -> list[list[int]]:
    gaps = [
        None if _new_column(above, line) else (above.baseline - line.baseline) / line.size
        for above, line in pairwise(block)
    ]
    usual = sorted(gap for gap in gaps if gap is not None and gap >= 0.8)
    least = usual[len(usual) // 20] if usual else 0.0
    wide = [gap is not None and gap > _WIDER * least for gap in gaps]
    by_gaps = sum(wide) * 10 >= len(block)
    cited = [speaks_of_source(line.text) for line in block]
    known, starts = cited[0], set[int]()
    for place in range(1, len(block)):
        gap = gaps[place - 1]
        if by_gaps and gap is not None:
            begins = wide[place - 1]
        else:
            begins = known and _is_next(block[place - 1], block[place])
        if begins:
            starts.add(place)
        known = cited[place] or (known and not begins)
    return _cut(block, starts.__contains__)


def _is_next(above: Line, line: Line) -> bool:
    """Whether what `above` says ends there, and `line` begins as a reference does."""
    return _BEGINS.match(line.text) is not None and _ENDS.search(above.text) is not None
