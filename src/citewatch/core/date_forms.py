"""The ways in which people write a day: in the languages of Europe and East Asia, in ISO 8601."""

import re
from collections.abc import Iterable
from datetime import date
from enum import Enum

_MONTHS = {
    1: """january jan januar jänner jän janvier janv enero ene gennaio janeiro januari stycznia
        styczeń ledna leden января янв січня tammikuuta tammikuu ocak január ianuarie""",
    2: """february feb februar feber février fevrier févr fevr fév fev febrero febbraio fevereiro
        februari lutego luty února únor февраля фев лютого helmikuuta helmikuu şubat február
        februarie""",
    3: """march mar märz maerz mär mrz mars marzo março maart marts marca marzec března březen
        марта мар березня maaliskuuta maaliskuu mart március martie""",
    4: """april apr avril avr abril abr aprile kwietnia kwiecień dubna duben апреля апр квітня
        huhtikuuta huhtikuu nisan április aprilie""",
    5: """may mai mayo maggio maio mei maj maja května květen мая май травня toukokuuta toukokuu
        mayıs május""",
    6: """june jun juni juin junio giugno junho czerwca czerwiec června červen июня июн червня
        kesäkuuta kesäkuu haziran június iunie""",
    7: """july jul juli juillet juil julio luglio julho lipca lipiec července červenec июля июл
        липня heinäkuuta heinäkuu temmuz július iulie""",
    8: """august aug août aout agosto ago augustus augusti sierpnia sierpień srpna srpen августа авг
        серпня elokuuta elokuu ağustos augusztus""",
    9: """september sept sep septembre septiembre setiembre set settembre setembro września wrzesień
        září сентября сент вересня syyskuuta syyskuu eylül szeptember septembrie""",
    10: """october oct oktober okt octobre octubre ottobre outubro października październik října
        říjen октября окт жовтня lokakuuta lokakuu ekim október octombrie""",
    11: """november nov novembre noviembre novembro listopada listopad listopadu ноября ноя
        marraskuuta marraskuu kasım noiembrie""",
    12: """december dec dezember dez décembre decembre déc diciembre dic dicembre dezembro desember
        grudnia grudzień prosince prosinec декабря дек грудня joulukuuta joulukuu aralık
        decembrie""",
}
_NUMBER_OF = {name: number for number, names in _MONTHS.items() for name in names.split()}


def _by_first_letter(names: Iterable[str]) -> str:
    """A pattern of all names, the long ones first; a letter that begins none is seen at once."""
    rests: dict[str, list[str]] = {}
    for name in sorted(names, key=len, reverse=True):
        rests.setdefault(name[0], []).append(name[1:])
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in rests.items())


MONTH = rf"(?:{_by_first_letter(_NUMBER_OF)})\b\.?"
"""A month's name, in full or cut short."""

_YEAR = r"(?:1[89]|20)\d\d"

DAY_FORMS = (
    rf"(?P<y1>{_YEAR})[-/.](?P<m1>\d{{1,2}})[-/.](?P<d1>\d{{1,2}})(?!\d)",
    (
        rf"(?P<d2>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?\s*(?:de\s+|of\s+)?(?P<m2>{MONTH}),?\s*"
        rf"(?:del?\s+)?(?P<y2>{_YEAR})(?!\d)"
    ),
    (
        rf"(?<![^\W\d_])(?P<m3>{MONTH}),?\s*(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?,?\s+"
        rf"(?:de\s+)?(?P<y3>{_YEAR})(?!\d)"
    ),
    rf"(?P<y4>{_YEAR})[.,]?\s+(?P<m4>{MONTH})\s+(?P<d4>\d{{1,2}})(?!\d)",
    (
        rf"(?P<y6>{_YEAR})\s?[年년]\s?(?P<m6>\d{{1,2}})\s?[月월]\s?(?P<d6>\d{{1,2}})\s?"
        r"[日일]"
    ),
    rf"(?P<d7>(?<!\d)\d{{1,2}})[-/](?P<m7>{MONTH})[-/](?P<y7>{_YEAR})(?!\d)",
    rf"(?P<d5>\d{{1,2}})\s?[./-]\s?(?P<m5>\d{{1,2}})\s?[./-]\s?(?P<y5>{_YEAR})(?!\d)",
)
"""Patterns of a day; each names its year, month and day with its own number."""

DAY = "(?:" + "|".join(DAY_FORMS) + ")"
"""Any of them. To be matched without regard to case."""

SHORT_DAY = r"(?P<d0>\d{1,2})\s?[./]\s?(?P<m0>\d{1,2})\s?[./]\s?(?P<y0>\d\d)(?![\d./])"
"""A day of two digits for the year, which much else may look like: 6/2/17."""

_ALL_NUMBERS = 5
_SHORT = 0
_LATEST_SHORT_YEAR = 60
"""Two digits above it are a year of the last century."""

_NUMBERS = re.compile(
    r"(?<![\d./-])(\d{1,2})(?:(/)|-)(\d{1,2})(?(2)/(?:(?:19|20)\d\d|\d\d)|-(?:19|20)\d\d)(?![\d/-])"
)


class Order(Enum):
    """What stands first in a day of numbers alone: 15/5/2017 or 5/15/2017."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


def orders_shown(text: str) -> set[Order]:
    """The orders of the days in `text` that can be read in one order alone."""
    found = set()
    for day in _NUMBERS.finditer(text):
        first, second = int(day[1]), int(day[3])
        if first <= 12 < second <= 31:
            found.add(Order.MONTH_FIRST)
        elif second <= 12 < first <= 31:
            found.add(Order.DAY_FIRST)
    return found


def day_of(found: re.Match[str], order: Order | None = None) -> date | None:
    """The day that a match of `DAY` or `SHORT_DAY` means, or None where no such day exists.

    12/01/2017 is a day of January, or of December, only where the `order` is known; otherwise it
    is None, because nobody can know. 12.01.2017 is always one of January.
    """
    named = found.groupdict()
    if named.get(f"y{_SHORT}") is not None:
        short = int(named[f"y{_SHORT}"])
        year = short + (2000 if short <= _LATEST_SHORT_YEAR else 1900)
        return _in_numbers(found, _SHORT, year, order)
    for form in range(1, len(DAY_FORMS) + 1):
        if (written := named.get(f"y{form}")) is None:
            continue
        if form == _ALL_NUMBERS:
            return _in_numbers(found, form, int(written), order)
        return _calendar(int(written), month_of(found[f"m{form}"]), int(found[f"d{form}"]))
    return None


def month_of(written: str) -> int:
    """The number of a month, from its name in any of the languages, or from the number itself."""
    return int(written) if written.isdigit() else _NUMBER_OF[written.lower().rstrip(".")]


def _in_numbers(found: re.Match[str], form: int, year: int, order: Order | None) -> date | None:
    first, second = int(found[f"d{form}"]), int(found[f"m{form}"])
    if second > 12:
        return _calendar(year, first, second)
    if "." in found.string[found.start(f"d{form}") : found.start(f"y{form}")]:
        order = Order.DAY_FIRST
    if order is Order.DAY_FIRST or first > 12 or first == second:
        return _calendar(year, second, first)
    return _calendar(year, first, second) if order is Order.MONTH_FIRST else None


def _calendar(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
