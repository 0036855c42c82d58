"""Whether a page bears the title of an earlier capture, and no other page's of the same site."""

import re
from collections.abc import Iterable
from enum import StrEnum

from citewatch.core.content.wording import fold, segments
from citewatch.core.evidence import Page
from citewatch.core.urls import owner

_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d+")
_LONG = 3
"""Letters from which a word tells something."""

_SAME_WORDS = 0.7
"""Share of words in common from which a title is another one, lengthened. A judgement."""


class Name(StrEnum):
    """What two titles say of each other. With another number, or one other word, it
    is another part of a series."""

    SAME = "same"
    OTHER = "other"
    OTHER_NUMBER = "other-number"
    OTHER_WORD = "other-word"
    UNSURE = "unsure"


def compare_names(
    earlier: str, page: Page, hosts: Iterable[str], furniture: Iterable[Page]
) -> Name:
    """Whether `page` bears the title `earlier`, from a capture at one of `hosts`.

    Parts that name the site are left out, and so are those that other pages of the site
    (`furniture`) bear too: a title that every page has says nothing of one.
    """
    common = {fold(page.site_name)} | {
        part for other in furniture for name in _names(other) for part in segments(name)
    }
    labels = {_squeezed(owner(host).partition(".")[0]) for host in hosts}
    before = _telling(earlier, common, labels)
    after = [part for name in _names(page) for part in _telling(name, common, labels)]
    if not before or not after:
        return Name.UNSURE
    numbers, others = _numbers(before), _numbers(_telling(page.title, common, labels))
    if numbers and others and numbers != others:
        return Name.UNSURE if numbers < others or others < numbers else Name.OTHER_NUMBER
    headings = [fold(heading) for heading in page.headings[:2]]
    for part in before:
        if part in after and (part in headings or part == before[0] == after[0]):
            return Name.SAME if _is_specific(part) else Name.UNSURE
    pairs = [_words(part, other) for part in before for other in after]
    if any(_is_longer(*pair) for pair in pairs):
        return Name.SAME if any(map(_is_specific, before)) else Name.UNSURE
    if not (any(map(_is_specific, before)) and any(map(_is_specific, after))):
        return Name.UNSURE
    return Name.OTHER_WORD if any(_in_series(*pair) for pair in pairs) else Name.OTHER


def names_cited(page: Page, citation: str) -> bool:
    """Whether a whole part of the page's names, of three words that tell, stands in a citation.

    Every word of it has to: one that is missing may be what tells it from its neighbours.
    """
    cited = set(_WORD.findall(fold(citation)))
    parts = [_WORD.findall(part) for name in _names(page) for part in segments(name)]
    return any(set(part) <= cited and _telling_words(part) >= 3 for part in parts)


def _names(page: Page) -> tuple[str, ...]:
    return (page.title, *page.other_titles, *page.headings[:1])


def _telling(title: str, common: set[str], labels: set[str]) -> list[str]:
    return [part for part in segments(title) if part not in common and not _is_site(part, labels)]


def _is_site(part: str, labels: set[str]) -> bool:
    """Whether a part of a title is a site's name, by the name of its host or its initials."""
    words = _WORD.findall(part)
    whole, initials = "".join(words), "".join(word[0] for word in words)
    longer = {label for label in labels if len(label) > _LONG}
    if initials in labels or whole in labels:
        return True
    starts = [whole.startswith(label) or label.startswith(whole) for label in longer]
    return len(words) > 1 and any(starts)


def _squeezed(name: str) -> str:
    return "".join(_WORD.findall(name.lower()))


def _is_specific(part: str) -> bool:
    """Whether two words of it tell something: `About us` and `Report` stand on every site."""
    return _telling_words(_WORD.findall(part)) >= 2


def _telling_words(words: list[str]) -> int:
    return sum(len(word) > _LONG or word.isdigit() for word in words)


def _numbers(parts: Iterable[str]) -> set[str]:
    return {number for part in parts for number in _NUMBER.findall(part)}


def _words(one: str, other: str) -> tuple[set[str], set[str]]:
    return set(_WORD.findall(one)), set(_WORD.findall(other))


def _is_longer(one: set[str], other: set[str]) -> bool:
    """Whether one title is the other with some words more."""
    shorter, longer = sorted((one, other), key=len)
    enough = len(shorter) >= max(3, _SAME_WORDS * len(longer))
    return enough and shorter <= longer


def _in_series(one: set[str], other: set[str]) -> bool:
    """Whether one word tells two titles apart, as in `Minutes of March` and `Minutes of April`."""
    return min(len(one), len(other)) >= 3 and 2 * len(one & other) >= max(len(one), len(other))
