"""Pages that no word list knows: what makes them suspect, and what their sites' answers settle."""

from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from citewatch.core.citation import Citation
from citewatch.core.content.likeness import Naming, names_cited, unlike_source
from citewatch.core.evidence import Failure, Hop, Page, Visit
from citewatch.core.judge import another_look_helps, front_page_wanted, judge, sibling_wanted
from citewatch.core.reasons import signs
from citewatch.core.reasons.rule import Rule
from citewatch.core.say import say
from citewatch.core.urls import parse
from sightings_lab import sightings

AT = datetime(2026, 1, 5, 12, tzinfo=UTC)
HOST = "www.wards.example"
SITE = f"https://{HOST}/"
URL = f"{SITE}reports/2019/04/patrols-and-their-neighbours"
BESIDE = f"{SITE}reports/2019/04/0123456789abcdef0123"
CITED = Citation("1", f"Okafor, Lena. “Patrols and Their Neighbours.” Agency, 2019. {URL}", (URL,))
BARE = Citation("1", URL, (URL,))

ODD = Page(
    "text/html",
    900,
    title="Zorvath",
    headings=("Zorvath",),
    text="Zorvath belun ist karamo del vashti nur. " * 9,
    words=63,
)
"""A short page in words that nobody knows, without scripts."""

BRIEF = replace(ODD, text="Zorvath belun ist karamo del vashti nur.", words=7)
DRAWN = replace(BRIEF, has_unread_content=True)
FRAME = replace(DRAWN, headings=(), text="", words=0, awaits_scripts=True)
SIGN_IN = replace(ODD, has_password_field=True)
FRONT = Page(
    "text/html",
    9000,
    title="Wards",
    text="Of wards and words. " * 90,
    words=360,
    own_links=12,
    paragraphs=5,
    is_described=True,
)
REFUSED = Page("text/html", 90, title="404", text="404", words=1)


def shown(url: str, page: Page, status: int = 200) -> Visit:
    return Visit((Hop(url, AT, status),), page)


def signs_in(page: Page, url: str = URL, citation: str = "") -> set[Rule]:
    return {signal.rule for signal in unlike_source(page, parse(url), citation, HOST)}


def reason(
    page: Page,
    *,
    beside: Page | None,
    front: Page | Failure | None = None,
    url: str = URL,
    cited: Citation = BARE,
) -> str:
    """The end judgement on a page, with the controls that are asked for and no others."""
    seen = sightings(url, shown(url, page), citation=cited)
    answered = None if beside is None else shown(BESIDE, beside, 404 if beside is REFUSED else 200)
    if sibling_wanted(seen):
        seen = sightings(url, shown(url, page), citation=cited, sibling=answered)
    there: Visit | None = None
    if front is not None and front_page_wanted(seen):
        failed = isinstance(front, Failure)
        there = Visit((Hop(SITE, AT),), failure=front) if failed else shown(SITE, front)  # type: ignore[arg-type]
        seen = sightings(url, shown(url, page), citation=cited, sibling=answered, front=there)
    if another_look_helps(seen):
        looks = [shown(url, page)] * 2
        seen = sightings(url, *looks, citation=cited, sibling=answered, front=there)
    found = judge(seen)
    assert say(found).endswith((".", "”."))
    return f"{found.verdict}/{found.reason.id}"


def test_each_likeness_to_no_source_is_a_sign_of_its_own() -> None:
    assert signs_in(ODD) == {
        signs.FEW_WORDS,
        signs.FEW_LINKS,
        signs.NO_RUNNING_TEXT,
        signs.UNDESCRIBED,
        signs.NAMES_NOTHING,
    }
    host = replace(ODD, title="wards.example", noindex=True, has_password_field=True)
    more = {signs.HOST_TITLE, signs.HIDDEN_FROM_SEARCH, signs.ASKS_PASSWORD}
    assert signs_in(host) == signs_in(ODD) | more


@pytest.mark.parametrize(
    ("page", "url"),
    [
        (FRONT, URL),
        (ODD, SITE),
        (ODD, f"https://web.archive.org/web/2019/{URL}"),
        (replace(ODD, media_type="application/pdf"), URL),
        (replace(ODD, unread_coding="zz"), URL),
        (replace(ODD, words=900), URL),
        (replace(ODD, text="The patrols met their neighbours twice."), URL),
        (replace(ODD, words=200, own_links=9, paragraphs=3, is_described=True), URL),
    ],
)
def test_whole_pages_and_those_that_name_the_source_are_not_suspect(page: Page, url: str) -> None:
    assert signs_in(page, url) == set()


def test_what_a_page_names_of_the_citation() -> None:
    there, text = parse(URL), CITED.text
    assert names_cited(ODD, there, text) is Naming.NOTHING
    assert names_cited(replace(ODD, title="Patrols: neighbours"), there, "") is Naming.SOMETHING
    echoed = replace(ODD, text=f"{parse(URL).path} zorvath")
    assert names_cited(echoed, there, "") is Naming.NOTHING
    assert names_cited(ODD, parse(f"{SITE}a/17"), "") is Naming.UNKNOWN
    titled = replace(ODD, title="Okafor on the Agency and its Patrols")
    assert names_cited(titled, parse(f"{SITE}a/17"), text) is Naming.SOMETHING
    cyrillic = replace(ODD, title="Патрули", headings=(), text="Патрули и их соседи " * 9)
    assert names_cited(cyrillic, there, "") is Naming.UNKNOWN


def test_a_page_that_is_merely_suspect_stays_alive() -> None:
    for page in (ODD, BRIEF, DRAWN, FRAME, SIGN_IN, replace(ODD, title=HOST)):
        assert reason(page, beside=REFUSED) == "ok/answers"
        assert reason(page, beside=FRONT) == "ok/answers"
        assert reason(page, beside=None) == "ok/answers"


@pytest.mark.parametrize("cited", [BARE, CITED])
def test_the_same_page_under_any_name_below_another_front_page_is_gone(cited: Citation) -> None:
    for page in (ODD, BRIEF, DRAWN):
        assert reason(page, beside=page, front=FRONT, cited=cited) == "dead/soft-404-sibling"


@pytest.mark.parametrize(
    "page",
    [
        FRAME,
        replace(ODD, has_unread_content=True, awaits_scripts=True),
        replace(DRAWN, noindex=True),
        replace(DRAWN, headings=()),
    ],
)
def test_what_scripts_may_fill_is_not_gone(page: Page) -> None:
    assert reason(page, beside=page, front=FRONT) == "unreachable/needs-scripts"


def test_a_front_page_that_is_a_frame_too_proves_nothing() -> None:
    other = replace(FRAME, title="Wards", text="Wait", words=1)
    assert reason(DRAWN, beside=DRAWN, front=other) == "unreachable/needs-scripts"


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (ODD, "blocked/site-wide-wall"),
        (DRAWN, "blocked/site-wide-wall"),
        (FRAME, "unreachable/needs-scripts"),
        (replace(FRAME, noindex=True), "blocked/challenge-page"),
        (replace(ODD, own_links=9, has_unread_content=True), "blocked/site-wide-wall"),
        (replace(ODD, own_links=9), "dead/soft-404-sibling"),
        (replace(ODD, title=HOST), "dead/parked-domain"),
        (replace(BRIEF, title=HOST), "blocked/site-wide-wall"),
        (replace(ODD, title=HOST, noindex=True), "blocked/site-wide-wall"),
    ],
)
def test_a_page_that_is_the_whole_site_is_told_by_its_structure(page: Page, expected: str) -> None:
    assert reason(page, beside=page, front=page) == expected


def test_a_form_to_sign_in_under_any_name_is_a_wall() -> None:
    for page in (SIGN_IN, replace(DRAWN, has_password_field=True)):
        assert reason(page, beside=page, front=FRONT) == "blocked/login-page"


def test_a_front_page_that_nobody_sees_leaves_it_open() -> None:
    assert reason(ODD, beside=ODD, front=Failure.RESET) == "unreachable/front-page-unseen"
    assert reason(FRAME, beside=FRAME, front=Failure.RESET) == "unreachable/needs-scripts"


def test_a_site_that_looks_no_further_than_a_number_proves_nothing() -> None:
    numbered = f"{SITE}records/48213/print"
    assert reason(ODD, beside=ODD, front=FRONT, url=numbered) == "ok/answers"
    assert reason(ODD, beside=ODD, front=FRONT) == "dead/soft-404-sibling"


def test_a_form_that_posts_itself_is_a_wall_at_first_sight() -> None:
    form = replace(FRAME, posts_to="https://login.wards.example/saml", awaits_scripts=False)
    seen = sightings(URL, shown(URL, form), citation=CITED)
    found = judge(seen)
    assert (found.verdict, found.reason.id) == ("blocked", "self-posting-form")
    assert "login.wards.example" in say(found)
    assert sibling_wanted(seen) is None
    whole = replace(FRONT, posts_to="https://count.example/")
    assert judge(sightings(URL, shown(URL, whole))).verdict == "ok"
