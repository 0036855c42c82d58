"""The one spelling of where a citation stands: `Citation.at`."""

from bisect import bisect_right
from collections.abc import Iterator


class Lines:
    """The lines of a text, to say of many of its characters where they stand."""

    def __init__(self, text: str) -> None:
        self._starts = list(_starts(text))

    def at(self, name: str, index: int) -> str:
        """`report.md:12:5`: the line and column, both from 1, of the character at `index`."""
        line = bisect_right(self._starts, index)
        return f"{name}:{line}:{index - self._starts[line - 1] + 1}"


def _starts(text: str) -> Iterator[int]:
    start = 0
    while True:
        yield start
        start = text.find("\n", start) + 1
        if not start:
            return


def at_part(name: str, part: str, number: str | int) -> str:
    """`report.pdf:page 3`, `report.docx:note 4`: a numbered or named part of the document."""
    return f"{name}:{part} {number}"


def at_line(name: str, line: int) -> str:
    """`books.bib:12`: a line, from 1."""
    return f"{name}:{line}"


def at_character(name: str, text: str, index: int) -> str:
    """`report.md:12:5`: the place of one character; for many of one text, see `Lines`."""
    line = text.count("\n", 0, index) + 1
    column = index - text.rfind("\n", 0, index)
    return f"{name}:{line}:{column}"
