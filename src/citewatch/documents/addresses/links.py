"""Finds the addresses in running text, exactly as their author meant them."""

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from citewatch.documents.addresses.dois import ESCAPED, PREFIX
from citewatch.documents.addresses.line_breaks import pieces
from citewatch.documents.addresses.link_ends import ends_for_good, meant_length
from citewatch.documents.addresses.spaced import is_cut


class Written(Enum):
    """How an address stands in the text."""

    IN_FULL = "with its scheme"
    WITHOUT_SCHEME = "www.example.org/x, doi.org/10.1000/x"
    AS_DOI = "10.1000/x"
    CUT = "http://www"


class FoundLink(NamedTuple):
    """An address as it was meant, and the stretch of the text that it was read from.

    `text[start:end]` differs from `url` where the text breaks the address over lines or hides
    characters in it. Nothing is added: `www.example.org` and `10.1000/x` stay as they are.
    """

    url: str
    start: int
    end: int
    written: Written


_GAP = r"[ \t]{0,40}\n[ \t]{0,40}"
_START = re.compile(
    rf"""(?ix)
    (?P<full> (?:https?|ftp): (?:{_GAP})? / (?:{_GAP})? / )
    | (?P<broken> (?<=[(<\[]) h\s{{0,40}}t\s{{0,40}}t\s{{0,40}}p\s{{0,40}}s?\s{{0,40}}
                  :\s{{0,40}}/\s{{0,40}}/ )
    | (?P<short> (?<![\w@./:%=&?\#-])
                 (?: www\d?\.(?=\w|(?:\x20|{_GAP})[\w-]{{1,63}}\.\x20?[a-z])
                   | (?:dx\.)?doi\.org/(?=10\.) ) )
    | (?P<doi> (?<![\w./%=]) 10\.\d{{4,9}}/(?=(?:{_GAP})?[\w(]) )
    """
)
_TEXTURED = str.maketrans("\u2019", "'")
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff\\s]")
"""Blanks at breaks, soft hyphens and characters of no width, where typesetters let addresses break:
none of them is part of an address."""

_JOINERS = "\u200c\u200d"
_USUAL = 500
_LONGEST = 8_000
"""Characters of one address; what servers accept ends at about as many (RFC 9110, section 4.1)."""


def links_in(text: str) -> list[FoundLink]:
    """The addresses in `text`, in order: http, https and ftp, bare `www.`, bare DOIs.

    Sentence punctuation around them, brackets that they do not open, quotes, e-mail addresses
    and the next address glued to them are none of theirs. Parts of an address that the text
    breaks over lines, or parts by blanks behind points, are joined where the break can be told
    from the end of the address. What is left of a cut host is in `unreadable_in`.
    """
    return [found for found in _found(text) if found.written is not Written.CUT]


def unreadable_in(text: str) -> list[str]:
    """The beginnings of addresses in `text` whose host is cut: `http://www`, `http://openid`."""
    return [found.url for found in _found(text) if found.written is Written.CUT]


def _found(text: str) -> Iterator[FoundLink]:
    position = 0
    while begin := _START.search(text, position):
        found = _read(text, begin)
        position = begin.end() if found is None else found.end
        if found is not None:
            yield found


def _read(text: str, begin: re.Match[str]) -> FoundLink | None:
    """The address that begins there. Most are short: all that it could be is looked at if need be.

    So many that begin in one run without a blank take no more time than others.
    """
    start, before = begin.start(), text[begin.start() - 1 : begin.start()]
    for longest in (_USUAL, _LONGEST):
        seen = [
            stretch
            for first, last in pieces(text, start, begin.end(), longest)
            for stretch in _seen(text, first, last)
        ]
        raw = "".join([text[first:last] for first, last in seen])
        length = meant_length(raw, before)
        if seen[-1][1] < start + longest or ends_for_good(raw, length):
            break
    if length <= len(begin["doi"] or "") or PREFIX.fullmatch(raw, 0, length):
        return None
    raw = raw[:length]
    url = ESCAPED.sub(r"<\1>", raw).replace("&amp;", "&").translate(_TEXTURED)
    return FoundLink(url, start, _place(seen, length - 1) + 1, _written(begin, url))


def _seen(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches of a piece between the characters in it that are none of the address."""
    for unseen in _UNSEEN.finditer(text, start, end):
        if unseen[0] in _JOINERS and not text[unseen.start() - 1].isascii():
            continue  # between letters of a script that needs it: Malayalam, Persian
        if start < unseen.start():
            yield start, unseen.start()
        start = unseen.end()
    yield start, end


def _place(seen: list[tuple[int, int]], index: int) -> int:
    """Where the character `index` of what is seen stands in the text."""
    for start, end in seen:
        if index < end - start:
            return start + index
        index -= end - start
    raise IndexError(index)


def _written(begin: re.Match[str], url: str) -> Written:
    if begin["doi"]:
        return Written.AS_DOI
    if is_cut(url):
        return Written.CUT
    return Written.WITHOUT_SCHEME if begin["short"] else Written.IN_FULL
