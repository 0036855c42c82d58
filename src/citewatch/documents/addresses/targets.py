"""Joins the addresses that links lead to with those that the text shows."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple

from citewatch.documents.addresses.links import FoundLink, Written, links_in

_WEB = re.compile(r"(?:https?:)?//[^\s/]|ftp://|www\d?\.\w", re.IGNORECASE)


class Target(NamedTuple):
    """Where the link over `text[start:end]` leads."""

    url: str
    start: int
    end: int


def is_web_address(target: str) -> bool:
    """Whether a link's target is an address on the web: no mail, no file, no place inside."""
    return _WEB.match(target) is not None


def joined_links(text: str, targets: Iterable[Target]) -> tuple[str, ...]:
    """The addresses of a passage in its order, each once: see `located_links`."""
    return tuple(dict.fromkeys(target.url for target in located_links(text, targets)))


def located_links(text: str, targets: Iterable[Target]) -> list[Target]:
    """The addresses of a passage in its order, with the stretches of text that they stand at.

    Where a link lies over a visible address, the link's target counts: it is what a reader gets.
    """
    linked = [target for target in targets if is_web_address(target.url)]
    shown = uncovered(links_in(text), linked)
    addresses = [
        *linked,
        *(Target(*found[:3]) for found in shown if found.written is not Written.AS_DOI),
    ]
    # A DOI beside an address names the same source again.
    named = addresses or [Target(*found[:3]) for found in shown]
    return sorted(named, key=_start)


def uncovered(found: Iterable[FoundLink], targets: Iterable[Target]) -> list[FoundLink]:
    """The links that were found in a text, in its order, without those that a target lies over."""
    over = sorted(targets, key=_start)
    reach = list(accumulate((target.end for target in over), max))
    starts = [target.start for target in over]
    return [link for link in found if not _is_over(link, starts, reach)]


def _is_over(link: FoundLink, starts: list[int], reach: list[int]) -> bool:
    """Whether one of the targets that begin in front of the link's end reaches beyond its start."""
    before = bisect_left(starts, link.end)
    return before > 0 and reach[before - 1] > link.start


def _start(target: Target) -> int:
    return target.start
