"""The ways in which people write a day: in English, German, French, Spanish, and in ISO 8601."""

import re
from datetime import date

_MONTHS = {
    1: "january jan januar jänner jän janvier janv enero ene",
    2: "february feb februar feber février fevrier févr fevr fév fev febrero",
    3: "march mar märz maerz mär mrz mars marzo",
    4: "april apr avril avr abril abr",
    5: "may mai mayo",
    6: "june jun juni juin junio",
    7: "july jul juli juillet juil julio",
    8: "august aug août aout agosto ago",
    9: "september sept sep septembre septiembre setiembre set",
    10: "october oct oktober okt octobre octubre",
    11: "november nov novembre noviembre",
    12: "december dec dezember dez décembre decembre déc diciembre dic",
}
_NUMBER_OF = {name: number for number, names in _MONTHS.items() for name in names.split()}

MONTH = "(?:" + "|".join(sorted(_NUMBER_OF, key=len, reverse=True)) + r")\b\.?"
"""A month's name, in full or cut short."""

_YEAR = r"(?:1[89]|20)\d\d"

DAY_FORMS = (
    rf"(?P<y1>{_YEAR})[-/.](?P<m1>\d{{1,2}})[-/.](?P<d1>\d{{1,2}})(?!\d)",
    (
        rf"(?P<d2>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?\s*(?:de\s+|of\s+)?(?P<m2>{MONTH}),?\s*"
        rf"(?:del?\s+)?(?P<y2>{_YEAR})(?!\d)"
    ),
    rf"(?P<m3>{MONTH})\s*(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?:de\s+)?(?P<y3>{_YEAR})(?!\d)",
    rf"(?P<y4>{_YEAR})\s+(?P<m4>{MONTH})\s+(?P<d4>\d{{1,2}})(?!\d)",
    rf"(?P<d5>\d{{1,2}})\s?[./-]\s?(?P<m5>\d{{1,2}})\s?[./-]\s?(?P<y5>{_YEAR})(?!\d)",
)
"""Patterns of a day; each names its year, month and day with its own number."""

DAY = "(?:" + "|".join(DAY_FORMS) + ")"
"""Any of them. To be matched without regard to case."""

_ALL_NUMBERS = 5


def day_of(found: re.Match[str], *, day_first: bool) -> date | None:
    """The day that a match of `DAY` means, or None where no such day exists.

    12/01/2017 is a day of January only where `day_first` says so or nothing else is possible;
    otherwise it is None, because nobody can know.
    """
    for form in range(1, len(DAY_FORMS) + 1):
        if found[f"y{form}"] is None:
            continue
        year, month, day = found[f"y{form}"], found[f"m{form}"], found[f"d{form}"]
        if form == _ALL_NUMBERS:
            return _numbers(int(year), int(month), int(day), "." in found[0] or day_first)
        return _calendar(int(year), _month(month), int(day))
    return None


def _month(written: str) -> int:
    return int(written) if written.isdigit() else _NUMBER_OF[written.lower().rstrip(".")]


def _numbers(year: int, second: int, first: int, day_first: bool) -> date | None:
    if second > 12:
        return _calendar(year, first, second)
    if day_first or first > 12 or first == second:
        return _calendar(year, second, first)
    return None


def _calendar(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
