"""What captures are worth to a citation, and links that point into an archive."""

from datetime import UTC, datetime

import pytest

from citewatch.core.citation import Citation
from citewatch.core.evidence import Hop, Page, Visit
from citewatch.core.judge import judge, judge_capture
from citewatch.core.judge.captures import Words
from citewatch.core.say import say
from citewatch.core.snapshot import Wanted
from sightings_lab import sightings

URL = "http://example.org/report"
WORDS = "The council agreed on Tuesday that officers would walk the street in pairs. " * 12
AT = datetime(2026, 11, 1, tzinfo=UTC)


def page(title: str = "Foot patrols on Canal Street", text: str = WORDS) -> Page:
    return Page("text/html", 5000, title=title, text=text, words=len(text.split()))


def test_a_capture_is_judged_by_the_rules_of_living_pages() -> None:
    gone = judge_capture(page("Page not found", "It was not found."), URL, Wanted())
    assert gone.trouble.startswith("The capture is no copy of it: ")
    assert gone.gone
    assert not judge_capture(page(), URL, Wanted()).trouble


def test_a_challenge_that_was_captured_does_not_say_that_the_page_had_gone() -> None:
    text = "Checking your browser before accessing example.org. This process is automatic."
    worth = judge_capture(page("Just a moment...", text), URL, Wanted())
    assert (bool(worth.trouble), worth.gone) == (True, False)


def test_quoted_words_settle_a_doubt_about_the_title() -> None:
    wanted = Wanted(citation="Doe, “Rents in the North,” Herald (2016).")
    assert judge_capture(page(), URL, wanted).doubt
    quoted = Wanted(quote="walk the street in pairs", citation=wanted.citation)
    worth = judge_capture(page(), URL, quoted)
    assert (worth.doubt, worth.identified, worth.words) == ("", True, Words.HELD)


@pytest.mark.parametrize("added", ["", " Updated today at noon."])
def test_a_capture_of_what_stands_there_today_is_no_source(added: str) -> None:
    text = " ".join(f"word{number}" for number in range(200))
    worth = judge_capture(page(text=text), URL, Wanted(present=f"{text}{added}"))
    assert worth.trouble == "It shows what stands there today, and that is not the source."


def test_pages_without_text_are_not_taken_for_the_same() -> None:
    assert not judge_capture(page(text=""), URL, Wanted(present="")).trouble


@pytest.mark.parametrize(
    ("url", "remarked"),
    [
        ("https://archive.ph/abcde", True),
        ("http://www.archive.today/2017/http://a.example/", True),
        ("https://web.archive.org/web/2017/http://a.example/", False),
        ("http://archive.ph.example.org/", False),
    ],
)
def test_a_link_into_archive_today_gets_a_remark_and_keeps_its_verdict(
    url: str, remarked: bool
) -> None:
    hop = Hop(url, AT, 200, headers={"memento-datetime": "Thu, 12 Jan 2017 03:04:05 GMT"})
    look = Visit((hop,), page())
    found = judge(sightings(url, look, citation=Citation("1", "", (url,))))
    assert found.verdict == "ok"
    assert ("untrusted-archive" in {signal.rule.id for signal in found.signals}) is remarked
    assert ("points into archive.today" in say(found)) is remarked
