"""Tells numbered lines of a PDF that are notes from contents, steps, table rows and figures."""

import re
from collections.abc import Iterable, Sequence
from statistics import median

from citewatch.documents.kinds.pdf.lines import Line
from citewatch.documents.kinds.pdf.marks import bracketed_numbers
from citewatch.documents.kinds.pdf.starts import Start, Style, is_heading, raised_numbers

_SOURCE = re.compile(r"(?i)https?://|www\.|doi|\b(?:1[5-9]|20)\d\d\b")
_ADDRESS = re.compile(r"(?i)https?:/|www\.|doi\.org|\bdoi:")
_WORDED = re.compile(r"[^\W\d_]{2}")
_NEAR = 4
"""Lines between a heading and the first item of its list, at most."""

_LONGEST_USUAL = 700
"""Characters of a usual item above which the list is one of chapters or paragraphs."""


class Evidence:
    """Knows the headings of a document's lists, and the numbers that its text refers to."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._headings = {index for index, line in enumerate(lines) if is_heading(line)}
        self._marked = {
            number for line in lines for _, mark in line.marks for number in raised_numbers(mark)
        }
        self._bracketed = {number for line in lines for number in bracketed_numbers(line.text, 1)}

    def explained(self, numbers: Iterable[int]) -> None:
        """The raised marks with these numbers lead to footnotes, and so to nothing else."""
        self._marked.difference_update(numbers)

    def below_heading(self, starts: Sequence[Start]) -> bool:
        """Whether the items stand right below the heading of a list of notes or references."""
        if not starts:
            return False
        first = starts[0].index
        return any(index in self._headings for index in range(first - _NEAR, first))

    def are_notes(
        self, starts: Sequence[Start], texts: Sequence[str], *, at_foot: bool, headed: bool
    ) -> bool:
        """Whether marks in the text lead to the items, or the items name sources."""
        count = len(starts)
        if not at_foot and median(map(len, texts)) > _LONGEST_USUAL:
            return False
        if 2 * sum(_WORDED.search(text) is not None for text in texts) < count:
            return False
        sources = sum(_SOURCE.search(text) is not None for text in texts)
        addresses = sum(_ADDRESS.search(text) is not None for text in texts)
        raised = sum(start.style is Style.RAISED for start in starts)
        if count > 2 and 2 * addresses >= count:
            return True
        if at_foot:
            marked = sum(start.marked for start in starts)
            return 2 * max(marked, raised) >= count or 3 * min(marked, sources) >= count
        style = starts[0].style
        if headed and style in {Style.BRACKETED, Style.RAISED}:
            return True
        known = self._bracketed if style is Style.BRACKETED else self._marked
        marked = sum(start.number in known for start in starts)
        told = headed or 2 * marked >= count or (count > 2 and 2 * raised >= count)
        return told and 3 * sources >= count
