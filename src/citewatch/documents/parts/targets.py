"""Joins the addresses that links lead to with those that the text shows."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from citewatch.documents.parts.links import Written, links_in

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
    shown = [
        found
        for found in links_in(text)
        if not any(found.start < target.end and target.start < found.end for target in linked)
    ]
    addresses = [
        *linked,
        *(Target(*found[:3]) for found in shown if found.written is not Written.AS_DOI),
    ]
    # A DOI beside an address names the same source again.
    named = addresses or [Target(*found[:3]) for found in shown]
    return sorted(named, key=_start)


def _start(target: Target) -> int:
    return target.start
