"""Which day a source is wanted from: when it was seen, else when it was published."""

import re
from collections.abc import Mapping
from datetime import date, datetime

from citewatch.core.citation import Citation
from citewatch.core.date_forms import DAY, MONTH, day_of, month_of

# Parts that the wording leaves out are taken from here; two years show whether the year was one.
_DEFAULTS = (datetime(2000, 7, 1), datetime(2004, 7, 1))  # noqa: DTZ001 - days, not moments
OLDEST_WEB_PAGE = date(1991, 8, 6)
"""No page was seen or published on the web before this day."""

_DAY = re.compile(rf"(?i){DAY}")
_MONTH_OF_YEAR = re.compile(rf"(?i)(?P<month>{MONTH})\s+(?:de\s+)?(?P<year>(?:19|20)\d\d)")
_SEASON_OF_YEAR = re.compile(
    r"(?i)(?P<season>spring|summer|autumn|fall|winter)\s+(?P<year>(?:19|20)\d\d)"
)
_MIDDLE_MONTH = {"spring": 4, "summer": 7, "autumn": 10, "fall": 10, "winter": 1}


def published_on(wording: str | None) -> date | None:
    """The day an author's wording means ("Oct. 2016"), missing parts taken as the middle.

    None where the wording gives no year, or one before there was a web.
    """
    if not wording or not any(char.isdigit() for char in wording):
        return None
    found = _day(wording.strip()) or _parsed(wording)
    return found if found is not None and found >= OLDEST_WEB_PAGE else None


def _day(wording: str) -> date | None:
    """The day in a form that documents are read by, in any of their languages."""
    if found := _DAY.fullmatch(wording):
        return day_of(found)
    if found := _MONTH_OF_YEAR.fullmatch(wording):
        return date(int(found["year"]), month_of(found["month"]), 1)
    if found := _SEASON_OF_YEAR.fullmatch(wording):
        return date(int(found["year"]), _MIDDLE_MONTH[found["season"].lower()], 15)
    return None


def _parsed(wording: str) -> date | None:
    """The day that a general parser of English makes of it."""
    from dateutil import parser  # noqa: PLC0415 - few documents need it

    try:
        found, again = (parser.parse(wording, default=default).date() for default in _DEFAULTS)
    except (ValueError, OverflowError):
        return None
    return found if found == again else None


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
