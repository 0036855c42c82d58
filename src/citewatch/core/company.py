"""Which cited addresses of one audit end at the same page."""

from msgspec import Struct

from citewatch.core.finding import Finding
from citewatch.core.reasons.signs import (
    NAMED_SITE,
    QUOTE_FOUND,
    SAME_IDENTIFIER,
    SAME_TEXT,
    TITLE_MATCH,
)

_RECOGNISED = (QUOTE_FOUND, SAME_TEXT, SAME_IDENTIFIER, NAMED_SITE)


class Fellow(Struct, frozen=True):
    """Another cited address that ends there, and the texts that cite it.

    `identified` tells that the page is known to be the source that one of them cites, `titled` that
    it bears a name that stands in one: its own, or only its site's.
    """

    address: str
    texts: tuple[str, ...] = ()
    identified: bool = False
    titled: bool = False


class Company(Struct, frozen=True):
    """All that end at one page; `is_cited` tells that the page is cited itself."""

    fellows: tuple[Fellow, ...]
    is_cited: bool = False


def is_identified(found: Finding) -> bool:
    """Whether the page that was found is known to be the cited source."""
    if any(found.has(sign) for sign in _RECOGNISED):
        return True
    return any(one.rule is TITLE_MATCH and one.decides for one in found.signals)


def is_titled(found: Finding) -> bool:
    """Whether a name of the page stands in the citation."""
    return found.has(TITLE_MATCH)
