"""An address where a lost source may live now, and what led there."""

from enum import StrEnum

from msgspec import Struct

from citewatch.core.finding import Signal


class Trail(StrEnum):
    """What led to a candidate."""

    REDIRECT = "redirect"
    CANONICAL = "canonical"
    IDENTIFIER = "identifier"
    RULE = "rule"
    SPELLING = "spelling"
    ARCHIVED_REDIRECT = "archived-redirect"
    SITE_MAP = "site-map"


class Candidate(Struct, frozen=True):
    """An address to look at; `why` says what led there, by one of the trails' signs.

    `proves` tells that the trail is a sign of its own: somebody has said that this very source is
    there. A spelling that was only tried says nothing.
    """

    url: str
    trail: Trail
    why: Signal
    proves: bool = False
