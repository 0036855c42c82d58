"""How much of a capture's own text stands in another page, and whether its figures do."""

import re

from msgspec import Struct

from citewatch.core.content.drift import Drift, shingles
from citewatch.core.content.thresholds import (
    EDITED_TEXT,
    SAME_TEXT,
    UNRELATED_TEXT,
)
from citewatch.core.content.wording import fold

_NUMBER = re.compile(r"(?<![\w.,])\d[\d.,]*\d(?![\w])")
_OWN_RUNS = 40
"""Runs of four words that both texts need beside what stands on every page. A judgement."""

_FEW_RUNS = 8
"""With fewer than _OWN_RUNS, but so many, texts are only compared for being one and the same."""

_FIGURES = 2
"""Numbers that must be missing, and others in their place, before they say anything."""

_EXCHANGED = 0.34
"""Share of a text's numbers missing, with new ones instead, from which it is another issue of a
series: last year's minutes share most of their words with this year's. A judgement."""


class Likeness(Struct, frozen=True):
    """`kept` is the share of the earlier text that stands in the later one, `whole` the other way.

    Both without what is known to stand on every page. `figures_differ` says that numbers were
    exchanged for others, `few` that the texts are so short that their likeness may be chance.
    """

    drift: Drift
    kept: float = 0.0
    whole: float = 0.0
    figures_differ: bool = False
    few: bool = False


def compare_texts(earlier: str, later: str, *furniture: str) -> Likeness:
    """Compare two texts, leaving out what stands in `furniture`: other pages of the same site."""
    common = frozenset[int]().union(*map(shingles, furniture))
    before, after = shingles(earlier) - common, shingles(later) - common
    size = min(len(before), len(after))
    if size < _FEW_RUNS:
        return Likeness(Drift.NOT_COMPARABLE)
    shared = len(before & after)
    kept, whole = shared / len(before), shared / len(after)
    if size < _OWN_RUNS and min(kept, whole) < SAME_TEXT:
        return Likeness(Drift.NOT_COMPARABLE)
    return Likeness(_named(kept), kept, whole, _exchanged(earlier, later), few=size < _OWN_RUNS)


def _named(kept: float) -> Drift:
    if kept >= SAME_TEXT:
        return Drift.SAME
    if kept >= EDITED_TEXT:
        return Drift.EDITED
    return Drift.DRIFTED if kept >= UNRELATED_TEXT else Drift.UNRELATED


def _exchanged(earlier: str, later: str) -> bool:
    before, after = (set(_NUMBER.findall(fold(text))) for text in (earlier, later))
    missing, added = before - after, after - before
    if min(len(missing), len(added)) < _FIGURES:
        return False
    return len(missing) / len(before) >= _EXCHANGED and len(added) / len(after) >= _EXCHANGED
