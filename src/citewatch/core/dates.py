"""Which day a source is wanted from: when it was seen, else when it was published."""

from collections.abc import Mapping
from datetime import date, datetime

from citewatch.core.citation import Citation

# Parts that the wording leaves out are taken from here; two years show whether the year was one.
_DEFAULTS = (datetime(2000, 7, 1), datetime(2004, 7, 1))  # noqa: DTZ001 - days, not moments
_OLDEST_WEB_PAGE = date(1991, 8, 6)


def published_on(wording: str | None) -> date | None:
    """The day an author's wording means ("Oct. 2016"), missing parts taken as the middle.

    None where the wording gives no year, or one before there was a web.
    """
    if not wording or not any(char.isdigit() for char in wording):
        return None
    from dateutil import parser  # noqa: PLC0415 - few documents need it

    try:
        found, again = (parser.parse(wording, default=default).date() for default in _DEFAULTS)
    except (ValueError, OverflowError):
        return None
    return found if found == again and found >= _OLDEST_WEB_PAGE else None


def usual_day(times: Mapping[date, int]) -> date | None:
    """When an author probably saw the sources that name no day: the middle one of those named.

    `times` counts how often each day stands in the document. Of two in the middle it is the first.
    """
    left = (sum(times.values()) + 1) // 2
    for day in sorted(times):
        left -= times[day]
        if left <= 0:
            return day
    return None


def wanted_day(citation: Citation, usual: date | None) -> date | None:
    """The day nearest to which a snapshot is wanted, or None where nothing is known.

    The citation's own access date wins, then its publication date, then the day on which the
    document's other sources were seen.
    """
    return citation.accessed or published_on(citation.published) or usual
