"""Which of the addresses that a site lists of itself may be the source, by their names."""

import re
from collections.abc import Iterable
from itertools import islice

from citewatch.core.content.wording import segments
from citewatch.core.finding import Signal
from citewatch.core.reasons.signs import TRAIL_SITE_MAP
from citewatch.core.relocate.atoms import path_segments, slug, stem
from citewatch.core.relocate.candidate import Candidate, Trail
from citewatch.core.urls import MalformedUrl, parse

LISTED_AT_MOST = 50_000
"""The protocol of site maps allows as many addresses in one file (sitemaps.org)."""

_CHOSEN_AT_MOST = 3
_ALIKE = 0.6
"""Share of words that two names must have in common. A choice of whom to visit, not a proof."""

_FILLER = frozenset("a an and the of in on at to for from by with is html index default".split())
_WORD = re.compile(r"[a-z0-9]+")


def listed(address: str) -> Candidate:
    """An address that a site lists, as a candidate."""
    return Candidate(address, Trail.SITE_MAP, Signal(TRAIL_SITE_MAP))


def chosen(address: str, titles: Iterable[str], addresses: Iterable[str]) -> list[str]:
    """Those `addresses` whose names are most like that of `address`, or like one of `titles`."""
    wanted = [words for words in _wanted(address, titles) if len(words) >= 2]
    scores: dict[str, float] = {}
    for other in islice(addresses, LISTED_AT_MOST) if wanted else ():
        words = _name(other)
        score = max((_likeness(words, one) for one in wanted), default=0.0)
        if score >= _ALIKE and other != address:
            scores[other] = score
    return sorted(scores, key=lambda other: -scores[other])[:_CHOSEN_AT_MOST]


def _wanted(address: str, titles: Iterable[str]) -> list[frozenset[str]]:
    parts = [part for title in titles for part in segments(title)[:2]]
    return [_name(address), *(_words(slug(part)) for part in parts)]


def _name(address: str) -> frozenset[str]:
    """The words of the last segment; of the one before too where the last is only a number."""
    try:
        parts = path_segments(parse(address))
    except MalformedUrl:
        return frozenset()
    words = _words(slug(stem(parts[-1]))) if parts else frozenset[str]()
    if len(parts) > 1 and all(word.isdigit() for word in words):
        words |= _words(slug(parts[-2]))
    return words


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text)) - _FILLER


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0
