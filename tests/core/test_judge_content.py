"""Living pages that are doubted: siblings, snapshots, quotes, confidence."""

from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from citewatch.core.citation import Citation
from citewatch.core.evidence import Hop, Page, Visit
from citewatch.core.finding import Confidence, Finding
from citewatch.core.judge import judge, judge_capture, sibling_wanted
from citewatch.core.reasons.signs import SIBLING_REFUSED
from citewatch.core.say import say
from citewatch.core.snapshot import Snapshot, Wanted
from sightings_lab import sightings

AT = datetime(2026, 1, 5, 12, tzinfo=UTC)
URL = "http://www.example.org/reports/foot-patrols.html"
PATROLS = " ".join(
    f"Officers on foot met {n} neighbours along street number {n}." for n in range(40)
)
HERBS = " ".join(f"Herb number {n} grows well beside a wall of {n} stones." for n in range(40))


def page(title: str, text: str) -> Page:
    return Page("text/html", 9000, title=title, text=text, words=len(text.split()))


def seen(page: Page, *, url: str = URL, end: str | None = None, status: int = 302) -> Visit:
    if end is None:
        return Visit((Hop(url, AT, 200),), page)
    return Visit(
        (Hop(url, AT, status, target=end, permanent=status == 301), Hop(end, AT, 200)), page
    )


def judged(
    citation: Citation,
    *looks: Visit,
    sibling: Visit | None = None,
    earlier: Snapshot | None = None,
    url: str = URL,
) -> Finding:
    seen_of_it = sightings(url, *looks, citation=citation, sibling=sibling, earlier=earlier)
    return judge(seen_of_it)


def snapshot(title: str, text: str) -> Snapshot:
    return Snapshot(
        "https://web.archive.org/web/2017/x", datetime(2017, 1, 13, tzinfo=UTC), title, text
    )


DAY = date(2017, 1, 12)
NAMED = Citation(
    "1", "Okafor, Lena. “Foot Patrols and Their Neighbours.” Courier, 2016.", accessed=DAY
)
BARE = Citation("2", URL, accessed=DAY)
LIVING = page("Foot Patrols and Their Neighbours", PATROLS)
OTHER = page("Ten Herbs for a Salty Wind", HERBS)


def test_a_page_that_bears_the_cited_title_is_surely_the_source() -> None:
    found = judged(NAMED, seen(LIVING))
    assert (found.reason.id, found.confidence) == ("answers", Confidence.HIGH)


def test_a_page_that_nothing_identifies_is_alive_with_less_confidence() -> None:
    found = judged(BARE, seen(LIVING))
    assert (found.reason.id, found.confidence) == ("answers", Confidence.MEDIUM)


def test_another_title_alone_makes_no_verdict_but_lowers_confidence() -> None:
    found = judged(NAMED, seen(OTHER))
    assert (found.verdict, found.confidence) == ("ok", Confidence.LOW)
    assert "title-mismatch" in {signal.rule.id for signal in found.signals}


def test_another_title_over_another_text_is_another_page() -> None:
    earlier = snapshot("Foot Patrols and Their Neighbours", PATROLS)
    found = judged(NAMED, seen(OTHER), earlier=earlier)
    assert (found.verdict, found.reason.id) == ("changed", "title-mismatch")
    assert "13 January 2017" in say(found)


def test_the_name_of_the_site_makes_no_two_titles_alike() -> None:
    earlier = snapshot("Foot Patrols and Their Neighbours | The Regional Observer", PATROLS)
    now = page("Ten Herbs for a Salty Wind | The Regional Observer", HERBS)
    assert judged(NAMED, seen(now), earlier=earlier).verdict == "changed"


def test_another_text_under_another_title_is_noticed_without_a_cited_title() -> None:
    earlier = snapshot("Foot Patrols and Their Neighbours", PATROLS)
    assert judged(BARE, seen(OTHER), earlier=earlier).reason.id == "page-drifted"


@pytest.mark.parametrize(
    "now",
    [
        page("A New Name for an Old Page", PATROLS),
        page("Foot Patrols and Their Neighbours", f"Home News Contact Search {PATROLS}"),
        page("Foot Patrols and Their Neighbours", PATROLS.replace("met", "greeted", 9)),
        page("Foot Patrols and Their Neighbours", HERBS),
    ],
    ids=["new title", "added navigation", "small edits", "same name written anew"],
)
def test_what_is_still_the_same_source_is_not_called_changed(now: Page) -> None:
    earlier = snapshot("Foot Patrols and Their Neighbours", PATROLS)
    assert judged(BARE, seen(now), earlier=earlier).verdict == "ok"


def test_a_quote_that_stands_in_the_page_proves_it() -> None:
    quoting = replace(BARE, quote="officers on foot met 7 neighbours")
    found = judged(quoting, seen(LIVING))
    assert (found.verdict, found.confidence) == ("ok", Confidence.HIGH)


def test_a_quote_that_is_gone_is_told_with_the_day_it_last_stood() -> None:
    quoting = replace(BARE, quote="Officers on foot met 7 neighbours along street number 7.")
    found = judged(quoting, seen(OTHER), earlier=snapshot("Foot Patrols", PATROLS))
    assert (found.verdict, found.reason.id) == ("changed", "quote-missing")
    assert "They stood in the snapshot of 13 January 2017" in say(found)


@pytest.mark.parametrize(
    "unreadable",
    [
        replace(OTHER, text_cut=True),
        replace(OTHER, paid=True),
        replace(OTHER, truncated=True),
        replace(OTHER, media_type="application/octet-stream"),
        page("Foot Patrols", "Loading …"),
    ],
    ids=["cut", "paid", "truncated", "of another kind", "thin"],
)
def test_a_quote_is_not_called_gone_where_the_text_cannot_be_read_whole(unreadable: Page) -> None:
    quoting = replace(BARE, quote="Officers on foot met 7 neighbours along street number 7.")
    assert judged(quoting, seen(unreadable)).verdict == "ok"


UNREAD = Page("text/html", 9000, has_unread_content=True, unread_coding="br")


def test_nothing_is_looked_for_in_a_page_that_was_not_read() -> None:
    quoting = replace(NAMED, quote="Officers on foot met 7 neighbours along street number 7.")
    earlier = snapshot("Foot Patrols and Their Neighbours", PATROLS)
    sibling = seen(UNREAD, url="http://www.example.org/reports/zz.html")
    assert sibling_wanted(sightings(URL, seen(UNREAD), citation=quoting)) is None
    found = judged(quoting, *[seen(UNREAD)] * 2, sibling=sibling, earlier=earlier)
    assert (found.verdict, found.reason.id) == ("ok", "answers-unread")
    assert found.confidence is Confidence.LOW


def test_a_sibling_that_was_not_read_proves_nothing_but_its_404_does() -> None:
    end = "http://www.example.org/browse/all"
    look, zz = seen(OTHER, end=end), "http://www.example.org/reports/zz.html"
    assert judged(BARE, look, look, sibling=seen(UNREAD, url=zz, end=end)).verdict == "ok"
    refused = Visit((Hop(zz, AT, 404),), UNREAD)
    assert judged(BARE, look, sibling=refused).has(SIBLING_REFUSED)


def test_a_redirect_that_the_site_makes_for_any_name_is_a_soft_404() -> None:
    end = "http://www.example.org/browse/all"
    look = seen(OTHER, end=end)
    assert sibling_wanted(sightings(URL, look)) is not None
    sibling = seen(OTHER, url="http://www.example.org/reports/zz.html", end=end)
    found = judged(BARE, look, look, sibling=sibling)
    assert (found.verdict, found.reason.id) == ("dead", "soft-404-sibling")


def test_a_redirect_of_this_page_alone_stands() -> None:
    look = seen(OTHER, end="http://www.example.org/browse/all")
    gone = Visit(
        (Hop("http://www.example.org/reports/zz.html", AT, 404),), page("404", "Not found")
    )
    assert judged(BARE, look, sibling=gone).reason.id == "redirect-temporary"


def test_an_article_that_any_name_beside_its_number_leads_to_is_alive() -> None:
    url = "http://www.example.org/3499463/foot-patrols-and-neighbours"
    article = page("Foot Patrols and Their Neighbours", PATROLS)
    for sibling_end in (url, "http://www.example.org/3499463/zz"):
        sibling = seen(article, url="http://www.example.org/3499463/zz", end=sibling_end)
        looks = (seen(article, url=url),) * 2
        cited = Citation("3", "Okafor, Lena. “What the Beat Taught Us About Streets.” 2016.")
        assert judged(cited, *looks, sibling=sibling, url=url).verdict == "ok"


def test_a_site_that_moved_with_its_numbers_is_no_soft_404() -> None:
    url = "http://old.example.org/3499463/foot-patrols-and-neighbours"
    end = "https://new.example.org/a/3499463/foot-patrols-and-neighbours"
    look = seen(page("News", HERBS), url=url, end=end, status=301)
    sibling = seen(
        page("News", HERBS), url="http://old.example.org/3499463/zz", end=end, status=301
    )
    found = judged(BARE, look, look, sibling=sibling, url=url)
    assert (found.verdict, found.moved_to) == ("moved", end)


def test_the_same_other_page_under_any_name_is_another_page() -> None:
    sibling = seen(OTHER, url="http://www.example.org/reports/zz.html")
    found = judged(NAMED, seen(OTHER), seen(OTHER), sibling=sibling)
    assert (found.verdict, found.reason.id) == ("changed", "title-mismatch")


def test_the_cited_title_outweighs_an_equal_sibling() -> None:
    end = "http://www.example.org/browse/all"
    look = seen(LIVING, end=end)
    sibling = seen(LIVING, url="http://www.example.org/reports/zz.html", end=end)
    assert judged(NAMED, look, look, sibling=sibling).verdict == "ok"


def test_no_sibling_is_asked_for_where_nothing_is_suspect() -> None:
    assert sibling_wanted(sightings(URL, seen(LIVING))) is None


def test_a_capture_of_an_error_page_is_no_snapshot() -> None:
    lost = page("Page not found", "The page you asked for was not found.")
    assert judge_capture(lost, URL, Wanted()).trouble
    assert judge_capture(Page("text/html", 0), URL, Wanted()).trouble
    assert not judge_capture(LIVING, URL, Wanted()).trouble
