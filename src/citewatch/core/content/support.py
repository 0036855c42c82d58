"""Whether a text holds what a sentence rests on: its quoted words, its numbers, its names."""

import re

from msgspec import Struct

from citewatch.core.content.quote import Found, find_quote
from citewatch.core.content.wording import fold

_QUOTED = re.compile(r"[“„«\"]([^”“»\"]{12,400})[”“»\"]")
_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*(?![\w])")
_NAME = re.compile(r"(?<=[\w,;:)’'] )[^\W\d_a-z][\w’'-]{2,}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SENTENCE_END = re.compile(r"[.!?]\s")

QUOTED_WORDS = 3
"""Words from which quoted ones are looked for as a quote; fewer are often a term. A judgement."""

NAMES_HELD = 0.75
"""Share of a sentence's names that a text must hold where it has no numbers. A judgement."""

_WINDOW = 400
_SHOWN = 240


class Support(Struct, frozen=True):
    """Whether a text holds what was looked for (None: there was nothing to), and the passage."""

    held: bool | None
    passage: str = ""


def find_support(sentence: str, text: str) -> Support:
    """Look in `text` for what is distinctive in `sentence`.

    Its quoted words decide, else its numbers (years and single digits are no sign), else its names.
    """
    quotes = [words for words in _QUOTED.findall(sentence) if len(words.split()) >= QUOTED_WORDS]
    if quotes:
        matches = [find_quote(words, text) for words in quotes]
        held = all(match.found is not Found.MISSING for match in matches)
        return Support(held, matches[0].passage if held else "")
    numbers = {_plain(number) for number in _NUMBER.findall(sentence) if _tells(number)}
    if numbers:
        places = [(place.start(), _plain(place[0])) for place in _NUMBER.finditer(text)]
        return _held(numbers, len(numbers), places, text)
    names = {fold(name) for name in _NAME.findall(sentence)}
    if len(names) < 2:
        return Support(None)
    words = [(place.start(), fold(place[0])) for place in re.finditer(r"[^\W\d_][\w’'-]{2,}", text)]
    return _held(names, NAMES_HELD * len(names), words, text)


def _held(wanted: set[str], enough: float, places: list[tuple[int, str]], text: str) -> Support:
    found = [(start, word) for start, word in places if word in wanted]
    if len({word for _, word in found}) < enough:
        return Support(held=False)
    return Support(held=True, passage=_passage(found, text))


def _passage(found: list[tuple[int, str]], text: str) -> str:
    """The stretch of `text` with most of what was found, from the beginning of its sentence."""
    best, most = found[0][0], 0
    first = 0
    for last, (at, _) in enumerate(found):
        while at - found[first][0] > _WINDOW:
            first += 1
        count = len({word for _, word in found[first : last + 1]})
        if count > most:
            best, most = found[first][0], count
    before = text[max(0, best - _SHOWN // 2) : best]
    ends = [end.end() for end in _SENTENCE_END.finditer(before)]
    start = best - len(before) + (ends[-1] if ends else 0)
    shown = text[start : start + _SHOWN].strip()
    goes_on = start + _SHOWN < len(text)
    return f"{shown.rpartition(' ')[0]} …" if goes_on and " " in shown else shown


def _plain(number: str) -> str:
    """A number without the marks between its thousands."""
    return re.sub(r"[.,](?=\d{3}(?!\d))", "", number)


def _tells(number: str) -> bool:
    return len(number) > 1 and not _YEAR.fullmatch(number)
