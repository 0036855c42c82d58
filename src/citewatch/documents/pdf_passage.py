"""Joins the lines of a note into running text, and finds where its links lead."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from citewatch.documents.links import links_in
from citewatch.documents.pdf_lines import Line
from citewatch.documents.targets import Target, joined_links

HYPHEN = "\x02"
"""A hyphen at the end of a line, typed or made by the typesetter: PDFium tells no difference."""

_OPEN_ADDRESS = re.compile(r"(?i)(?:https?:/{0,2}|ftp://|www\.)[^\s<>\"]*$")
_TOKEN = re.compile(r"[^\s<>\"]+")
_CHUNK = re.compile(r"[^\s/?&=_.-]*[/?&=_.-]?")
_ALWAYS_GOES_ON = tuple("-_=&?%#~@+")
_OFTEN_GOES_ON = tuple("/.:,;")
_ADDRESS_LIKE = re.compile(
    r"(?i)[/_=%&#?~]|\w-\w|\d{4,}"
    r"|\.(?:html?|pdf|aspx?|php|docx?|xml|json|org|com|net|edu|gov|int|eu|uk)\b"
)
_BEHIND_POINT = re.compile(
    r"(?i)(?:org|com|net|edu|gov|int|info|[a-z]{2}|s?html?|pdf|aspx?|php|docx?|xml|json|txt)\b"
    r"(?:/\S*)?[.,;)]*$"
)
_BEGINS_ANEW = re.compile(r"(?i)https?:|ftp:|www\.|[\[(<“„«]|\d{1,3}[.)\]]?$")
_PROSE = frozenset(
    """a about accessed am an and are as at available by from for has here in is last of on or p pp
    retrieved see that the this to und visited was which with abgerufen et le la y el""".split()
)
_WORD_BEFORE, _WORD_BEHIND = re.compile(r"[^\W\d_]+$"), re.compile(r"[^\W\d_]+")
_UNFINISHED = ("-", ".", "_", "=", "&", "?", "%")


@dataclass(frozen=True, slots=True)
class Area:
    """A link annotation: where it leads, and the rectangle that it covers."""

    url: str
    page: int
    left: float
    bottom: float
    right: float
    top: float

    def covers(self, page: int, x: float, baseline: float, size: float) -> bool:
        """Whether the middle of a character of that `size` lies in it."""
        middle = baseline + 0.3 * size
        return page == self.page and self.left - 2 <= x <= self.right + 2 and (
            self.bottom - 1 <= middle <= self.top + 1
        )


@dataclass(slots=True)
class Passage:
    """Lines as one text; `starts` are the indexes at which they begin in it."""

    text: str
    lines: list[Line]
    starts: list[int]


class Joiner:
    """Joins lines; knows the document's words and how far its lines reach."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._words = {word.lower() for line in lines for word in _inner_words(line.text)}
        self._edges: dict[tuple[int, int], float] = {}
        for line in lines:
            key = _column(line)
            self._edges[key] = max(self._edges.get(key, 0.0), line.right)
        self._hyphenates = any(
            "".join(parted) in self._words
            for line, following in pairwise(lines)
            if line.text.endswith(HYPHEN) and _OPEN_ADDRESS.search(line.text)
            if (parted := _parted(line.text, following.text))
        )

    def passage(self, lines: Sequence[Line]) -> Passage:
        """The lines as one text: hyphenated words whole, addresses whole."""
        text, starts = "", list[int]()
        for number, line in enumerate(lines):
            text = self._joined(text, lines[number - 1], line) if number else text
            starts.append(len(text))
            text += line.text
        return Passage(text.replace(HYPHEN, "-"), list(lines), starts)

    def _joined(self, text: str, line: Line, following: Line) -> str:
        address = _OPEN_ADDRESS.search(text)
        if text.endswith((HYPHEN, "\u00ad")):
            return text[:-1] + ("-" if self._keeps_hyphen(text, following.text, address) else "")
        if address and self._goes_on(address[0], line, following):
            return text
        return text if text.endswith(" ") else text + " "

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

    def _goes_on(self, address: str, line: Line, following: Line) -> bool:
        """Whether the address at the end of `line` goes on in the following one."""
        found = _TOKEN.match(following.text)
        if found is None or _BEGINS_ANEW.match(found[0]) or self._had_room(line, found[0]):
            return False
        token = found[0].rstrip(".,;:)]")
        if address.endswith(_ALWAYS_GOES_ON) or _ADDRESS_LIKE.search(token):
            return True
        if not address.endswith(_OFTEN_GOES_ON) or token[:1].isupper() or token.lower() in _PROSE:
            return False
        return not address.endswith(".") or _BEHIND_POINT.match(token) is not None

    def _had_room(self, line: Line, token: str) -> bool:
        """Whether the next part of an address would have fitted into `line`."""
        width = (line.right - line.left) / max(len(line.text), 1)
        chunk = _CHUNK.match(token)
        needed = width * len(chunk[0] if chunk else token)
        return line.right + needed + line.size < self._edges[_column(line)]


def links_of(passage: Passage, areas: Iterable[Area]) -> tuple[str, ...]:
    """The addresses that the passage links to or shows; where both are, the link's target."""
    shown = [found.url for found in links_in(passage.text)]
    targets = []
    for area in areas:
        covered = [
            start + index
            for line, start in zip(passage.lines, passage.starts, strict=True)
            for index in range(len(line.text))
            if area.covers(line.page, line.x_at(index), line.baseline, line.size)
        ]
        if covered:
            targets.append(Target(_whole(area.url, shown), covered[0], covered[-1] + 1))
    return joined_links(passage.text, targets)


def _whole(url: str, shown: Iterable[str]) -> str:
    """`url`, or the address on the page that it breaks off from at the end of a line."""
    if url.endswith(_UNFINISHED):
        return next((address for address in shown if address.startswith(url)), url)
    return url


def _parted(text: str, following: str) -> tuple[str, str] | None:
    """The parts of a word around the hyphen that `text` ends in, if letters are on both sides."""
    before, behind = _WORD_BEFORE.search(text[:-1]), _WORD_BEHIND.match(following)
    return (before[0].lower(), behind[0].lower()) if before and behind else None


def _inner_words(text: str) -> list[str]:
    words = _WORD_BEHIND.findall(text)
    return words[:-1] if text.endswith((HYPHEN, "\u00ad")) else words


def _column(line: Line) -> tuple[int, int]:
    return line.page, round(line.left / 60)
