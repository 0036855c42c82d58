"""Drift against an earlier text, quotes, and the sibling probe."""

import re

import pytest

from citewatch.core.content.drift import Drift, compare
from citewatch.core.content.quote import Found, find_quote
from citewatch.core.content.same_answer import Ending
from citewatch.core.content.sibling import compare_sibling, sibling_address
from citewatch.core.evidence import Page
from citewatch.core.finding import Signal
from citewatch.core.urls import parse
from citewatch.core.verdict import Verdict

WORDS = [f"word{n}" for n in range(400)]
TEXT = " ".join(WORDS)


# --- drift ---


def test_added_navigation_and_comments_leave_a_text_the_same() -> None:
    later = " ".join([*(f"menu{n}" for n in range(100)), TEXT, *(f"reply{n}" for n in range(300))])
    assert compare(TEXT, later).drift is Drift.SAME


@pytest.mark.parametrize(
    ("kept", "drift"),
    [(400, Drift.SAME), (250, Drift.EDITED), (100, Drift.DRIFTED), (10, Drift.UNRELATED)],
)
def test_the_share_that_still_stands_names_the_drift(kept: int, drift: Drift) -> None:
    later = " ".join([*WORDS[:kept], *(f"new{n}" for n in range(300))])
    assert compare(TEXT, later).drift is drift


def test_short_texts_are_not_compared() -> None:
    assert compare(TEXT, " ".join(WORDS[:59])).drift is Drift.NOT_COMPARABLE
    assert compare("a few words", TEXT).drift is Drift.NOT_COMPARABLE


def test_chinese_text_is_compared_by_its_characters() -> None:
    earlier = "本调查比较了十二个城市六年来的巡逻与居民信任之间的关系并提出建议" * 3
    assert compare(earlier, earlier + "新的评论").drift is Drift.SAME


# --- quotes ---

SOURCE = (
    "In 2016 the board’s report — which ran to 90 pages — found that “most residents trust patrol "
    "offi­cers they know by name”, but that com- plaints were rarely answered within a month."
)


def test_a_quote_that_stands_there_word_for_word_is_exact() -> None:
    assert find_quote("which ran to 90 pages", SOURCE).found is Found.EXACT


@pytest.mark.parametrize(
    "quote",
    [
        "the board's report - which ran to 90 pages -",
        "Most residents trust patrol officers they know by name",
        "complaints were rarely answered",
        "The board’s report … found that “most residents trust” […] they know by name",
    ],
)
def test_quotes_dashes_hyphenation_and_omissions_do_not_matter(quote: str) -> None:
    assert find_quote(quote, SOURCE).found is Found.NORMALISED


def test_one_changed_word_is_reworded_and_shown() -> None:
    match = find_quote("that most residents trust patrol officers they knew by name, but", SOURCE)
    assert match.found is Found.REWORDED
    assert "they know by name" in match.passage


@pytest.mark.parametrize(
    "quote",
    [
        "few residents ever speak to an officer, and most of those who do regret it",
        "The board's report … recommended that every precinct be closed at once",
        "…",
    ],
)
def test_words_that_do_not_stand_there_are_missing(quote: str) -> None:
    match = find_quote(quote, SOURCE)
    assert (match.found, match.passage) == (Found.MISSING, "")


def test_a_quote_is_missing_in_no_text() -> None:
    assert find_quote("any words at all", "").found is Found.MISSING


# --- the sibling probe ---


@pytest.mark.parametrize(
    ("url", "beginning", "end"),
    [
        ("http://a.example/news/story.html?utm_source=x", "http://a.example/news/", ".html"),
        ("https://a.example:8443/d/a-story/", "https://a.example:8443/d/", "/"),
        ("http://a.example/story", "http://a.example/", ""),
        ("http://a.example/show.php/story", "http://a.example/show.php/", ""),
    ],
)
def test_a_sibling_keeps_directory_and_kind_of_name(url: str, beginning: str, end: str) -> None:
    sibling = sibling_address(parse(url))
    assert sibling is not None
    assert sibling.startswith(beginning)
    assert sibling.endswith(end)
    assert "?" not in sibling
    assert sibling == sibling_address(parse(url))


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("http://a.example/watch?v=dQx4w9WgXcQ", r"/watch\?v=[0-9a-f]{11}"),
        ("http://a.example/show.php?lang=en&id=3", r"/show\.php\?lang=en&id=2\d{9}"),
        ("http://a.example/?p=1234", r"/\?p=2\d{9}"),
        ("http://a.example/article/12345", r"/article/2\d{9}"),
        ("http://a.example/article/12345.html", r"/article/2\d{9}\.html"),
        ("http://a.example/d/0a1b2c3d4e5f", r"/d/[0-9a-f]{12}"),
        ("http://a.example/plan-of-the-harbour?id=9", r"/[0-9a-f]{20}"),
    ],
)
def test_what_names_the_page_is_replaced_by_a_name_of_the_same_kind(url: str, kind: str) -> None:
    sibling = sibling_address(parse(url))
    assert sibling is not None
    assert re.fullmatch(rf"http://a\.example{kind}", sibling)
    assert sibling != url


@pytest.mark.parametrize(
    "url", ["http://a.example/", "http://a.example/en/", "http://a.example/show.php?lang=en"]
)
def test_home_pages_and_pages_made_from_a_query_have_no_sibling(url: str) -> None:
    assert sibling_address(parse(url)) is None


def page(title: str, text: str, *, unread: bool = False) -> Page:
    words = len(text.split())
    return Page("text/html", 100, title=title, text=text, words=words, has_unread_content=unread)


HERE = "http://a.example/story"
THERE = "http://a.example/0123456789abcdef"


def compared(
    one: Page, sibling: Page | None, status: int = 200, *, end: str | None = None
) -> Signal | None:
    """What the sibling says; both are led to `end`, where there is one."""
    beside = None if sibling is None else Ending(THERE, end or THERE, sibling)
    return compare_sibling(Ending(HERE, end or HERE, one), beside, status)


def test_the_same_text_and_title_for_a_name_that_cannot_exist_is_dead() -> None:
    signal = compared(page("News", TEXT), page("News", TEXT))
    assert signal is not None
    assert (signal.points_to, signal.rule.id) == (Verdict.DEAD, "soft-404-sibling")


def test_both_ending_at_one_address_is_dead() -> None:
    end = "http://a.example/search"
    signal = compared(page("One", TEXT), page("Two", ""), end=end)
    assert signal is not None
    assert signal.points_to is Verdict.DEAD


def test_a_404_for_the_sibling_is_proof_of_life() -> None:
    signal = compared(page("News", TEXT), None, 404)
    assert signal is not None
    assert signal.points_to is Verdict.OK


@pytest.mark.parametrize(
    ("sibling", "status"),
    [
        (page("Another title", TEXT), 200),
        (page("News", " ".join(WORDS[:200])), 200),
        (page("News", TEXT), 403),
        (None, 200),
    ],
)
def test_another_title_another_text_or_a_refusal_prove_nothing(
    sibling: Page | None, status: int
) -> None:
    assert compared(page("News", TEXT), sibling, status) is None


def test_the_shell_of_an_application_proves_nothing() -> None:
    shell = page("App", "Loading", unread=True)
    assert compared(shell, shell) is None
    untitled = page("- Tubes", "Loading", unread=True)
    assert compared(untitled, untitled) is not None
    notice = page("Site", "Nothing here")
    assert compared(notice, notice) is not None
