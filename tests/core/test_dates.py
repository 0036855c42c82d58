"""Which day a snapshot is wanted from."""

from datetime import date

import pytest

from citewatch.core.citation import Citation
from citewatch.core.dates import published_on, usual_day, wanted_day


@pytest.mark.parametrize(
    ("wording", "day"),
    [
        ("29 Mar. 2015", date(2015, 3, 29)),
        ("Oct. 2016", date(2016, 10, 1)),
        ("August 2000", date(2000, 8, 1)),
        ("2012", date(2012, 7, 1)),
        ("March 6, 2014", date(2014, 3, 6)),
        ("2014, March 6", date(2014, 3, 6)),
        ("06.03.2014", date(2014, 3, 6)),
        ("6 mars 2014", date(2014, 3, 6)),
        ("październik 2014", date(2014, 10, 1)),
        ("Spring 2014", date(2014, 4, 15)),
        ("12 January", None),
        ("in press", None),
        ("1848", None),
        ("32 foo 2012 bar 99", None),
        (None, None),
    ],
)
def test_publication_dates_are_read_as_written(wording: str | None, day: date | None) -> None:
    assert published_on(wording) == day


def test_access_date_wins_then_publication_then_the_documents_habit() -> None:
    usual = usual_day({date(2017, 1, 12): 1, date(2017, 1, 13): 2})
    assert usual == date(2017, 1, 13)
    seen = Citation("3", "", accessed=date(2016, 5, 5), published="2015")
    assert wanted_day(seen, usual) == date(2016, 5, 5)
    assert wanted_day(Citation("4", "", published="Oct. 2016"), usual) == date(2016, 10, 1)
    assert wanted_day(Citation("5", ""), usual) == usual
    assert wanted_day(Citation("6", ""), None) is None


@pytest.mark.parametrize(
    ("times", "middle"),
    [({}, None), ({1: 1}, 1), ({2: 1, 1: 1}, 1), ({1: 1, 2: 3, 3: 1}, 2), ({1: 2, 9: 3}, 9)],
)
def test_the_usual_day_is_the_middle_one_of_all_times(
    times: dict[int, int], middle: int | None
) -> None:
    counted = {date(2020, 1, day): number for day, number in times.items()}
    assert usual_day(counted) == (None if middle is None else date(2020, 1, middle))
