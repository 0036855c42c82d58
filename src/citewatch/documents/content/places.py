"""Where citations stand, for `Citation.at`."""

from bisect import bisect_right
from collections.abc import Iterator

from citewatch.core.citation import Place


class Lines:
    """The lines of a text, to say of many of its characters where they stand."""

    def __init__(self, text: str) -> None:
        self._starts = list(_starts(text))

    def number(self, index: int) -> int:
        """The line, from 1, of the character at `index`."""
        return bisect_right(self._starts, index)

    def at(self, name: str, index: int) -> Place:
        """`report.md:12:5`: the place of the character at `index`."""
        line = self.number(index)
        return Place(name, line, index - self._starts[line - 1] + 1)


def _starts(text: str) -> Iterator[int]:
    start = 0
    while True:
        yield start
        start = text.find("\n", start) + 1
        if not start:
            return


def at_part(name: str, part: str, number: str | int) -> Place:
    """`report.pdf:page 3`, `report.docx:note 4`: a numbered or named part of the document."""
    return Place(name, part=f"{part} {number}")
