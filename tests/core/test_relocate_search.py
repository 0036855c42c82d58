"""The search for a lost source, driven by tables of answers; and what is remembered of a site."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

import pytest

from citewatch.core.citation import Citation
from citewatch.core.evidence import Hop, Page, Visit
from citewatch.core.finding import Finding
from citewatch.core.probe import Leads, Listing, Purpose, Question, Saw
from citewatch.core.reasons.gone import DNS_NO_SUCH_HOST, HTTP_404, SILENT_FOR_DAYS
from citewatch.core.relocate.rules import Move
from citewatch.core.relocate.search import LATE_VISITS, VISITS_AT_MOST, Asking, Search, Trails
from citewatch.core.relocate.signs import Lost
from citewatch.core.relocate.site import (
    CAPTURES_AT_MOST,
    DIRECTORIES_AT_MOST,
    DIRECTORIES_OF_ONE,
    KEPT_FOR_ARCHIVED,
    MOVES_AT_MOST,
    PAGES_AT_MOST,
    Site,
    Sites,
)
from citewatch.core.snapshot import ArchivedRedirect, Snapshot
from citewatch.core.urls import parse

AT = datetime(2019, 5, 4, tzinfo=UTC)
OLD = "http://www.o.example/news/2016/canal-street-patrols.html"
NEW = "http://www.o.example/stories/9"
HOST = "www.o.example"
TITLE = "Foot Patrols on Canal Street and Their Neighbours"
TEXT = " ".join(f"Officers on foot met {n} neighbours along street number {n}." for n in range(40))
CITED = Citation("1", f"Okafor, Lena. “{TITLE}.” Courier, 2016.", (OLD,), date(2017, 1, 12))
EARLIER = Snapshot("https://web.archive.org/web/2017/x", AT, TITLE, TEXT)

Answers = Mapping[tuple[Purpose, str], Saw]


def page(url: str, title: str = TITLE, text: str = TEXT, status: int = 200) -> Visit:
    shown = Page("text/html", 9000, title=title, text=text, words=len(text.split()))
    return Visit((Hop(url, AT, status),), shown)


def gone(url: str) -> Visit:
    return page(url, "Not found", "There is no such page.", 404)


def led(old: str, new: str) -> Leads:
    return Leads((ArchivedRedirect(old, new, AT),))


class Table:
    """Answers from a table; all else is gone, unknown or empty."""

    def __init__(self, answers: Answers = {}) -> None:  # noqa: B006 - never changed
        self.answers = answers
        self.asked: list[Question] = []

    def drive(self, steps: Asking) -> bool:
        """Answer until the search ends; whether it found its source."""
        try:
            question = next(steps)
            while True:
                self.asked.append(question)
                question = steps.send(self._saw(question))
        except StopIteration as end:
            return bool(end.value)

    def _saw(self, question: Question) -> Saw:
        defaults: dict[Purpose, Saw] = {
            Purpose.REDIRECTS: Leads(()),
            Purpose.NEIGHBOURS: Leads(()),
            Purpose.SITE_MAP: Listing(()),
        }
        default = defaults.get(question.purpose) or gone(question.asked)
        return self.answers.get((question.purpose, question.asked), default)

    def times(self, purpose: Purpose) -> int:
        return sum(question.purpose is purpose for question in self.asked)


def search(
    *,
    sites: Sites | None = None,
    trails: Trails = Trails(redirects=True, site_maps=True),  # noqa: B008 - never changed
    before: Finding = Finding(HTTP_404),  # noqa: B008 - never changed
    earlier: Snapshot | None = EARLIER,
) -> Search:
    return Search(Lost(parse(OLD), CITED, earlier), before, None, sites or Sites(), trails)


FOUND: dict[str, Answers] = {
    "another spelling": {
        (Purpose.CANDIDATE, OLD.removesuffix(".html")): page(OLD.removesuffix(".html"))
    },
    "an archived redirect": {
        (Purpose.REDIRECTS, OLD): led(OLD, NEW),
        (Purpose.CANDIDATE, NEW): page(NEW),
    },
    "two archived redirects": {
        (Purpose.REDIRECTS, OLD): led(OLD, "http://www.o.example/node/7"),
        (Purpose.REDIRECTS, "http://www.o.example/node/7"): led("http://www.o.example/node/7", NEW),
        (Purpose.CANDIDATE, NEW): page(NEW),
    },
    "the site's own list": {
        (Purpose.SITE_MAP, OLD): Listing((NEW,)),
        (Purpose.CANDIDATE, NEW): page(NEW),
    },
}


@pytest.mark.parametrize("trail", FOUND)
def test_each_trail_leads_to_the_source(trail: str) -> None:
    table, one = Table(FOUND[trail]), search()
    assert table.drive(one.follow())
    assert one.found
    assert one.finding.reason.id == "found-again"
    assert one.finding.before == Finding(HTTP_404)
    assert table.times(Purpose.CANDIDATE) <= VISITS_AT_MOST


@pytest.mark.parametrize("trail", FOUND)
def test_a_search_that_is_taken_up_asks_nothing_again(trail: str) -> None:
    """Its answers are sent once more, and it comes to the same end by the same questions."""
    first, one = Table(FOUND[trail]), search()
    first.drive(one.follow())
    known = {(question.purpose, question.asked): first._saw(question) for question in first.asked}
    again, other = Table(known), search()
    assert again.drive(other.follow())
    assert again.asked == first.asked
    assert len(set(first.asked)) == len(first.asked)
    assert other.finding == one.finding


def test_a_search_that_finds_nothing_ends_and_changes_nothing() -> None:
    table, one = Table(), search()
    assert not table.drive(one.follow())
    assert (one.found, one.finding) == (False, Finding(HTTP_404))
    assert len(set(table.asked)) == len(table.asked)


def test_trails_that_are_closed_are_not_asked_for() -> None:
    table = Table()
    table.drive(search(trails=Trails(redirects=False, site_maps=False)).follow())
    assert {question.purpose for question in table.asked} == {Purpose.CANDIDATE}


def test_where_the_host_is_gone_its_list_is_not_asked_for() -> None:
    table = Table()
    table.drive(search(before=Finding(DNS_NO_SUCH_HOST)).follow())
    assert not table.times(Purpose.SITE_MAP)


def test_a_silent_source_is_sought_like_any_other() -> None:
    table = Table(FOUND["an archived redirect"])
    one = search(before=Finding(SILENT_FOR_DAYS))
    assert table.drive(one.follow())
    assert one.finding.moved_to == NEW


def test_no_search_visits_more_than_it_may() -> None:
    many = tuple(f"http://www.o.example/{n}/canal-street-patrols-{n}" for n in range(40))
    table = Table(
        {
            (Purpose.SITE_MAP, OLD): Listing(many),
            (Purpose.REDIRECTS, OLD): Leads(
                tuple(ArchivedRedirect(OLD, f"http://www.o.example/x/{n}", AT) for n in range(9))
            ),
        }
    )
    one = search()
    table.drive(one.follow())
    assert table.times(Purpose.CANDIDATE) <= VISITS_AT_MOST
    table.drive(one.follow_late())
    assert table.times(Purpose.CANDIDATE) <= VISITS_AT_MOST + LATE_VISITS


def test_what_was_found_for_one_leads_the_others_of_its_site() -> None:
    sites = Sites()
    for name in ("one-thing", "two-things"):
        old = f"http://www.o.example/news/2016/{name}.html"
        sites.of(HOST).learn(Move(old, f"http://www.o.example/read/{name}", name))
    new = "http://www.o.example/read/canal-street-patrols"
    table = Table({(Purpose.CANDIDATE, new): page(new)})
    assert table.drive(search(sites=sites).follow())
    assert table.asked[0].asked == new
    assert Move(OLD, new, TITLE) in sites.of(HOST).moves


class TestSites:
    """What is remembered is bounded, whatever the number of links."""

    def test_an_owner_has_one_site_for_all_its_hosts(self) -> None:
        sites = Sites()
        assert sites.of("www.o.example") is sites.of("news.o.example")
        assert sites.of("www.o.example") is not sites.of("p.example")

    def test_owners_met_last_are_kept(self) -> None:
        sites = Sites(at_most=2)
        first = sites.of("a.example")
        sites.of("b.example")
        assert sites.of("a.example") is first
        sites.of("c.example")
        assert sites.of("a.example") is first
        second = sites.of("b.example")
        second.learn(Move("http://b.example/1", "http://b.example/2", ""))
        sites.of("d.example")
        sites.of("e.example")
        assert sites.of("b.example").moves == []

    def test_moves_pages_and_captures_are_bounded(self) -> None:
        site = Site()
        for n in range(200):
            move = Move(f"http://a.example/{n}", f"http://a.example/n/{n}", "")
            site.learn(move)
            site.learn(move)
            site.remember(page(f"http://a.example/{n}", f"Page {n}"))
            site.remember(gone(f"http://a.example/gone/{n}"))
            site.remember_capture(Snapshot("x", AT + timedelta(days=n), f"Title {n}", "text"))
        assert len(site.moves) == len(set(site.moves)) == MOVES_AT_MOST
        assert len(site._pages) == PAGES_AT_MOST
        assert len(site._captures) == CAPTURES_AT_MOST
        assert len(site.furniture(page("http://a.example/other", "Other"))) <= 4

    def test_directories_are_asked_about_a_few_times_in_all(self) -> None:
        sites = Sites()
        granted = {
            host: sum(
                sites.may_ask_about(
                    f"http://{host}.example/{n}", sites.of(f"{host}.example"), archived=True
                )
                for n in range(50)
            )
            for host in "abcdefgh"
        }
        assert max(granted.values()) == DIRECTORIES_OF_ONE
        assert sum(granted.values()) == DIRECTORIES_AT_MOST
        site = sites.of("a.example")
        assert sites.may_ask_about("http://a.example/0", site, archived=False)
        assert not sites.may_ask_about("http://a.example/49", site, archived=True)

    def test_some_questions_are_kept_for_sources_that_the_archive_has(self) -> None:
        sites = Sites()
        hosts = [f"h{n}.example" for n in range(50)]
        asked = [sites.may_ask_about(f"{one}/x", sites.of(one), archived=False) for one in hosts]
        kept = [sites.may_ask_about(f"{one}/y", sites.of(one), archived=True) for one in hosts]
        assert sum(asked) == DIRECTORIES_AT_MOST - KEPT_FOR_ARCHIVED
        assert sum(kept) == KEPT_FOR_ARCHIVED
