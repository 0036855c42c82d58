"""Finds the addresses in running text, exactly as their author meant them."""

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from citewatch.documents.addresses.line_breaks import pieces
from citewatch.documents.addresses.link_ends import INVISIBLE, meant_length


class Written(Enum):
    """How an address stands in the text."""

    IN_FULL = "with its scheme"
    WITHOUT_SCHEME = "www.example.org/x, doi.org/10.1000/x"
    AS_DOI = "10.1000/x"


class FoundLink(NamedTuple):
    """An address as it was meant, and the stretch of the text that it was read from.

    `text[start:end]` differs from `url` where the text breaks the address over lines or hides
    characters in it. Nothing is added: `www.example.org` and `10.1000/x` stay as they are.
    """

    url: str
    start: int
    end: int
    written: Written


_START = re.compile(
    r"""(?ix)
    (?P<full> (?:https?|ftp):// )
    | (?P<broken> (?<=[(<\[]) h\s{0,40}t\s{0,40}t\s{0,40}p\s{0,40}s?\s{0,40}:\s{0,40}/\s{0,40}/ )
    | (?P<short> (?<![\w@./:%=&?\#-]) (?: www\d?\.(?=\w) | (?:dx\.)?doi\.org/(?=10\.) ) )
    | (?P<doi> (?<![\w./%=]) 10\.\d{4,9}/(?=\w) )
    """
)
_TEXTURED = str.maketrans("\u2019", "'")


def links_in(text: str) -> list[FoundLink]:
    """The addresses in `text`, in order: http, https and ftp, bare `www.`, bare DOIs.

    Sentence punctuation around them, brackets that they do not open, quotes, e-mail addresses
    and the next address glued to them are none of theirs. Parts of an address that the text
    breaks over lines are joined where the break can be told from the end of the address.
    """
    return list(_links(text))


def _links(text: str) -> Iterator[FoundLink]:
    position = 0
    while begin := _START.search(text, position):
        found = _read(text, begin)
        position = begin.end() if found is None else found.end
        if found is not None:
            yield found


def _read(text: str, begin: re.Match[str]) -> FoundLink | None:
    start = begin.start()
    places = [
        index
        for first, last in pieces(text, start, begin.end())
        for index in range(first, last)
        if text[index] not in INVISIBLE or _shapes_letters(text, index)
    ]
    raw = "".join([text[index] for index in places])
    raw = raw[: meant_length(raw, text[start - 1 : start])]
    if len(raw) <= len(begin["doi"] or ""):
        return None
    url = raw.replace("&amp;", "&").translate(_TEXTURED)
    return FoundLink(url, start, places[len(raw) - 1] + 1, _written(begin))


def _shapes_letters(text: str, index: int) -> bool:
    """A joiner between letters of a script that needs it (Malayalam, Persian) is no break."""
    return text[index] in "\u200c\u200d" and not text[index - 1].isascii()


def _written(begin: re.Match[str]) -> Written:
    if begin["doi"]:
        return Written.AS_DOI
    return Written.WITHOUT_SCHEME if begin["short"] else Written.IN_FULL
