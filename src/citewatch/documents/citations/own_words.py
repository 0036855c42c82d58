"""Which words of a passage speak of one of its addresses: a neighbour's day is nobody else's."""

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import zip_longest

from citewatch.documents.addresses.targets import located_links
from citewatch.documents.citations.access_dates import said_access

_BREAK = re.compile(r"\n|[;|•]|(?<=[.!?\])])\s+(?=[A-ZÀ-Þ“\"«])")
_LEADS_ON = re.compile(r"(?i)(?:\b(?:from|at|via|in|on|von|auf|unter|sur|dans|en|de)|[:(<])\s*$")


def own_words(text: str, url: str) -> str:
    """The stretch of `text` that speaks of `url`, where it holds other sources' addresses too.

    Between two addresses, what stands before the first break (a semicolon, a line, a sentence)
    speaks of the first one, and so does a day of access behind it that leads to no address.
    """
    start, end = _parts(text).get(url, (0, len(text)))
    return text[start:end]


@lru_cache(maxsize=4)
def _parts(text: str) -> Mapping[str, tuple[int, int]]:
    """The parts of a passage, kept for the next of its addresses: each is asked for."""
    found = located_links(text, ())
    parts: dict[str, tuple[int, int]] = {}
    start = 0
    for link, following in zip_longest(found, found[1:]):
        end = len(text)
        if following is not None:
            end = link.end + _cut(text[link.end : following.start])
        parts.setdefault(link.url, (start, end))
        start = end
    return parts


def _cut(between: str) -> int:
    """Where, between two addresses, what speaks of the second one begins."""
    access = said_access(between)
    since = 0
    if access is not None and not _LEADS_ON.search(between[access.end() :]):
        since = access.end()
    found = _BREAK.search(between, since)
    return found.end() if found else len(between)
