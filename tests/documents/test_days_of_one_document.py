from datetime import date

import pytest

from citewatch.documents.kinds.known import KINDS
from citewatch.documents.kinds.reading import read
from citewatch.documents.reader import Reading, gathered


def text(*days: str) -> Reading:
    notes = [f"{n}. Doe. Title. http://a.org/{n} {day}" for n, day in enumerate(days, 1)]
    content = "\n".join(["We saw it.", "", "References", "", *notes])
    return gathered(read(KINDS["text"], content.encode(), "a.txt"))


def days(reading: Reading) -> list[date | None]:
    return [citation.accessed for citation in reading.citations]


def test_a_day_that_can_be_read_in_one_way_alone_decides_the_others() -> None:
    assert days(text("accessed 5/7/2017", "accessed 5/15/2017", "accessed 6/2/17")) == [
        date(2017, 5, 7),
        date(2017, 5, 15),
        date(2017, 6, 2),
    ]
    assert days(text("accessed 5/7/2017", "accessed 15/5/2017")) == [
        date(2017, 7, 5),
        date(2017, 5, 15),
    ]


@pytest.mark.parametrize("other", ["accessed 6/7/2017", "", "accessed 2017-05-15"])
def test_without_such_a_day_nothing_is_guessed(other: str) -> None:
    assert days(text("accessed 5/7/2017", other))[0] is None


def test_where_days_show_both_orders_nothing_is_guessed() -> None:
    found = days(text("accessed 5/7/2017", "accessed 5/15/2017", "accessed 15/5/2017"))
    assert found == [None, date(2017, 5, 15), date(2017, 5, 15)]


def test_an_address_shows_no_order() -> None:
    assert days(text("accessed 5/7/2017", "http://b.org/5/15/2017/x"))[0] is None


def test_the_sentence_of_a_mark_shows_the_order_too() -> None:
    content = (
        "It was so on 5/15/2017.[^1]\n\nIt is.[^2]\n\n"
        "[^1]: http://a.org/1 accessed 5/7/2017\n[^2]: http://a.org/2\n"
    )
    reading = gathered(read(KINDS["markdown"], content.encode(), "a.md"))
    assert days(reading) == [date(2017, 5, 7), None]


def test_citations_keep_their_order_and_their_own_days() -> None:
    reading = text("accessed 2 May 2017", "accessed 5/7/2017", "", "accessed 5/15/2017")
    assert [citation.id for citation in reading.citations] == ["1", "2", "3", "4"]
    assert days(reading)[0] == date(2017, 5, 2)


def test_a_cut_address_in_a_reference_is_told() -> None:
    reading = text("and http://openid. It is")
    assert reading.citations[0].links == ("http://a.org/1",)
    assert reading.remarks[-1] == (
        "Citation 1: http://openid is only the beginning of an address, so it is not checked."
    )
