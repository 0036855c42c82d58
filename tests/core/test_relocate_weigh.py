"""Which candidates are offered, which only mentioned: a table of pages against a lost source."""

from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from citewatch.core.citation import Citation
from citewatch.core.evidence import Hop, Page, Visit
from citewatch.core.finding import Signal
from citewatch.core.reasons.signs import TRAIL_RULE
from citewatch.core.relocate.candidate import Candidate, Trail
from citewatch.core.relocate.signs import Lost
from citewatch.core.relocate.weigh import Standing, weigh
from citewatch.core.snapshot import Snapshot
from citewatch.core.urls import parse

AT = datetime(2026, 1, 5, tzinfo=UTC)
OLD, NEW = "http://www.o.example/a/canal-street-patrols.html", "http://www.o.example/new/place-7"
TITLE = "Officers Walk the Beat on Canal Street"
WORDS = [f"word{number % 97}x{number}" for number in range(240)]
TEXT = " ".join(WORDS)
CITED = Citation("1", f"Okafor. “{TITLE}.” Courier, 2016. {OLD}", (OLD,))
BARE = replace(CITED, text=OLD)
TAKEN = Snapshot("http://a.example/web/1/x", AT, f"{TITLE} | The Courier", TEXT)
OFFERED, MENTIONED, LET_GO = Standing.OFFERED, Standing.MENTIONED, Standing.LET_GO


def mixed(share: float) -> str:
    """A text of which `share` stands in the snapshot."""
    kept = int(len(WORDS) * share)
    return " ".join(WORDS[:kept] + [f"other{number}" for number in range(len(WORDS) - kept)])


def page(title: str = TITLE, text: str = TEXT, **more: object) -> Page:
    made = Page("text/html", 5000, title=f"{title} | Courier", headings=(title,), text=text)
    return replace(made, words=len(text.split()), **more)


def at(url: str, found: Page, status: int = 200) -> Visit:
    return Visit((Hop(url, AT, status),), found)


def tried(trail: Trail = Trail.RULE, *, proves: bool = False, url: str = NEW) -> Candidate:
    return Candidate(url, trail, Signal(TRAIL_RULE), proves)


KNOWN = Lost(parse(OLD), CITED, TAKEN)
UNCAPTURED = Lost(parse(OLD), CITED)
NAMELESS = Lost(parse(OLD), BARE, TAKEN)
KEPT_NAME = "http://www.o.example/b/canal-street-patrols"

TABLE = {
    "the whole text, found by trying": (tried(), page(), KNOWN, OFFERED),
    "the whole text in a longer page": (tried(), page(text=f"{TEXT} {mixed(0)}"), KNOWN, OFFERED),
    "the text edited, under its title": (tried(), page(text=mixed(0.7)), KNOWN, OFFERED),
    "the text edited, with neither title nor trail": (
        tried(),
        page("", mixed(0.7)),
        NAMELESS,
        MENTIONED,
    ),
    "the text edited, and a trail": (
        tried(proves=True),
        page("", mixed(0.7)),
        NAMELESS,
        OFFERED,
    ),
    "another text under the title": (tried(), page(text=mixed(0)), KNOWN, LET_GO),
    "another text, though a trail leads there": (
        tried(proves=True),
        page(text=mixed(0)),
        KNOWN,
        LET_GO,
    ),
    "a third of the text, title and trail": (
        tried(proves=True),
        page(text=mixed(0.35)),
        KNOWN,
        OFFERED,
    ),
    "a third of the text, and the title alone": (
        tried(),
        page(text=mixed(0.35)),
        KNOWN,
        MENTIONED,
    ),
    "no capture, title and trail": (tried(proves=True), page(), UNCAPTURED, OFFERED),
    "no capture, and the title alone": (tried(), page(), UNCAPTURED, MENTIONED),
    "no capture, and a trail alone": (
        tried(proves=True),
        page("Something Else That Stands Here"),
        UNCAPTURED,
        MENTIONED,
    ),
    "no capture, another spelling of the same name": (
        tried(Trail.SPELLING, url=KEPT_NAME),
        page(),
        UNCAPTURED,
        OFFERED,
    ),
    "no capture, the same name in the site's list": (
        tried(Trail.SITE_MAP, url=KEPT_NAME),
        page(),
        UNCAPTURED,
        MENTIONED,
    ),
    "half of the text under the same title in the site's list": (
        tried(Trail.SITE_MAP),
        page(text=mixed(0.6)),
        KNOWN,
        MENTIONED,
    ),
    "one among many texts": (
        tried(),
        page(text=f"{TEXT} {' '.join(f'more{number}' for number in range(1500))}"),
        KNOWN,
        MENTIONED,
    ),
    "a few lines, word for word, under the title": (
        tried(),
        page(text=" ".join(WORDS[:20])),
        replace(KNOWN, earlier=replace(TAKEN, text=" ".join(WORDS[:20]))),
        OFFERED,
    ),
    "a few lines, word for word, under no title": (
        tried(),
        page("", text=" ".join(WORDS[:20])),
        replace(NAMELESS, earlier=replace(TAKEN, text=" ".join(WORDS[:20]))),
        MENTIONED,
    ),
    "a few lines, and a few others": (
        tried(),
        page(text=" ".join(WORDS[:15] + WORDS[30:40])),
        replace(KNOWN, earlier=replace(TAKEN, text=" ".join(WORDS[:20]))),
        MENTIONED,
    ),
    "nothing at all": (tried(), page("Something Else", mixed(0)), KNOWN, LET_GO),
}


@pytest.mark.parametrize("name", TABLE)
def test_a_wrong_offer_is_worse_than_none(name: str) -> None:
    candidate, found, lost, expected = TABLE[name]
    assert weigh(candidate, at(candidate.url, found), lost).standing is expected


SERIES = [
    (
        "Minutes of the Commission on Public Order, March",
        "Minutes of the Commission on Public Order, April",
    ),
    ("Survey of Households 2014", "Survey of Households 2015"),
    ("Working Paper 7: Restorative Circles", "Working Paper 8: Restorative Circles"),
    ("A Field Guide for Patrols, Part I", "A Field Guide for Patrols, Part II"),
]


@pytest.mark.parametrize(("cited", "stands"), SERIES)
@pytest.mark.parametrize("proves", [True, False])
def test_another_part_of_a_series_is_not_offered(cited: str, stands: str, proves: bool) -> None:
    taken = replace(TAKEN, title=f"{cited} | The Courier")
    lost = Lost(parse(OLD), replace(CITED, text=f"Some Body. {cited}. {OLD}"), taken)
    found = page(stands, mixed(0.8))
    assert weigh(tried(proves=proves), at(NEW, found), lost).standing is not OFFERED


def test_exchanged_figures_mean_another_issue() -> None:
    before = f"{TEXT} 4118 offences, 61 recruits, 48 officers, 212000 calls"
    after = f"{TEXT} 3902 offences, 57 recruits, 51 officers, 208500 calls"
    lost = replace(KNOWN, earlier=replace(TAKEN, text=before))
    assert weigh(tried(proves=True), at(NEW, page(text=after)), lost).standing is MENTIONED


def test_another_year_in_the_address_withdraws_an_edited_text() -> None:
    url = "http://www.o.example/2021/place"
    found = weigh(tried(url=url), at(url, page(text=mixed(0.7))), KNOWN)
    assert found.standing is MENTIONED


def test_a_quote_that_is_missing_withdraws_an_offer() -> None:
    quoted = replace(CITED, quote="They shout for Dana, because they know her.")
    assert weigh(tried(), at(NEW, page()), replace(KNOWN, citation=quoted)).standing is MENTIONED


def test_what_every_page_of_the_site_says_is_no_match() -> None:
    frame = page("Other", TEXT)
    found = page("", f"{TEXT} and very little else of its own")
    without = weigh(tried(), at(NEW, found), NAMELESS)
    assert (without.standing, without.by_text_alone) == (OFFERED, True)
    assert weigh(tried(), at(NEW, found), NAMELESS, (frame,)).standing is LET_GO


def test_the_same_bytes_are_the_same_file() -> None:
    taken = Snapshot("x", AT, digest="abc")
    pdf = Page("application/pdf", 5000, has_unread_content=True, digest="abc")
    lost = Lost(parse(OLD), BARE, taken)
    assert weigh(tried(), at(NEW, pdf), lost).standing is OFFERED
    assert weigh(tried(), at(NEW, replace(pdf, digest="abd")), lost).standing is LET_GO


@pytest.mark.parametrize(
    "visit",
    [
        at(NEW, page(), 404),
        at(NEW, page(), 403),
        at("http://www.o.example/", page()),
        at("http://www.o.example/login", page()),
        at(OLD, page()),
        Visit((), None),
        at(NEW, page("Page not found", "Sorry, this page could not be found.")),
    ],
    ids=["404", "403", "home", "login", "itself", "nothing", "soft 404"],
)
def test_what_is_no_living_page_of_its_own_is_let_go(visit: Visit) -> None:
    assert weigh(tried(proves=True), visit, KNOWN).standing is LET_GO


def test_redirects_are_followed_to_their_end() -> None:
    end = "http://www.o.example/the/end"
    hops = (Hop(NEW, AT, 301, end, permanent=True), Hop(end, AT, 200))
    assert weigh(tried(), Visit(hops, page()), KNOWN).url == end


def test_an_identifier_is_offered_rather_than_where_it_leads() -> None:
    doi, end = "https://doi.org/10.5555/x", "http://publisher.example/1"
    visit = Visit((Hop(doi, AT, 302, end), Hop(end, AT, 200)), page())
    assert weigh(tried(Trail.IDENTIFIER, url=doi), visit, KNOWN).url == doi
