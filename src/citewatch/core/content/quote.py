"""Whether the words that a citation quotes stand in a text."""

import re
from collections import Counter
from difflib import SequenceMatcher
from enum import StrEnum

from msgspec import Struct

from citewatch.core.content.thresholds import QUOTE_SIMILARITY
from citewatch.core.content.wording import fold

_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_]+")
_LETTERS = re.compile(r"[^\W_]")
_OMISSION = re.compile(r"\[?\s*(?:\.\s?\.\s?\.|\u2026)\s*\]?|\[[^\]]{0,80}\]")
_HYPHENATED = re.compile(r"\u00ad\s*|(?<=\w)[-\u2010]\s+(?=[a-z])")


class Found(StrEnum):
    """How a quote stands in a text."""

    EXACT = "exact"
    NORMALISED = "normalised"
    REWORDED = "reworded"
    MISSING = "missing"


class QuoteMatch(Struct, frozen=True):
    """How a quote was found, the passage of the text, and their likeness (0 to 1)."""

    found: Found
    passage: str
    likeness: float


def find_quote(quote: str, text: str) -> QuoteMatch:
    """Look for `quote` in `text`: as it is, then whatever its punctuation, then nearly so.

    Words left out ("…", "[…]") or put in ("[sic]") by who quoted split it into parts, and each
    part has to stand there.
    """
    if quote in text:
        return QuoteMatch(Found.EXACT, quote, 1.0)
    parts = [part for part in _OMISSION.split(quote) if _LETTERS.search(part)]
    if not parts:
        return QuoteMatch(Found.MISSING, "", 0.0)
    text = _HYPHENATED.sub("", text)
    stream = _letters(text)
    matches = [_find_part(part, text, stream) for part in parts]
    worst = min(matches, key=lambda match: match.likeness)
    passage = " … ".join(match.passage for match in matches if match.passage)
    return QuoteMatch(
        worst.found, passage if worst.found is not Found.MISSING else "", worst.likeness
    )


def _find_part(part: str, text: str, stream: str) -> QuoteMatch:
    if _letters(part) in stream:
        return QuoteMatch(Found.NORMALISED, part.strip(), 1.0)
    return _nearest(part, text)


def _letters(text: str) -> str:
    """Letters and digits alone: what quotes, dashes, spaces and hyphenation leave unchanged."""
    return "".join(_TOKEN.findall(fold(text)))


def _nearest(part: str, text: str) -> QuoteMatch:
    """The passage of `text` most like `part`, word by word."""
    wanted = _TOKEN.findall(fold(part))
    places = list(_TOKEN.finditer(text))
    words = [fold(place[0]) for place in places]
    start = _best_window(wanted, words)
    end = min(len(words), start + len(wanted))
    matcher = SequenceMatcher(None, wanted, words[start:end], autojunk=False)
    likeness = sum(block.size for block in matcher.get_matching_blocks()) / len(wanted)
    if likeness < QUOTE_SIMILARITY:
        return QuoteMatch(Found.MISSING, "", likeness)
    passage = text[places[start].start() : places[end - 1].end()]
    return QuoteMatch(Found.REWORDED, passage, likeness)


def _best_window(wanted: list[str], words: list[str]) -> int:
    """Where the stretch of `words` begins that has most words of `wanted`."""
    need, held = Counter(wanted), Counter[str]()
    best = best_start = shared = 0
    for place, word in enumerate(words):
        held[word] += 1
        shared += held[word] <= need[word]
        if place >= len(wanted):
            left = words[place - len(wanted)]
            shared -= held[left] <= need[left]
            held[left] -= 1
        if shared > best:
            best, best_start = shared, max(0, place - len(wanted) + 1)
    return best_start
