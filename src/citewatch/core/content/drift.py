"""How far a page's text has drifted from an earlier one, such as a snapshot's."""

import re
from enum import StrEnum

from msgspec import Struct

from citewatch.core.content.thresholds import (
    COMPARABLE_WORDS,
    EDITED_TEXT,
    SAME_TEXT,
    UNRELATED_TEXT,
)
from citewatch.core.content.wording import fold

_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_]+")
_SHINGLE = 4


class Drift(StrEnum):
    """What became of a text."""

    SAME = "same"
    EDITED = "edited"
    DRIFTED = "drifted"
    UNRELATED = "unrelated"
    NOT_COMPARABLE = "not-comparable"


class Comparison(Struct, frozen=True):
    """`kept` is the share of the earlier text's 4-word runs that still stand (0 to 1)."""

    drift: Drift
    kept: float


def shingles(text: str) -> frozenset[int]:
    """The runs of four words in `text`, hashed; a Chinese or Japanese character is a word."""
    tokens = _TOKEN.findall(fold(text))
    return frozenset(
        hash(tuple(tokens[start : start + _SHINGLE]))
        for start in range(max(0, len(tokens) - _SHINGLE + 1))
    )


def similarity(one: str, other: str) -> float:
    """The share of all runs of four words that both texts have (Jaccard), 0 to 1."""
    first, second = shingles(one), shingles(other)
    return len(first & second) / len(first | second) if first or second else 1.0


def compare(earlier: str, later: str) -> Comparison:
    """How much of the `earlier` text still stands in the `later` one.

    What was added does not count: navigation, comments and a new frame leave the source what it
    was. Texts of few words are not compared.
    """
    before, after = shingles(earlier), shingles(later)

    if min(_count(earlier), _count(later)) < COMPARABLE_WORDS:
        return Comparison(Drift.NOT_COMPARABLE, 0.0)
    kept = len(before & after) / len(before)
    return Comparison(_named(kept), kept)


def _named(kept: float) -> Drift:
    if kept >= SAME_TEXT:
        return Drift.SAME
    if kept >= EDITED_TEXT:
        return Drift.EDITED
    return Drift.DRIFTED if kept >= UNRELATED_TEXT else Drift.UNRELATED


def _count(text: str) -> int:
    return sum(1 for _ in _TOKEN.finditer(text))
