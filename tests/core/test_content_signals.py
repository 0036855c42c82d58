"""Single content rules, each with what it must not be taken in by."""

from collections.abc import Mapping
from types import MappingProxyType

import pytest

from citewatch.core.content.judge import Answer, Judgement, judge_page
from citewatch.core.evidence import Page
from citewatch.core.say import say
from citewatch.core.urls import parse
from citewatch.core.verdict import Verdict

URL = "https://site.example/2016/report"
CITATION = "Rivera, Dana. “Trust and Patrols in Mid-Sized Cities.” Oct. 2016."
STORY = "The council asked for more time before the vote on body cameras. " * 40
NO_HEADERS: Mapping[str, str] = MappingProxyType({})


def page(
    title: str = "",
    *headings: str,
    text: str = "",
    password: bool = False,
    unread: bool = False,
    markers: frozenset[str] = frozenset(),
) -> Page:
    text = " ".join([*headings, text]).strip()
    return Page(
        "text/html",
        bytes_read=2000,
        title=title,
        headings=headings,
        text=text,
        words=len(text.split()),
        has_password_field=password,
        has_unread_content=unread,
        markers=markers,
    )


def judge(
    found: Page,
    citation: str = CITATION,
    *,
    status: int = 200,
    headers: Mapping[str, str] = NO_HEADERS,
    url: str = URL,
    final_url: str | None = None,
) -> Judgement:
    return judge_page(Answer(found, status, headers, parse(url), parse(final_url or url)), citation)


def reason(judgement: Judgement) -> str | None:
    return judgement.conclusion.rule.id if judgement.conclusion else None


# --- soft 404 ---


@pytest.mark.parametrize(
    "name",
    [
        "Page not found | Site",
        "Site - 404 Page",
        "Error 404 (Not Found)!!1",
        "Sorry, page not found",
        "404: This page could not be found",
        "The page you were looking for doesn't exist (404)",
        "Oops! That page can’t be found. – Site",
        "HTTP Status 404 – Not Found",
        "Strona nie została znaleziona",
        "Страница не найдена",
        "页面不存在",
        "페이지를 찾을 수 없습니다",
    ],
)
def test_a_thin_page_titled_as_an_error_is_dead(name: str) -> None:
    assert reason(judge(page(name, text="Go to the home page"), "")) == "soft-404-wording"


@pytest.mark.parametrize(
    "name",
    [
        "PEP 404 – Unrelease schedule",
        "The 404 1,310: Swipe (podcast)",
        "CWE ID 404",
        "1-404-555-0123",
        "The gone girl",
        "What is a 404 page?",
    ],
)
def test_a_title_that_says_more_than_the_error_is_no_error_page(name: str) -> None:
    assert reason(judge(page(name, name, text="A short text about something."), "")) is None


def test_a_long_page_needs_title_and_heading_to_be_an_error_page() -> None:
    assert reason(judge(page("Page not found", text=STORY))) is None
    assert reason(judge(page("Page not found", "Page not found", text=STORY))) == "soft-404-wording"


def test_without_a_citation_a_very_long_error_page_is_only_suspect() -> None:
    judged = judge(page("404 Not Found", "404 Not Found", text=STORY * 2), "")
    assert judged.conclusion is None
    assert judged.suspect


@pytest.mark.parametrize(
    ("url", "citation"),
    [
        ("https://docs.example/http/status/404", CITATION),
        ("https://blog.example/what-page-not-found-means", CITATION),
        (URL, "Web Handbook, “Page not found,” 2019."),
    ],
)
def test_an_article_about_errors_is_at_most_suspect(url: str, citation: str) -> None:
    judged = judge(page("Page not found", "Page not found", text="In short."), citation, url=url)
    assert judged.conclusion is None
    assert judged.suspect


def test_a_sentence_under_a_headline_is_the_articles_own() -> None:
    told = "The ministry said that the document could not be found in its archive."
    headline = "Minutes of the 1998 meeting"
    assert reason(judge(page(f"{headline} | Site", headline, text=told), "")) is None
    assert reason(judge(page("Site", text=told), "")) == "soft-404-wording"


def test_missing_or_private_is_not_called_dead() -> None:
    told = "This content isn't available right now. It may be private. Log in to continue."
    assert reason(judge(page("Site", text=told), "")) != "soft-404-wording"


def test_a_server_fault_is_unreachable_and_not_dead() -> None:
    judged = judge(page("502 Bad Gateway", "502 Bad Gateway", text="nginx"))
    assert judged.conclusion is not None
    assert judged.conclusion.points_to is Verdict.UNREACHABLE
    assert reason(judge(page("500 Songs of the Sea", text="A list."))) is None


# --- gone domains ---


def test_words_of_sale_decide_only_on_pages_of_few_words() -> None:
    offer = "This domain is for sale. Buy now or make an offer."
    assert reason(judge(page("site.example", text=offer))) == "parked-domain"
    assert reason(judge(page("site.example", text=STORY + offer))) is None


def test_a_parking_script_counts_only_on_an_empty_page() -> None:
    marked = frozenset({"parking/Bodis"})
    assert reason(judge(page(markers=marked, unread=True))) == "parked-domain"
    assert reason(judge(page("Story", "Story", text=STORY[:900], markers=marked))) is None


def test_what_is_cited_as_a_page_about_domains_is_not_called_parked() -> None:
    cited = "Registry, “Parked domain: what it is,” 2015."
    assert reason(judge(page("Parked domain", text="A domain is parked when …"), cited)) is None


def test_a_coming_soon_page_is_dead_only_where_something_else_was_cited() -> None:
    soon = page("Coming Soon", text="Our new site.")
    assert reason(judge(soon)) == "parked-domain"
    assert judge(soon, "").suspect
    assert reason(judge(soon, "Blog, “Coming soon!”")) is None


def test_gambling_spam_needs_a_citation_that_speaks_of_neither() -> None:
    spam = page("Slot gacor casino judi online", "Casino bonus", text="Slot gacor bonus. " * 60)
    assert reason(judge(spam)) == "hijacked-domain"
    assert judge(spam, "").conclusion is None
    assert reason(judge(spam, "A study of casino advertisements")) is None


# --- walls ---


@pytest.mark.parametrize("status", [200, 202, 401, 403, 429, 503, 999])
def test_a_challenge_is_one_whatever_the_status(status: int) -> None:
    found = page("Just a moment...", "Checking your browser before accessing site.example.")
    assert reason(judge(found, status=status)) == "challenge-page"


@pytest.mark.parametrize("status", [404, 410, 500])
def test_a_status_of_its_own_meaning_is_not_read_as_a_wall(status: int) -> None:
    found = page("Access denied", "Access denied")
    assert judge(found, status=status).conclusion is None


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"cf-mitigated": "challenge"}, "challenge-page"),
        ({"x-amzn-waf-action": "captcha"}, "challenge-page"),
        ({"x-sucuri-block": "13"}, "denial-page"),
        ({"server": "cloudflare", "cf-ray": "1", "set-cookie": "__cf_bm=1"}, None),
    ],
)
def test_headers_decide_where_they_name_a_wall(
    headers: dict[str, str], expected: str | None
) -> None:
    assert reason(judge(page("Story", text=STORY), headers=headers)) == expected


def test_a_vendors_name_in_an_article_is_no_wall() -> None:
    assert reason(judge(page("Just a moment: on Cloudflare's robot checks", text=STORY))) is None


def test_a_password_field_alone_is_no_sign_in_page() -> None:
    assert reason(judge(page("Trust and Patrols", text="A note. " * 20, password=True))) is None
    assert reason(judge(page("Login | Forum", text="User name", password=True))) == "login-page"
    assert reason(judge(page("How to login", "How to login", text=STORY, password=True))) is None


def test_a_sign_in_page_in_two_steps_has_no_password_field() -> None:
    assert reason(judge(page("Sign in – Accounts", "Sign in", text="E-mail"))) == "login-page"


def test_a_host_named_for_consent_is_no_consent_page_by_its_name() -> None:
    found = page("A report", text="Words of the report. " * 40)
    assert reason(judge(found, final_url="https://cookies.example/m?continue=x")) is None


def test_a_regional_notice_is_no_soft_404() -> None:
    found = page("Not available", text="This page is not available in your country.")
    assert reason(judge(found)) == "region-block"


# --- the rest ---


def test_an_empty_page_is_no_answer_but_one_drawn_by_scripts_may_be() -> None:
    assert reason(judge(page())) == "empty-page"
    assert reason(judge(page(unread=True))) is None


def test_a_title_mismatch_alone_decides_nothing() -> None:
    judged = judge(page("Quarterly sales of garden furniture", text=STORY))
    assert judged.conclusion is None
    assert [signal.rule.id for signal in judged.signals] == ["title-mismatch"]


def test_every_signal_is_one_plain_sentence() -> None:
    judged = judge(page("Page not found", "Login", text="domain for sale", password=True))
    assert len(judged.signals) >= 3
    assert all(say(signal).endswith(".") for signal in judged.signals)
