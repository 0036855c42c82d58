"""Finds a link in a text as a whole: never the beginning or the middle of a longer address."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

Spelling = Callable[[str], str]
"""The pattern of one character of an address, in all the ways that a syntax can write it."""


class Span(NamedTuple):
    """The characters from `start` up to `end`."""

    start: int
    end: int

    def holds(self, other: "Span") -> bool:
        """Whether `other` lies within."""
        return self.start <= other.start and other.end <= self.end


_LONGEST_ADDRESS = 4096
_ADDRESS_BEFORE = re.compile(r"""[^\s<>"'|(\[{]*$""")
_SCHEME = re.compile(r"(?i)[a-z][a-z0-9+.-]*:")
_ENDS_HERE = re.compile(
    r"""(?ix)
    $ | [\s<>"`|\\^{}] | (?:https?|ftp)://
    | &(?:quot|apos|lt|gt|nbsp|\#0*3[49]|\#x0*2[27]);
    | [^\w\x00-\x7f]                                     # typographic quotes, dashes, brackets
    | [.,;:!?'*_~)\]]+ (?: $ | [\s<>"|)\]] | [^\w\x00-\x7f] | &(?:quot|lt|gt|nbsp); )
    """
)
_CLOSING = {"(": ")", "[": "]", "'": "'"}


def as_written(character: str) -> str:
    """The spelling of plain text: each character is itself, or what typesetters make of it."""
    return "['\u2019]" if character == "'" else re.escape(character)


def whole_links(
    text: str, link: str, spelling: Spelling = as_written, between: str = ""
) -> Iterator[Span]:
    """Where `link` stands in `text` as a whole, in order.

    `between` is the pattern of what may divide its characters.
    """
    if not link:
        return
    for found in _pattern(link, spelling, between).finditer(text):
        if _begins(text, found.start(), link) and _ends(text, found.start(), found.end()):
            yield Span(*found.span())


@lru_cache(maxsize=1024)
def _pattern(link: str, spelling: Spelling, between: str) -> re.Pattern[str]:
    return re.compile(between.join(map(spelling, link)))


def _begins(text: str, start: int, link: str) -> bool:
    before = _ADDRESS_BEFORE.search(text, max(0, start - _LONGEST_ADDRESS), start)
    glued = before[0] if before else ""
    if not glued:
        return True
    if not _SCHEME.match(link):  # www.example.org is no part of http://www.example.org
        return not (glued[-1].isalnum() or glued[-1] in "/.@-_%" or "://" in glued)
    if glued[-1] in "/%":
        return False
    return "://" not in glued or glued[-1].isalnum() or glued[-1] in ".,;)]"


def _ends(text: str, start: int, end: int) -> bool:
    closing = _CLOSING.get(text[start - 1 : start])
    if closing is not None and text.startswith(closing, end):
        return True
    return _ENDS_HERE.match(text, end) is not None
