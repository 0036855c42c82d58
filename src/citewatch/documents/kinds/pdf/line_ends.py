"""Whether an address at the end of a printed line goes on in the next one."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter

from citewatch.documents.kinds.pdf.lines import Line

_LONGEST = 8_000
"""Characters of one address; what servers accept ends at about as many (RFC 9110, section 4.1)."""

_OPEN_ADDRESS = re.compile(
    r"(?i)(?:(?:https?:/{0,2}|ftp://|www\.|(?<![\w./%=])10\.\d{4,9}/)[^\s<>\"]*"
    r"|(?<![\w./%=])10\.\d{0,9})$"
)
_SCHEME_ALONE = re.compile(r"(?i)https?:/{0,2}")
_BEHIND_SCHEME = re.compile(r"(?i)/{0,2}(?:www\.|[\w-]+\.)+\w")
_DOI = re.compile(r"(?i)(?:https?://(?:dx\.)?doi\.org/)?10\.\d{4,9}/")
_DOI_BEGUN = re.compile(r"(?:^|/)10\.\d{0,9}$")
_TOKEN = re.compile(r"[^\s<>\"]+")
_CHUNK = re.compile(r"[^\s/?&=_.-]*[/?&=_.-]?")
_BEGINS_ANEW = re.compile(r"(?i)https?:|ftp:|www\.|[\[(<“„«]|\d{1,3}[.)\]]?$")
_LABEL = re.compile(r"(?i)[^\s<>\"]+\s+(?:https?://|www\.)")
"""A word and an address behind it: a row of a table, or the next entry of a list."""

_ALWAYS_GOES_ON = tuple("-_=&?%")
_OFTEN_GOES_ON = tuple("/#~@+")
_MARKS = tuple(".,;:")
_FILE = r"\.(?:s?html?|pdf|aspx?|php|docx?|xml|json|txt)\b"
_DOMAIN = r"\.(?:org|com|net|edu|gov|int|eu|uk)\b"
_SLASHED_WORDS = re.compile(r"(?i)(?:(?:and|or|he|she|his|her|him|either|und|oder|et|ou)/?){2,}")
_STRONG = re.compile(
    rf"(?i)[/_=%&#?~]|\w-\w+-\w|{_FILE}|{_DOMAIN}|(?=\w*\d\w*[a-z])(?!\d+(?:st|nd|rd|th|s)\b)\w{{6,}}|\d{{5,}}"
)
"""What hardly stands in running text: the word must be part of an address."""

_LIKELY = re.compile(rf"(?i)[/_=%&#?~]|\w-\w|\d|{_FILE}|{_DOMAIN}")
_YEAR = re.compile(r"(?:1[89]|20)\d\d\b[^\w/=&-]*")
_BEHIND_POINT = re.compile(
    r"(?i)(?:org|com|net|edu|gov|int|info|[a-z]{2}|s?html?|pdf|aspx?|php|docx?|xml|json|txt)\b"
    r"(?:/\S*)?[.,;)]*$|[a-z\d-]+(?:\.[a-z\d-]+)*\.[a-z]{2,13}/\S*$"
)
_DOI_BEHIND_POINT = re.compile(r"(?=\S*\d)[a-z\d][\w.()/;:-]*[).,;]*$")
_PROSE = frozenset(
    """a about accessed am an and are as at available by for from has have here in is it last no of
    on or p pages pp retrieved see that the their this to und vgl visited was we were which with
    abgerufen zuletzt am et le la les y el los consulté""".split()
)
_PATH = re.compile(r"[^/:]/[^/]+/")
_VOCABULARY = 300
"""Words of a document at least, to say of one that it is not among them."""

_LONGEST = 8_000
"""Characters of one address."""

_PARTED = 1.7
"""Lines further apart than so many usual distances are no lines of one address."""

_NEIGHBOURS = 60
"""Lines around a line that show how far its column reaches."""


def open_address(text: str) -> str | None:
    """The address that `text` ends in, if it ends in one."""
    tail = text[-_LONGEST:]
    cut = max(tail.rfind(blank) for blank in " \n\t")
    found = _OPEN_ADDRESS.search(tail, cut + 1)
    return found[0] if found else None


class LineEnds:
    """Knows how far the lines of a document reach, and which words it has outside addresses."""

    def __init__(self, lines: Sequence[Line], leading: float, words: frozenset[str]) -> None:
        self._leading, self._words = leading, words
        self._pages: dict[int, list[Line]] = {}
        for line in lines:
            self._pages.setdefault(line.page, []).append(line)
        for page in self._pages.values():
            page.sort(key=attrgetter("baseline"))

    def goes_on(self, address: str, line: Line, following: Line) -> bool:
        """Whether `address`, at the end of `line`, goes on in the following one."""
        found = _TOKEN.match(following.text.lstrip())
        if found is None or self.apart(line, following):
            return False
        token = found[0]
        if _SCHEME_ALONE.fullmatch(address):
            return _BEHIND_SCHEME.match(token) is not None
        if begun := _DOI_BEGUN.search(address):
            return _DOI.match(begun[0].lstrip("/") + token) is not None
        if _BEGINS_ANEW.match(token):
            return False
        return self._continues(address, token, line, following)

    def _continues(self, address: str, token: str, line: Line, following: Line) -> bool:
        """What the two ends say, where nothing about their places speaks against it."""
        bare = token.rstrip(".,;:)]’'”")
        if address.endswith(_ALWAYS_GOES_ON):
            return True
        if address.endswith(_MARKS):
            return self._continues_behind_mark(address, token, line)
        if bare.lower() in _PROSE or _SLASHED_WORDS.fullmatch(bare):
            return False
        if address.endswith(_OFTEN_GOES_ON):
            return self._continues_a_path(address, token, line, following)
        return _STRONG.search(bare) is not None and not self._had_room(line, token)

    def _continues_a_path(self, address: str, token: str, line: Line, following: Line) -> bool:
        bare = token.rstrip(".,;:)]’'”")
        if _LABEL.match(following.text.lstrip()):
            return False
        had_room = self._had_room(line, token)
        if _YEAR.fullmatch(token):
            return _PATH.search(address) is not None and not had_room
        if address.endswith("/") and _STRONG.search(bare):
            return True
        likely = _LIKELY.search(bare) is not None or self._is_foreign(token, following)
        return likely and not had_room

    def _continues_behind_mark(self, address: str, token: str, line: Line) -> bool:
        if address.endswith("."):
            if _DOI.match(address):
                return _DOI_BEHIND_POINT.match(token) is not None and not _YEAR.fullmatch(token)
            if _BEHIND_POINT.match(token) and token.rstrip(".,;)").lower() not in _PROSE:
                return not self._had_room(line, token) or len(token) > 2
            return False
        return bool(re.search(r"[/=&%]", token)) and not self._had_room(line, token)

    def _is_foreign(self, token: str, following: Line) -> bool:
        """Whether a plain word is likelier the end of an address than a word of the text."""
        if token[:1].isupper() and token.rstrip(".,;:)]") == token:
            return False
        if token[-1] in ".,;)]" or len(following.text.split(maxsplit=1)) == 1:
            return True
        return len(self._words) >= _VOCABULARY and token.lower() not in self._words

    def apart(self, line: Line, following: Line) -> bool:
        """Whether other text, a row or a paragraph ends between the lines of one column."""
        drop = line.baseline - following.baseline
        if line.page != following.page or drop < 0:
            return False
        return drop > _PARTED * max(self._leading, 1.0) * line.size

    def _had_room(self, line: Line, token: str) -> bool:
        """Whether the next part of an address would have fitted into `line`."""
        width = (line.right - line.left) / max(len(line.text), 1)
        chunk = _CHUNK.match(token)
        needed = width * len(chunk[0] if chunk else token)
        return line.right + needed + line.size < self._edge(line)

    def _edge(self, line: Line) -> float:
        """How far the lines around `line` reach that stand in its column."""
        page = self._pages.get(line.page, [])
        middle = bisect_left(page, line.baseline, key=attrgetter("baseline"))
        reach = 18 * line.size
        first = bisect_left(page, line.baseline - reach, key=attrgetter("baseline"))
        last = bisect_right(page, line.baseline + reach, key=attrgetter("baseline"))
        around = page[max(first, middle - _NEIGHBOURS) : min(last, middle + _NEIGHBOURS)]
        return max(
            (
                other.right
                for other in around
                if line.left - 6 * line.size <= other.left <= line.right
                and abs(other.size - line.size) <= 0.12 * line.size
            ),
            default=line.right,
        )
