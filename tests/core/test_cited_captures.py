"""Links into web archives: what they name, and whether the archive still shows it."""

from datetime import UTC, date, datetime

import pytest

from citewatch.core.citation import Citation
from citewatch.core.cited_capture import CitedCapture, cited_capture, names_one_capture, raw_form
from citewatch.core.evidence import Failure, Hop, Page, Visit
from citewatch.core.finding import Finding
from citewatch.core.judge import judge, raw_wanted
from citewatch.core.judge.sightings import Sightings
from citewatch.core.probe import Probe, Purpose, Question
from citewatch.core.say import say
from citewatch.core.urls import parse
from sightings_lab import AT, sightings

WAYBACK = "https://web.archive.org/web/"
LINK = f"{WAYBACK}20170112030405/http://a.example/minutes"
RAW = f"{WAYBACK}20170112030405id_/http://a.example/minutes"
MARKED = {"memento-datetime": "Thu, 12 Jan 2017 03:04:05 GMT"}
NOTICE = Page("text/html", 900, title="Internet Archive", text="A notice of ours. " * 9, words=36)
MINUTES = Page("text/html", 900, title="Minutes", text="They met and talked. " * 40, words=160)


def page(text: str, title: str = "Internet Archive") -> Page:
    return Page("text/html", 900, title=title, text=text, words=len(text.split()))


def answer(
    url: str, shown: Page | None = NOTICE, status: int = 200, *, marked: bool = False
) -> Visit:
    return Visit((Hop(url, AT, status, headers=MARKED if marked else {}),), shown)


def seen(url: str, *looks: Visit, raw: Visit | None = None, text: str = "") -> Sightings:
    found = sightings(url, *looks, citation=Citation("1", text, (url,)))
    if raw is not None:
        found = found.plus(Probe(Question(Purpose.CAPTURE, raw_form(parse(url))), AT, raw))
    return found


def found(url: str, shown: Page = NOTICE, raw: Visit | None = None, text: str = "") -> Finding:
    return judge(seen(url, answer(url, shown), answer(url, shown), raw=raw, text=text))


@pytest.mark.parametrize(
    ("link", "original", "digits"),
    [
        (LINK, "http://a.example/minutes", "20170112030405"),
        (f"{WAYBACK}2017/a.example/x?y=1#z", "http://a.example/x?y=1", "2017"),
        (f"{WAYBACK}20170112if_/https:/a.example/x", "https://a.example/x", "20170112"),
        (
            f"{WAYBACK}20170112030405/http%3A%2F%2Fa.example%2Fx",
            "http://a.example/x",
            "20170112030405",
        ),
        (f"{WAYBACK}http://a.example/x", "http://a.example/x", ""),
        ("http://archive.org/web/20170112/http://a.example/x", "http://a.example/x", "20170112"),
        (
            f"{WAYBACK}20180101000000/{WAYBACK}20120203040506/http://a.example/x",
            "http://a.example/x",
            "20120203040506",
        ),
        (
            f"{WAYBACK}20180101000000/https://archive.ph/2012/http://a.example/x",
            "http://a.example/x",
            "2012",
        ),
        (
            "https://archive.ph/2017.01.12-030405/http://a.example/x",
            "http://a.example/x",
            "20170112030405",
        ),
        (
            "https://arquivo.pt/wayback/20170112000000/http://a.example/x",
            "http://a.example/x",
            "20170112000000",
        ),
        (
            "https://wayback.archive-it.org/12/20170112000000/http://a.example/",
            "http://a.example/",
            "20170112000000",
        ),
        (
            "https://www.webcitation.org/query?url=http%3A%2F%2Fa.example%2Fx&date=2012-01-02",
            "http://a.example/x",
            "",
        ),
    ],
)
def test_an_archive_link_names_an_address_and_a_time(link: str, original: str, digits: str) -> None:
    capture = cited_capture(parse(link))
    assert capture is not None
    assert (capture.original, capture.digits) == (original, digits)


@pytest.mark.parametrize(
    "link",
    [
        "http://a.example/web/20170112030405/http://b.example/x",
        "http://a.example/?see=https://web.archive.org/web/2017/http://b.example/",
        f"{WAYBACK}*/http://a.example/x",
        f"{WAYBACK}2017*/http://a.example/x",
        "https://web.archive.org/save/http://a.example/x",
        "https://archive.org/details/a-book",
        "https://archive.ph/AbCdE",
        "https://perma.cc/AB12-CD34",
        f"{WAYBACK}20170112030405/https://archive.ph/AbCdE",
    ],
)
def test_other_addresses_name_no_capture_that_could_be_looked_up(link: str) -> None:
    assert cited_capture(parse(link)) is None


@pytest.mark.parametrize(
    ("digits", "day", "exact"),
    [
        ("20170112030405", date(2017, 1, 12), datetime(2017, 1, 12, 3, 4, 5, tzinfo=UTC)),
        ("20170112", date(2017, 1, 12), None),
        ("2017", None, None),
        ("201713", None, None),
        ("20171350", None, None),
        ("", None, None),
    ],
)
def test_the_time_of_a_link_is_known_as_far_as_its_digits_go(
    digits: str, day: date | None, exact: datetime | None
) -> None:
    capture = CitedCapture("http://a.example/", digits)
    assert (capture.day, capture.exact) == (day, exact)


@pytest.mark.parametrize(
    ("link", "speaks"),
    [
        (LINK, True),
        (f"{WAYBACK}2017id_/http://a.example/", True),
        ("https://arquivo.pt/wayback/20170112000000/http://a.example/x", True),
        (f"{WAYBACK}*/http://a.example/", False),
        (f"{WAYBACK}http://a.example/", False),
        ("https://archive.ph/2017/http://a.example/x", False),
        ("https://www.webcitation.org/5yAbc", False),
        ("https://web.archive.org/", False),
    ],
)
def test_where_an_archive_always_marks_its_captures(link: str, speaks: bool) -> None:
    assert names_one_capture(parse(link)) is speaks


def test_a_notice_in_the_place_of_a_capture_is_dead_once_its_bytes_are_not_there_either() -> None:
    two = (answer(LINK), answer(LINK))
    assert raw_wanted(seen(LINK, answer(LINK))) is None
    assert raw_wanted(seen(LINK, *two)) == RAW
    assert judge(seen(LINK, *two)).verdict == "unreachable"
    for raw in (answer(RAW, status=404), answer(RAW)):
        dead = judge(seen(LINK, *two, raw=raw))
        assert (dead.verdict, dead.reason.id) == ("dead", "capture-withdrawn")
        assert raw_wanted(seen(LINK, *two, raw=raw)) is None
        assert "“Internet Archive”" in say(dead)


@pytest.mark.parametrize(
    "words",
    [
        "Sorry. This URL has been excluded from the Wayback Machine.",
        "This capture was removed at the request of the site's owner.",
        "Nobody here can show you this page.",
    ],
)
@pytest.mark.parametrize("status", [200, 403, 404])
def test_a_withdrawn_capture_is_told_in_many_words(words: str, status: int) -> None:
    one = found(LINK, page(words), raw=answer(RAW, page(words), status))
    said_why = status != 403 or "Nobody" not in words
    assert one.verdict == ("dead" if said_why else "unreachable")


@pytest.mark.parametrize(
    "words",
    [
        "Internet Archive services are temporarily offline.",
        "We are upgrading our machines and will be back soon.",
        "Too many requests. Please try again later.",
        "Scheduled maintenance. The archive is unavailable until noon.",
        "Serviço temporariamente indisponível",
    ],
)
def test_an_archive_that_is_only_out_of_order_has_withdrawn_nothing(words: str) -> None:
    one = found(LINK, page(words), raw=answer(RAW, page(words)))
    assert one.verdict in {"unreachable", "blocked"}


@pytest.mark.parametrize("status", [429, 500, 503, 403])
def test_bytes_that_could_not_be_asked_for_prove_nothing(status: int) -> None:
    assert found(LINK, raw=answer(RAW, status=status)).verdict == "unreachable"


def test_silence_about_the_bytes_proves_nothing() -> None:
    silent = Visit((Hop(RAW, AT),), failure=Failure.ANSWER_TIMEOUT)
    assert found(LINK, raw=silent).verdict == "unreachable"


def test_bytes_that_are_there_are_judged_as_the_source() -> None:
    living = found(LINK, raw=answer(RAW, MINUTES, marked=True))
    assert (living.verdict, living.reason.id) == ("ok", "answers")
    lost = page("404 Page not found", title="Page not found")
    assert found(LINK, raw=answer(RAW, lost, marked=True)).verdict == "dead"


def test_a_marked_capture_is_judged_by_what_it_shows() -> None:
    one = judge(seen(LINK, answer(LINK, MINUTES, marked=True)))
    assert (one.verdict, one.reason.id) == ("ok", "answers")


def test_the_mark_counts_where_the_archives_own_redirects_end() -> None:
    hops = (
        Hop(LINK, AT, 302, target=RAW),
        Hop(f"{WAYBACK}20170113000000/http://a.example/minutes", AT, 200, headers=MARKED),
    )
    assert judge(seen(LINK, Visit(hops, MINUTES))).verdict == "ok"


@pytest.mark.parametrize(
    "link",
    [
        "https://archive.ph/AbCdE",
        "https://archive.ph/2017/http://a.example/minutes",
        "https://perma.cc/AB12-CD34",
        f"{WAYBACK}*/http://a.example/minutes",
        "https://archive.org/details/a-book",
        "https://web.archive.org/",
        "https://example.org/web/20170112030405/http://a.example/minutes",
    ],
)
def test_no_mark_is_missed_where_none_is_given(link: str) -> None:
    assert judge(seen(link, answer(link))).verdict == "ok"


def test_a_page_with_the_cited_title_is_no_notice() -> None:
    minutes = page("They met and talked. " * 40, title="Minutes of the Third Harbour Meeting")
    cited = "Harbour Council. Minutes of the Third Harbour Meeting. 2016."
    assert found(LINK, minutes, text=cited).verdict == "ok"


def test_a_wall_in_front_of_an_archive_is_a_wall() -> None:
    wall = page("Checking your browser before accessing the site.", title="Just a moment...")
    assert found(LINK, wall).verdict == "blocked"


def test_a_link_to_the_bytes_themselves_needs_no_second_question() -> None:
    assert raw_wanted(seen(RAW, answer(RAW), answer(RAW))) is None
    assert found(RAW).reason.id == "capture-withdrawn"
