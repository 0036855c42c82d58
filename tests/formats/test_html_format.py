"""The report as a web page: what it says, in what order, and what nothing from outside can do."""

import re
from base64 import b64encode
from hashlib import sha256
from itertools import pairwise

import pytest
from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser, LexborNode

from citewatch.core.report import Ending, Ignored, Report, Standing
from citewatch.core.verdict import Verdict
from citewatch.formats import wording
from citewatch.formats.html import page as page_module
from citewatch.formats.registry import rendered
from formats.sample_reports import (
    LAST,
    MOVED_TO,
    START,
    TBO_COPY,
    all_fine,
    changed,
    hostile,
    results_of,
    sample,
    with_results,
)


def page(report: Report) -> LexborHTMLParser:
    return LexborHTMLParser(rendered(report, "html"))


def one(found: LexborHTMLParser | LexborNode, selector: str) -> LexborNode:
    node = found.css_first(selector)
    assert node is not None, selector
    return node


def texts(found: LexborHTMLParser, selector: str) -> list[str]:
    return [" ".join(node.text().split()) for node in found.css(selector)]


def test_what_needs_doing_comes_first_and_the_worst_of_it_first() -> None:
    found = page(sample())
    assert texts(found, "h1") == ["Police-Community Relations"]
    assert texts(found, "h2")[:2] == ["9 citations, 9 links: 5 need you.", "What to do"]
    words = [card.attributes["data-verdict"] for card in found.css(".card")]
    assert words == ["dead", "dead", "changed", "invalid", "moved"]


def test_headings_go_down_one_step_at_a_time() -> None:
    steps = [int((node.tag or "")[1]) for node in page(changed()).css("h1, h2, h3, h4, h5")]
    assert steps[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(steps))


def test_a_card_holds_what_is_cited_beside_what_to_cite_instead() -> None:
    cards = page(sample()).css(".card")
    archived = cards[1].text()
    assert "Behrman, Elizabeth" in archived
    assert "the snapshot of 13 January 2017" in archived
    assert [a.attributes["href"] for a in cards[1].css(".instead a")] == [TBO_COPY]
    assert [a.attributes["href"] for a in cards[4].css(".instead a")] == [MOVED_TO]
    assert "Nothing to cite instead" in cards[0].text()
    assert wording.archive_sentence(results_of(sample())[0].links[0]) in cards[0].text()


def test_evidence_is_folded_away_but_in_the_page() -> None:
    evidence = one(page(sample()), ".card details")
    assert "open" not in evidence.attributes
    assert "Looks 1 and 2" in evidence.text()
    assert "no-such-host" in evidence.text()


def test_a_replacement_shows_title_and_passage_that_were_seen_there() -> None:
    results = list(results_of(sample()))
    (link,) = results[1].links
    assert link.replacement is not None
    offer = replace(link.replacement, title="No snitch", passage="Police met silence.")
    results[1] = replace(results[1], links=(replace(link, replacement=offer),))
    instead = one(page(with_results(sample(), *results)).css(".card")[1], ".instead").text()
    assert "No snitch" in instead
    assert "Police met silence." in instead


def test_what_was_left_out_is_said_before_anything_else() -> None:
    remarks = tuple(f"Remark {number}." for number in range(7))
    found = page(replace(sample(), remarks=remarks))
    assert texts(found, "h2")[0] == wording.LEFT_OUT
    assert len(found.css(".remarks li")) == 7


def test_ignored_links_are_told_apart() -> None:
    results = list(results_of(sample()))
    (link,) = results[0].links
    spared = replace(link, ignored=Ignored("behind our login"))
    results[0] = replace(results[0], links=(spared,))
    found = page(with_results(sample(), *results))
    assert len(found.css(".card")) == 4
    assert "ignored: behind our login." in one(found, "section[aria-labelledby=spared]").text()


def test_every_link_has_a_row() -> None:
    rows = page(sample()).css("#links tbody tr")
    assert len(rows) == 10
    assert rows[0].attributes["data-verdict"] == "dead"


def test_pictures_say_in_words_what_they_show() -> None:
    trend = (Standing(LAST, 11, 2), Standing(START, 11, 5))
    found = page(replace(sample(), trend=trend))
    bar, course = (node.attributes["aria-label"] or "" for node in found.css("svg"))
    assert bar.startswith("Of 9 links: 2 dead, 1 changed")
    assert course.endswith("from 15 November 2026 to 22 November 2026: 2, 5.")
    assert not page(replace(sample(), trend=trend[:1])).css(".course")


def test_changes_are_told() -> None:
    found = page(changed())
    assert "New trouble 1234" in texts(found, ".changes summary")
    assert "was ok, is dead." in one(found, ".changes li").text()


@pytest.mark.parametrize("ending", [Ending.INTERRUPTED, Ending.OFFLINE])
def test_an_audit_that_was_not_done_says_so(ending: Ending) -> None:
    notices = texts(page(sample(ending)), ".notice")
    assert len(notices) == 1
    assert bool(page(sample(ending)).css(".card")) is (ending is Ending.INTERRUPTED)


def test_an_audit_that_found_nothing_says_so() -> None:
    found = page(all_fine())
    assert wording.NOTHING_TO_DO in one(found, "main").text()
    assert not found.css(".card")


def test_what_is_left_out_of_a_large_page_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_module, "MOST", 2)
    monkeypatch.setattr(page_module, "MOST_ROWS", 3)
    found = page(sample())
    assert len(found.css(".card")) == 2
    assert len(found.css("#links tbody tr")) == 3
    left = texts(found, ".left-out")
    assert [text.split(" ")[0] for text in left] == ["3", "7"]
    assert all("JSON" in text for text in left)


def test_the_policy_lets_in_nothing_but_this_style_and_this_script() -> None:
    text = rendered(sample(), "html")
    found = LexborHTMLParser(text)
    policy = one(found, "meta[http-equiv=Content-Security-Policy]").attributes["content"] or ""
    assert policy.startswith("default-src 'none'; ")
    for tag, rule in (("style", "style-src"), ("script", "script-src")):
        (own,) = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = b64encode(sha256(own.encode()).digest()).decode()
        assert f"{rule} 'sha256-{digest}';" in policy
    assert not re.search(r'\s(style|on\w+)="', text)


def test_no_address_from_outside_becomes_more_than_a_link_to_a_page() -> None:
    found = page(hostile())
    links = [node for node in found.css("a[href]") if node.attributes["href"] != "#findings"]
    assert links == []  # each of them hides something
    for node in page(sample()).css("a.address"):
        assert (node.attributes["href"] or "").startswith(("http://", "https://"))
        assert node.attributes["rel"] == "noopener noreferrer nofollow"


def test_markup_from_outside_is_text() -> None:
    found = page(hostile())
    assert [node.attributes.get("id") for node in found.css("script")] == ["report", None]
    assert not found.css("img, iframe, object, embed, form, base")
    assert "<script>alert(1)</script>" in one(found, "h1").text()


def test_all_verdicts_have_a_colour() -> None:
    text = rendered(sample(), "html")
    assert all(f".{verdict} {{ --v:" in text for verdict in (*Verdict, "unlinked"))
