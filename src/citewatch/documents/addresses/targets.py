"""Joins the addresses that links lead to with those that the text shows."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate

from citewatch.documents.addresses.links import FoundLink, links_in
from citewatch.documents.addresses.same_source import Target, named_sources

__all__ = ["Target", "is_web_address", "joined_links", "located_links", "uncovered"]

_WEB = re.compile(r"(?:https?:)?//[^\s/]|ftp://|www\d?\.\w", re.IGNORECASE)


def is_web_address(target: str) -> bool:
    """Whether a link's target is an address on the web: no mail, no file, no place inside."""
    return _WEB.match(target) is not None


def joined_links(text: str, targets: Iterable[Target]) -> tuple[str, ...]:
    """The addresses of a passage in its order, each once: see `located_links`."""
    return tuple(dict.fromkeys(target.url for target in located_links(text, targets)))


def located_links(text: str, targets: Iterable[Target]) -> list[Target]:
    """The addresses of a passage in its order, with the stretches of text that they stand at.

    Where a link lies over a visible address, the link's target counts: it is what a reader gets.
    What only names a source again, as a DOI beside an address may, is left out.
    """
    linked = [target for target in targets if is_web_address(target.url)]
    shown = uncovered(links_in(text), linked)
    return list(named_sources(text, linked, shown))


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
