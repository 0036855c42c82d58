"""The front page of a site, held against a source that looks gone."""

from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from citewatch.core.citation import Citation
from citewatch.core.evidence import Failure, Hop, Page, Visit
from citewatch.core.judge import another_look_helps, front_page_wanted, judge
from citewatch.core.say import say
from sightings_lab import sightings

AT = datetime(2026, 1, 5, 12, tzinfo=UTC)
SITE = "http://www.agency.example/"
URL = f"{SITE}reports/patrols-and-their-neighbours.html"
TITLE = "Patrols and Their Neighbours: A Study of Four Wards"
CITED = Citation("1", f"Okafor, Lena. “{TITLE}.” Agency for Wards, 2016. {URL}", (URL,))
BARE = Citation("1", URL, (URL,))
WALL = "http://walls.example/abroad/www.agency.example/"


def page(title: str, words: int, *, own_links: int = 0, drawn: bool = False) -> Page:
    text = " ".join(f"{title} word{number}" for number in range(words))
    return Page(
        "text/html",
        900,
        title=title,
        text=" ".join(text.split()[:words]),
        words=words,
        own_links=own_links,
        has_unread_content=drawn,
    )


MISSING = page("404 Not Found", 5)
FRONT = page("Agency for Wards", 120, own_links=9)
NOTICE = page("Currently not served", 20)
SHELL = page("Wards", 3, drawn=True)


def answers(url: str, status: int, shown: Page | None) -> Visit:
    return Visit((Hop(url, AT, status),), shown)


def sent(url: str, end: str, shown: Page, *, permanent: bool = False) -> Visit:
    status = 301 if permanent else 302
    return Visit((Hop(url, AT, status, target=end, permanent=permanent), Hop(end, AT, 200)), shown)


GONE = answers(URL, 404, MISSING)


def reason(*looks: Visit, cited: Citation = BARE, **others: Visit | str | None) -> str:
    found = judge(sightings(URL, *looks, citation=cited, **others))  # type: ignore[arg-type]
    assert say(found).endswith((".", "”."))
    return f"{found.verdict}/{found.reason.id}"


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        (answers(SITE, 200, FRONT), "dead/http-404"),
        (answers(SITE, 404, MISSING), "blocked/site-wide-404"),
        (answers(SITE, 410, MISSING), "blocked/site-wide-404"),
        (answers(SITE, 403, MISSING), "dead/http-404"),
        (Visit((Hop(SITE, AT),), failure=Failure.RESET), "dead/http-404"),
        (answers(SITE, 404, page("agency.example is for sale", 9)), "dead/http-404"),
    ],
)
def test_a_404_counts_where_the_front_page_does_not_say_it_too(front: Visit, expected: str) -> None:
    assert reason(GONE, GONE, front=front) == expected


def test_a_host_that_served_another_page_does_not_refuse_every_visit() -> None:
    nothing = answers(SITE, 404, MISSING)
    served = "http://www.agency.example/reports/2.html"
    assert reason(GONE, GONE, front=nothing, same_host=served) == "dead/http-404"
    once = sightings(URL, GONE, front=nothing)
    assert another_look_helps(once)


def test_a_404_with_the_front_pages_own_shell_needs_scripts() -> None:
    shell = answers(URL, 404, SHELL)
    assert reason(shell, shell, front=answers(SITE, 200, SHELL)) == "unreachable/needs-scripts"
    assert reason(shell, shell, front=answers(SITE, 200, FRONT)) == "dead/http-404"
    thick = answers(URL, 404, page("Wards", 90, drawn=True))
    same = answers(SITE, 200, thick.page)
    assert reason(thick, thick, front=same) == "dead/http-404"


@pytest.mark.parametrize("status", [404, 410])
def test_the_cited_article_below_a_404_is_alive(status: int) -> None:
    whole = answers(URL, status, page(TITLE, 300))
    assert reason(whole, cited=CITED) == "ok/page-under-404"
    assert reason(whole) == "unreachable/page-contradicts-404"


@pytest.mark.parametrize(
    "below",
    [
        page(TITLE, 40),
        page("Page not found", 300),
        Page("text/html", 900, title=TITLE, headings=("Page not found",), text="x " * 99, words=99),
        page("What Others Wrote of Harbours", 300),
        page("Agency for Wards", 300),
    ],
)
def test_an_error_page_is_none_whatever_it_repeats(below: Page) -> None:
    looks = [answers(URL, 404, below)] * 2
    assert reason(*looks, cited=CITED, front=answers(SITE, 200, FRONT)) == "dead/http-404"


BESIDE = f"{SITE}reports/0123456789.html"


def test_a_notice_that_every_address_leads_to_is_a_wall_unless_the_front_page_lives() -> None:
    looks = [sent(URL, WALL, NOTICE)]
    sibling = sent(BESIDE, WALL, NOTICE)
    walled = reason(*looks, sibling=sibling, front=sent(SITE, WALL, NOTICE))
    assert walled == "blocked/site-wide-wall"


END = f"{SITE}search/all"


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        (answers(SITE, 200, FRONT), "dead/soft-404-sibling"),
        (sent(SITE, END, NOTICE), "blocked/site-wide-wall"),
        (answers(SITE, 404, MISSING), "dead/soft-404-sibling"),
        (answers(SITE, 403, MISSING), "unreachable/front-page-unseen"),
        (Visit((Hop(SITE, AT),), failure=Failure.RESET), "unreachable/front-page-unseen"),
    ],
)
def test_a_shared_end_needs_a_living_front_page(front: Visit, expected: str) -> None:
    looks = [sent(URL, END, NOTICE)] * 2
    assert reason(*looks, sibling=sent(BESIDE, END, NOTICE), front=front) == expected


def test_a_redirect_for_good_needs_none() -> None:
    looks = [sent(URL, END, NOTICE, permanent=True)] * 2
    sibling = sent(BESIDE, END, NOTICE, permanent=True)
    seen = sightings(URL, looks[0], sibling=sibling)
    assert front_page_wanted(seen) is None
    assert reason(*looks, sibling=sibling) == "dead/soft-404-sibling"


def test_a_front_page_shown_at_every_address_is_no_wall_and_a_short_notice_is_one() -> None:
    for shown, expected in ((FRONT, "dead/soft-404-sibling"), (NOTICE, "blocked/site-wide-wall")):
        looks = [answers(URL, 200, shown)] * 2
        beside, front = answers(BESIDE, 200, shown), answers(SITE, 200, shown)
        assert reason(*looks, sibling=beside, front=front) == expected


def test_only_the_cited_address_sent_to_a_notice_elsewhere_is_no_proof_of_life() -> None:
    look = sent(URL, WALL, NOTICE)
    assert reason(look, cited=CITED) == "blocked/redirect-to-notice"
    assert (
        reason(look, cited=CITED, front=answers(SITE, 200, FRONT)) == "blocked/redirect-to-notice"
    )
    named = sent(URL, WALL, page(TITLE, 40))
    assert reason(named, cited=CITED) == "ok/redirect-temporary"
    long = sent(URL, WALL, page("Currently not served", 400))
    assert reason(long, cited=CITED) == "ok/redirect-temporary"


def test_sent_home_to_another_site_for_now_is_a_wall_where_the_front_page_is_too() -> None:
    home = "http://walls.example/"
    looks = [sent(URL, home, NOTICE)] * 2
    assert reason(*looks, front=sent(SITE, home, NOTICE)) == "blocked/site-wide-wall"
    assert reason(*looks, front=answers(SITE, 200, FRONT)) == "dead/redirect-to-home"
    assert front_page_wanted(sightings(URL, sent(URL, SITE, FRONT))) is None


def test_what_hides_from_search_is_no_front_page_and_a_form_for_a_password_is_a_door() -> None:
    hidden = replace(FRONT, noindex=True)
    door = replace(FRONT, has_password_field=True)
    for shown, expected in ((hidden, "blocked/site-wide-wall"), (door, "blocked/login-page")):
        looks = [sent(URL, END, shown)] * 2
        beside, front = sent(BESIDE, END, shown), sent(SITE, END, shown)
        assert reason(*looks, sibling=beside, front=front) == expected
