"""Joins the lines of a note into running text, and finds where its links lead."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median_low

from msgspec import Struct

from citewatch.documents.addresses.links import links_in
from citewatch.documents.addresses.targets import Target, located_links
from citewatch.documents.kinds.pdf.lines import Line

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
_WIDER = 1.3
"""Lines further apart than so many usual distances are different paragraphs."""

_UNFINISHED = ("-", ".", "_", "=", "&", "?", "%")


class Area(Struct, frozen=True):
    """A link annotation: where it leads, and the rectangle that it covers."""

    url: str
    page: int
    left: float
    bottom: float
    right: float
    top: float

    def crosses(self, line: Line) -> bool:
        """Whether the middle of the line's letters is as high as this area."""
        middle = line.baseline + 0.3 * line.size
        return line.page == self.page and self.bottom - 1 <= middle <= self.top + 1


class Passage(Struct):
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
        gaps = [
            (line.baseline - following.baseline) / line.size
            for line, following in pairwise(lines)
            if line.page == following.page and 0.8 * line.size < line.baseline - following.baseline
        ]
        self._leading = median_low(gaps) if gaps else 1.2
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
        return line.right + needed + line.size < self._edges.get(_column(line), line.right)


def links_of(passage: Passage, areas: Iterable[Area]) -> list[Target]:
    """The addresses that the passage links to or shows; where both are, the link's target."""
    shown = [found.url for found in links_in(passage.text)]
    targets = []
    for area in areas:
        covered = [
            start + index
            for line, start in zip(passage.lines, passage.starts, strict=True)
            if area.crosses(line)
            for index in range(len(line.text))
            if area.left - 2 <= line.x_at(index) <= area.right + 2
        ]
        if covered:
            targets.append(Target(_whole(area.url, shown), covered[0], covered[-1] + 1))
    return located_links(passage.text, targets)


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
