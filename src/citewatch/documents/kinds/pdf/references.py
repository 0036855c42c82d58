"""The lists of references of a PDF that have no numbers: below a heading, entry by entry."""

from collections.abc import Callable, Iterator, Sequence, Set
from itertools import pairwise

from msgspec import Struct

from citewatch.documents.citations.reference_lists import Part, references_in
from citewatch.documents.kinds.pdf.entries import BULLET, is_label, paragraphs
from citewatch.documents.kinds.pdf.lines import Line
from citewatch.documents.kinds.pdf.starts import is_heading

_LONGEST_LIST = 4_000
"""Lines of one list: some eighty pages."""

_LARGER = 1.06
"""Of the size of a list: lines set larger are headings of what follows it."""

_SMALLER = 0.94
"""Of the size of a list: what is set smaller on its pages are footnotes and captions."""


class Entry(Struct, frozen=True):
    """A reference: its key if it has one, and its lines; its text begins at the character `cut`."""

    key: str
    lines: list[Line]
    indexes: list[int]
    cut: int


def references(
    lines: Sequence[Line], taken: Set[int], linked: Callable[[list[Line]], bool]
) -> list[Entry]:
    """The references below the headings of a document, without the lines that are `taken`.

    `linked` says whether lines have a link, or show an address.
    """
    headings = [
        index for index, line in enumerate(lines) if is_heading(line) and not _in_row(lines, index)
    ]
    entries: list[Entry] = []
    for heading, following in pairwise([*headings, len(lines)]):
        # What has numbers has been read: only other text stands behind it.
        if heading + 1 not in taken:
            block = list(_block(lines, heading, following, taken))
            entries += _entries(lines, lines[heading].text, block, linked)
    return entries


def _in_row(lines: Sequence[Line], index: int) -> bool:
    """Whether a line has another beside it: the head of a table's column."""
    line = lines[index]
    return any(
        other is not line
        and other.page == line.page
        and abs(other.baseline - line.baseline) < line.size / 2
        for other in lines[max(index - 3, 0) : index + 4]
    )


def _block(
    lines: Sequence[Line], heading: int, following: int, taken: Set[int]
) -> Iterator[tuple[int, Line]]:
    """The lines below a heading, up to one that is set as another heading."""
    size = 0.0
    for index in range(heading + 1, min(following, heading + _LONGEST_LIST)):
        line = lines[index]
        if index in taken:
            continue
        if is_label(line.text):
            yield index, line
            continue
        size = size or line.size
        if line.size > _LARGER * size and not line.text.strip().isdecimal():
            break
        if line.size >= _SMALLER * size:
            yield index, line


def _entries(
    lines: Sequence[Line],
    heading: str,
    block: Sequence[tuple[int, Line]],
    linked: Callable[[list[Line]], bool],
) -> Iterator[Entry]:
    numbers = [number for number, _ in block]
    stretches = [
        [numbers[place] for place in stretch] for stretch in paragraphs([line for _, line in block])
    ]
    parts, cuts = [Part(text=heading, level=1)], [0]
    for stretch in stretches:
        its = [lines[index] for index in stretch]
        text = " ".join(line.text.strip() for line in its)
        bullet = BULLET.match(text)
        cuts.append(bullet.end() if bullet else 0)
        parts.append(Part(text=text[cuts[-1] :], linked=linked(its)))
    for found in references_in(parts):
        indexes = stretches[found.index - 1]
        yield Entry(
            found.label,
            [lines[index] for index in indexes],
            indexes,
            cuts[found.index] + found.start,
        )
