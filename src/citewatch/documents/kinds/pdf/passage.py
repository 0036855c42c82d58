"""Joins the lines of a note into running text, and finds where its links lead."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median_low

from msgspec import Struct

from citewatch.documents.kinds.pdf.line_ends import LineEnds, open_address
from citewatch.documents.kinds.pdf.lines import Line

HYPHEN = "\x02"
"""A hyphen at the end of a line, typed or made by the typesetter: PDFium tells no difference."""

_WORD_BEFORE, _WORD_BEHIND = re.compile(r"[^\W\d_]+$"), re.compile(r"[^\W\d_]+")
_LONGEST_WORD = 80
_WIDER = 1.3
"""Lines further apart than so many usual distances are different paragraphs."""


class Passage(Struct):
    """Lines as one text; `starts` are the indexes at which they begin in it."""

    text: str
    lines: list[Line]
    starts: list[int]


class Joiner:
    """Joins lines; knows the document's words and how far its lines reach."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._words = {word.lower() for line in lines for word in _inner_words(line.text)}
        gaps = [
            (line.baseline - following.baseline) / line.size
            for line, following in pairwise(lines)
            if line.page == following.page and 0.8 * line.size < line.baseline - following.baseline
        ]
        self._leading = median_low(gaps) if gaps else 1.2
        self._hyphenates = any(
            "".join(parted) in self._words
            for line, following in pairwise(lines)
            if line.text.endswith(HYPHEN) and open_address(line.text)
            if (parted := _parted(line.text, following.text))
        )
        self._ends = LineEnds(lines, self._leading, _plain_words(lines))

    def passage(self, lines: Sequence[Line]) -> Passage:
        """The lines as one text: hyphenated words whole, addresses whole."""
        text, starts = "", list[int]()
        for number, line in enumerate(lines):
            text = self._joined(text, lines[number - 1], line) if number else text
            starts.append(len(text))
            text += line.text
        return Passage(text.replace(HYPHEN, "-"), list(lines), starts)

    def _joined(self, text: str, line: Line, following: Line) -> str:
        address = open_address(text)
        if text.endswith((HYPHEN, "\u00ad")) and not self._ends.apart(line, following):
            return text[:-1] + ("-" if self._keeps_hyphen(text, following.text, address) else "")
        if address and self._ends.goes_on(address, line, following):
            return text
        if self._parts(line, following):
            return f"{text}\n\n"
        return text if text.endswith(" ") else text + " "

    def _parts(self, line: Line, following: Line) -> bool:
        """Whether a paragraph ends between the lines: the gap is wide, or the size another."""
        if abs(line.size - following.size) > 0.12 * line.size:
            return True
        return line.baseline - following.baseline > _WIDER * self._leading * line.size

    def _keeps_hyphen(self, text: str, following: str, address: object) -> bool:
        """Whether the hyphen at the end of `text` was typed.

        It was not where both parts make one word of this document; in an address it was where
        both parts are words, or where no other address of the document is hyphenated.
        """
        parted = _parted(text, following)
        if parted is None:
            return True
        if "".join(parted) in self._words:
            return False
        if address is None:
            return following[0].isupper()
        return self._words.issuperset(parted) or not self._hyphenates


def _parted(text: str, following: str) -> tuple[str, str] | None:
    """The parts of a word around the hyphen that `text` ends in, if letters are on both sides."""
    before, behind = _WORD_BEFORE.search(text[-_LONGEST_WORD:-1]), _WORD_BEHIND.match(following)
    return (before[0].lower(), behind[0].lower()) if before and behind else None


def _inner_words(text: str) -> list[str]:
    words = _WORD_BEHIND.findall(text)
    return words[:-1] if text.endswith((HYPHEN, "\u00ad")) else words


def _plain_words(lines: Iterable[Line]) -> frozenset[str]:
    """The words that stand in the text by themselves, but for those at the beginning of a line."""
    return frozenset(
        word
        for line in lines
        for token in line.text.split()[1:]
        if (word := token.strip(".,;:()[]'\"“”‘’").lower()).isalpha()
    )
