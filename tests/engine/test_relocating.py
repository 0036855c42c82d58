"""The search for lost sources over scripted ports: what is asked, in which order, how often."""

import asyncio
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from citewatch.core.citation import Citation
from citewatch.core.evidence import Failure, Hop, Page, Visit
from citewatch.core.relocate.listed import chosen
from citewatch.core.relocate.search import VISITS_AT_MOST
from citewatch.core.report import LinkResult, Report
from citewatch.core.say import say
from citewatch.core.snapshot import ArchiveAnswer, ArchivedRedirect, ArchiveState, Snapshot, Wanted
from engine_lab import Lab, links_of
from fakes import AT, ScriptedArchive, failed

OLD = "http://www.o.example/news/canal-street-patrols.html"
NEW = "http://www.o.example/stories/4711"
TITLE = "Officers Walk the Beat on Canal Street"
TEXT = " ".join(f"word{number % 89}x{number}" for number in range(200))
TAKEN = Snapshot("http://archive.example/web/2017/x", AT.replace(year=2017), TITLE, TEXT)
CITED = Citation("1", f"Okafor. “{TITLE}.” {OLD}", (OLD,), accessed=date(2017, 1, 12))


class PageWeb:
    """Answers with pages; what it does not know is 404, but for front pages, which live."""

    def __init__(self, pages: Mapping[str, Page | str | Failure]) -> None:
        self._pages = pages
        self.visits: list[str] = []

    async def visit(self, url: str, look: int = 1) -> Visit:
        self.visits.append(url)
        await asyncio.sleep(0)
        found = self._pages.get(url)
        if isinstance(found, Failure):
            return failed(url, found)
        if isinstance(found, str):
            end = await self.visit(found)
            return Visit((Hop(url, AT, 301, found, permanent=True), *end.hops), end.page)
        if found is None and url.count("/") == 3 and url.endswith("/"):
            return Visit((Hop(url, AT, 200),), Page("text/html", 90, title="Home", words=3))
        if found is None:
            missing = Page("text/html", 90, title="404 Not Found", text="404 Not Found", words=3)
            return Visit((Hop(url, AT, 404),), missing)
        return Visit((Hop(url, AT, 200),), found)

    async def online(self) -> bool:
        return True


class Remembered:
    """The archive's redirects, by address and by directory."""

    def __init__(self, *known: ArchivedRedirect, silent: bool = False) -> None:
        self._known = known
        self.silent = silent
        self.asked: list[str] = []
        self.asked_around: list[str] = []

    async def redirects(self, url: str, since: datetime | None) -> tuple[ArchivedRedirect, ...]:
        self.asked.append(url)
        return tuple(one for one in self._known if one.url == url)

    async def neighbours(self, url: str) -> tuple[ArchivedRedirect, ...] | None:
        if self.silent:
            return None
        self.asked_around.append(url)
        return tuple(one for one in self._known if one.url != url)


class Listing:
    def __init__(self, *listed: str) -> None:
        self._listed = listed
        self.asked: list[str] = []

    async def alike(self, url: str, about: str, titles: tuple[str, ...]) -> tuple[str, ...]:
        self.asked.append(url)
        return tuple(chosen(about, titles, self._listed))


@dataclass
class Trails:
    """Where else there may be trails."""

    redirects: Remembered | None = None
    site_maps: Listing | None = None


def page(title: str = TITLE, text: str = TEXT) -> Page:
    return Page("text/html", 5000, title=title, headings=(title,), text=text, words=200)


def led(url: str, target: str) -> ArchivedRedirect:
    return ArchivedRedirect(url, target, AT.replace(year=2019))


class Holding(ScriptedArchive):
    """Has the one snapshot for every address."""

    def __init__(self, snapshot: Snapshot) -> None:
        super().__init__()
        self._snapshot = snapshot

    async def find(self, url: str, wanted: Wanted) -> ArchiveAnswer:
        return ArchiveAnswer(ArchiveState.FOUND, "It has one.", self._snapshot)


async def audited(
    web: PageWeb,
    trails: Trails | None,
    *citations: Citation,
    snapshot: Snapshot | None = TAKEN,
) -> Report:
    archive = Holding(snapshot) if snapshot else None
    known = trails or Trails()
    lab = Lab(web, archive, known.redirects, known.site_maps, relocate=trails is not None)
    return await lab.audit(*(citations or (CITED,)))


def first(report: Report) -> LinkResult:
    return links_of(report)[0]


async def test_a_source_found_again_is_moved_and_its_new_address_is_the_replacement() -> None:
    link = first(await audited(PageWeb({NEW: page()}), Trails(Remembered(led(OLD, NEW)))))
    assert (link.finding.verdict.value, link.finding.reason.id) == ("moved", "found-again")
    assert link.replacement is not None
    assert link.replacement.url == NEW
    assert say(link.finding).startswith("The server says that there is no such page")


async def test_without_trails_nothing_is_looked_for() -> None:
    web = PageWeb({NEW: page()})
    assert first(await audited(web, None)).finding.reason.id == "http-404"
    assert set(web.visits) == {OLD, "http://www.o.example/"}


async def test_living_links_are_not_looked_for() -> None:
    web, remembered = PageWeb({OLD: page()}), Remembered(led(OLD, NEW))
    assert first(await audited(web, Trails(remembered))).finding.reason.id == "answers"
    assert not remembered.asked


async def test_no_link_costs_more_visits_than_it_may() -> None:
    listing = Listing(*(f"http://www.o.example/{n}/canal-street-patrols-{n}" for n in range(20)))
    web = PageWeb({})
    gone = [led(OLD, f"http://www.o.example/x/{number}") for number in range(9)]
    await audited(web, Trails(Remembered(*gone), listing))
    assert len(set(web.visits) - {OLD}) <= VISITS_AT_MOST


async def test_an_archived_redirect_without_a_text_to_compare_needs_other_neighbours() -> None:
    neighbour = "http://www.o.example/news/other.html"
    web = PageWeb({NEW: page()})
    alone = Remembered(led(OLD, NEW), led(neighbour, "http://www.o.example/stories/1"))
    link = first(await audited(web, Trails(alone), snapshot=None))
    assert link.finding.reason.id == "found-again"
    together = Remembered(led(OLD, NEW), led(neighbour, NEW))
    link = first(await audited(PageWeb({NEW: page()}), Trails(together), snapshot=None))
    assert (link.finding.reason.id, link.replacement) == ("http-404", None)
    assert together.asked_around


async def test_where_the_archive_is_silent_about_neighbours_nothing_is_offered() -> None:
    silent = Remembered(led(OLD, NEW), silent=True)
    link = first(await audited(PageWeb({NEW: page()}), Trails(silent), snapshot=None))
    assert link.finding.verdict.value == "dead"
    assert f"Perhaps it is at {NEW} now" in say(link.finding)


async def test_a_text_match_needs_no_neighbours() -> None:
    remembered = Remembered(led(OLD, NEW))
    await audited(PageWeb({NEW: page()}), Trails(remembered))
    assert not remembered.asked_around


async def test_a_trail_of_two_archived_redirects_is_followed() -> None:
    middle = "http://www.o.example/node/7"
    remembered = Remembered(led(OLD, middle), led(middle, NEW))
    link = first(await audited(PageWeb({NEW: page()}), Trails(remembered)))
    assert link.finding.moved_to == NEW


async def test_the_rule_that_living_neighbours_followed_leads_on() -> None:
    def old(name: str) -> str:
        return f"http://www.o.example/news/{name}.html"

    def new(name: str) -> str:
        return f"http://www.o.example/read/{name}"

    names = ["one-thing", "two-things"]
    moved: dict[str, Page | str | Failure] = {old(name): new(name) for name in names}
    pages = {new(name): page(f"A Story of {name}", f"{name} " * 90) for name in names}
    web = PageWeb({**moved, **pages, new("canal-street-patrols"): page()})
    others = [Citation(name, f"A Story of {name}", (old(name),)) for name in names]
    report = await audited(web, Trails(), CITED, *others)
    assert first(report).finding.moved_to == new("canal-street-patrols")


async def test_what_is_only_likely_is_named_and_not_offered() -> None:
    link = first(
        await audited(
            PageWeb({NEW: page()}),
            Trails(Remembered(led(OLD, NEW))),
            snapshot=Snapshot("x", AT, TITLE, TEXT + " quoted"),
        )
    )
    assert link.finding.reason.id == "found-again"
    changed = page(text=" ".join(TEXT.split()[:30] + [f"new{n}" for n in range(170)]))
    link = first(await audited(PageWeb({NEW: changed}), Trails(Remembered(led(OLD, NEW)))))
    assert link.finding.verdict.value == "dead"
    assert f"Perhaps it is at {NEW} now" in say(link.finding)
    assert link.replacement is None or link.replacement.kind.value == "archived"


async def test_two_citations_of_one_lost_address_share_its_visits() -> None:
    web = PageWeb({NEW: page()})
    again = Citation("2", f"Okafor, “{TITLE}.”", (OLD,), accessed=CITED.accessed)
    report = await audited(web, Trails(Remembered(led(OLD, NEW))), CITED, again)
    assert [link.finding.moved_to for link in links_of(report)] == [NEW, NEW]
    assert max(Counter(url for url in web.visits if url != OLD).values()) == 1


async def test_an_address_with_a_password_is_not_carried_elsewhere() -> None:
    secret = "http://ann:secret@www.o.example/x"
    remembered, listing = Remembered(), Listing()
    web = PageWeb({})
    await audited(web, Trails(remembered, listing), Citation("1", "", (secret,)))
    assert (remembered.asked, listing.asked) == ([], [])
    assert set(web.visits) == {secret, "http://www.o.example/"}
