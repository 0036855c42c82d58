"""Finds the addresses in running text, exactly as their author meant them."""

import re
from typing import NamedTuple


class FoundLink(NamedTuple):
    """An address as it was meant, and the stretch of the text that it was read from.

    `text[start:end]` differs from `url` where the text breaks the address over lines, hides
    characters in it, or leaves out the scheme.
    """

    url: str
    start: int
    end: int


_START = re.compile(r"https?://|(?<![\w@./-])www\d?\.(?=\w)|(?<![\w./])10\.\d{4,9}/", re.IGNORECASE)
_STOP = re.compile(r'[\s<>"{}|\\^`]')


def links_in(text: str) -> list[FoundLink]:
    """The addresses in `text`, in order."""
    found = []
    starts = [match.start() for match in _START.finditer(text)]
    for start, following in zip(starts, [*starts[1:], len(text)], strict=True):
        stop = _STOP.search(text, start, following)
        end = stop.start() if stop else following
        url = text[start:end].rstrip(".,;:!?'*)]")
        found.append(FoundLink(url, start, start + len(url)))
    return found
