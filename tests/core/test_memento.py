from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from citewatch.core import urls
from citewatch.core.memento import (
    Capture,
    ReplayAddress,
    archivable,
    distinct_first,
    is_archive_address,
    is_timestamp,
    nearest_first,
    noon,
    plan,
    read_http_date,
    read_timestamp,
    spoken_date,
    spoken_distance,
    timestamp,
)
from citewatch.core.urls import parse

NOON = datetime(2017, 1, 15, 12, tzinfo=UTC)
BASE = "https://web.archive.org"


def capture(day: int, digest: str, hour: int = 12) -> Capture:
    return Capture(datetime(2017, 1, day, hour, tzinfo=UTC), "http://example.org/", digest)


def test_a_timestamp_is_written_in_utc_whatever_the_zone() -> None:
    moment = datetime(2017, 1, 15, 14, tzinfo=timezone(timedelta(hours=2)))
    assert timestamp(moment) == "20170115120000"
    assert read_timestamp("20170115120000") == NOON


@pytest.mark.parametrize(
    ("digits", "moment"),
    [
        ("2017", datetime(2017, 1, 1, tzinfo=UTC)),
        ("201703", datetime(2017, 3, 1, tzinfo=UTC)),
        ("2017031512", datetime(2017, 3, 15, 12, tzinfo=UTC)),
        ("20000012170449", None),
        ("20170132000000", None),
        ("201", None),
        ("201701151200000", None),
        ("2017011512000x", None),
        ("", None),
    ],
)
def test_only_real_moments_are_read_from_digits(digits: str, moment: datetime | None) -> None:
    assert read_timestamp(digits) == moment


def test_a_short_timestamp_names_a_moment_but_is_no_capture_time() -> None:
    assert is_timestamp("20170115120000")
    assert not is_timestamp("20170115")
    assert not is_timestamp("20170015120000")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Sun, 15 Jan 2017 12:00:00 GMT", NOON),
        ("Sun, 15 Jan 2017 14:00:00 +0200", NOON),
        ("Sun, 15 Jan 2017 12:00:00", NOON),
        ("yesterday", None),
        ("", None),
    ],
)
def test_http_dates_are_read_as_utc_or_not_at_all(text: str, moment: datetime | None) -> None:
    assert read_http_date(text) == moment


def test_the_wanted_moment_of_a_day_is_its_noon_in_utc() -> None:
    assert noon(date(2017, 1, 15)) == NOON


def test_the_nearest_capture_comes_first_and_the_earlier_of_two_equally_near() -> None:
    found = nearest_first([capture(20, "A"), capture(16, "B"), capture(14, "C")], NOON)
    assert [item.digest for item in found] == ["C", "B", "A"]


def test_captures_that_repeat_the_same_bytes_come_last_in_their_order() -> None:
    found = distinct_first(
        [capture(1, "A"), capture(2, "A"), capture(3, "B"), capture(4, "B"), capture(5, "C")]
    )
    assert [item.captured_at.day for item in found] == [1, 3, 5, 2, 4]


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("http://Example.ORG/a?b=1&c=%2526#part", "http://example.org/a?b=1&c=%2526"),
        ("https://reader:secret@example.org/a", "https://example.org/a"),
        ("http://example.org:8080/a b/ü?q=ö", "http://example.org:8080/a%20b/%C3%BC?q=%C3%B6"),
        ("http://example.org:80", "http://example.org/"),
        ("http://bücher.example/", "http://xn--bcher-kva.example/"),
        ("http://example.org/?u=http://other.example//x", None),
    ],
)
def test_the_archive_is_asked_for_the_address_without_its_secrets(
    url: str, asked: str | None
) -> None:
    assert archivable(url) == (asked or url)


def test_what_is_no_web_address_cannot_be_asked_for() -> None:
    with pytest.raises(urls.MalformedUrl):
        archivable("mailto:someone@example.org")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://web.archive.org/web/2017/http://example.org/", True),
        ("http://www.archive.org/web/2017/http://example.org/", True),
        ("http://archive.org/wayback/available?url=x", True),
        ("https://archive.org/details/somebook", False),
        ("https://archive.ph/AbCdE", True),
        ("https://perma.cc/ABCD-1234", True),
        ("http://www.webcitation.org/5abc", True),
        ("http://example.org/web/2017/http://archive.is/", False),
        ("https://notarchive.is/", False),
    ],
)
def test_links_into_archives_are_told_from_links_to_sites(url: str, expected: bool) -> None:
    assert is_archive_address(parse(url)) is expected


def test_a_replay_address_has_a_form_for_machines_and_one_for_people() -> None:
    replay = ReplayAddress(NOON, "http://example.org/a?b=%2526&c=1")
    assert replay.raw(BASE) == f"{BASE}/web/20170115120000id_/http://example.org/a?b=%2526&c=1"
    assert replay.framed(BASE) == f"{BASE}/web/20170115120000/http://example.org/a?b=%2526&c=1"
    assert ReplayAddress.read(replay.raw(BASE), BASE) == replay
    assert ReplayAddress.read(replay.framed(BASE), BASE) == replay


@pytest.mark.parametrize(
    ("url", "original"),
    [
        ("http://web.archive.org/web/20170115120000/http://example.org/", "http://example.org/"),
        ("https://web.archive.org/web/20170115120000im_/example.org/a", "http://example.org/a"),
        (
            "https://web.archive.org/web/20170115120000id_/https:/example.org/",
            "https://example.org/",
        ),
        ("https://web.archive.org/web/*/http://example.org/", None),
        ("https://web.archive.org/save/http://example.org/", None),
        ("https://web.archive.org/web/20171315120000/http://example.org/", None),
        ("https://evil.example/web/20170115120000/http://example.org/", None),
        ("https://web.archive.org:8443/web/20170115120000/http://example.org/", None),
    ],
)
def test_replay_addresses_are_read_in_all_their_forms_and_of_this_archive_only(
    url: str, original: str | None
) -> None:
    read = ReplayAddress.read(url, BASE)
    assert (read and read.original) == original


@pytest.mark.parametrize(
    ("captured", "words"),
    [
        (date(2017, 1, 15), "on"),
        (date(2017, 1, 16), "1 day after"),
        (date(2017, 1, 12), "3 days before"),
        (date(2017, 4, 15), "3 months after"),
        (date(2010, 1, 15), "7 years before"),
    ],
)
def test_distances_are_said_in_the_unit_that_people_would_use(captured: date, words: str) -> None:
    assert spoken_distance(captured, date(2017, 1, 15)) == words
    assert spoken_date(date(2017, 1, 15)) == "15 January 2017"


def test_the_plan_says_what_an_archive_phase_will_cost() -> None:
    said = str(plan(112, replays_per_minute=480, index_calls_per_minute=24))
    assert said == (
        "112 links: about 448 replays and 45 index calls, 3 minutes at the archive's limits"
    )
    assert str(plan(1, 480, 24)).startswith("1 link: about 4 replays and 1 index call, 1 minute ")
