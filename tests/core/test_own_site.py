"""Front pages to which cited addresses lead, and links that lead nowhere."""

from datetime import UTC, datetime

import pytest

from citewatch.core.citation import Citation
from citewatch.core.evidence import Hop, Page, Visit
from citewatch.core.judge import judge
from sightings_lab import sightings

AT = datetime(2026, 1, 5, 12, tzinfo=UTC)


def page(title: str, words: int = 120) -> Page:
    return Page("text/html", 900, title=title, text="word " * words, words=words)


def led(url: str, end: str, title: str, status: int = 301) -> Visit:
    permanent = status in (301, 308)
    hops = (Hop(url, AT, status, target=end, permanent=permanent), Hop(end, AT, 200))
    return Visit(hops, page(title))


def reason(url: str, text: str, *looks: Visit, sibling: Visit | None = None) -> str:
    found = judge(sightings(url, *looks, citation=Citation("1", text, (url,)), sibling=sibling))
    return f"{found.verdict}/{found.reason.id}"


REPORT = "http://www.nff.example/reports/2015/field-survey"
PUBLISHED = f"Rao, Mira. Field Survey 2015. National Field Foundation, 2015. {REPORT}"


@pytest.mark.parametrize(
    "end", ["http://www.nff.example/", "http://nationalfieldfoundation.example/"]
)
@pytest.mark.parametrize(
    "title",
    [
        "Home | National Field Foundation",
        "National Field Foundation",
        "Welcome - National Field Foundation",
    ],
)
def test_the_publishers_name_on_a_front_page_is_not_the_source(end: str, title: str) -> None:
    look = led(REPORT, end, title)
    assert reason(REPORT, PUBLISHED, look, look) == "dead/redirect-to-home"


@pytest.mark.parametrize(
    ("url", "end", "title", "text"),
    [
        (
            "http://www.lab.example/software/openlab",
            "http://openlab.example/",
            "OpenLab",
            "Rao, M. OpenLab, a tool. Lab of Tools.",
        ),
        (
            "http://openlab.lab.example/about.html",
            "https://www.openlab.example/",
            "OpenLab: plan your experiments",
            "OpenLab, Lab of Tools.",
        ),
        (
            "http://www.lab.example/r/77",
            "http://wards.example/",
            "Zebra | Home",
            "Rao, M. “Zebra.” Lab of Tools, 2016.",
        ),
        (
            "http://www.nff.example/the-future-of-field-work/",
            "http://fofw.example/",
            "The Future of Field Work",
            "National Field Foundation. The Future of Field Work. 2015.",
        ),
    ],
)
def test_a_project_that_got_a_site_of_its_own_has_moved(
    url: str, end: str, title: str, text: str
) -> None:
    assert reason(url, text, led(url, end, title)) == "moved/redirect-permanent"


@pytest.mark.parametrize(
    ("url", "end", "title"),
    [
        ("http://www.lab.example/software/openlab", "http://openlab.example/", "Buy Shoes Here"),
        ("http://www.lab.example/software/openlab", "http://www.lab.example/", "OpenLab"),
        ("http://www.lab.example/software/other", "http://openlab.example/", "OpenLab"),
    ],
)
def test_a_front_page_that_only_sounds_like_it_is_none(url: str, end: str, title: str) -> None:
    look = led(url, end, title)
    assert reason(url, "Rao, M. A tool. Lab of Tools.", look, look) == "dead/redirect-to-home"


SHORT = "http://bit.ly/2kQxZ9a"


def test_a_short_link_that_stays_at_its_shortener_leads_nowhere() -> None:
    own = Visit((Hop(SHORT, AT, 200),), page("Short links for all"))
    assert reason(SHORT, "", own, own) == "unreachable/short-link-stays"
    beside = Visit((Hop("http://bit.ly/0123abc", AT, 200),), page("Short links for all"))
    assert reason(SHORT, "", own, own, sibling=beside) == "dead/soft-404-sibling"
    known = Visit((Hop("http://bit.ly/0123abc", AT, 404),), page("No such link"))
    assert reason(SHORT, "", own, own, sibling=known) == "unreachable/short-link-stays"
    led_on = led(SHORT, "http://www.paper.example/a-story-of-harbours", "A Story")
    assert reason(SHORT, "", led_on) == "moved/redirect-permanent"
