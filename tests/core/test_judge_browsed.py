"""The second look with a real browser: when it is wanted, and what follows from it."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from citewatch.core.case import Case
from citewatch.core.citation import Citation
from citewatch.core.decisive import decisive_visit
from citewatch.core.evidence import Failure, Hop, Page, Visit
from citewatch.core.finding import Finding
from citewatch.core.judge import browser_wanted, heard, judge
from citewatch.core.link import Link
from citewatch.core.over_time import Heard, Run
from citewatch.core.probe import Probe, Purpose, Question
from citewatch.core.reasons.signs import BROWSER_SHOWS, BROWSER_TOO, QUOTE_FOUND, TITLE_MATCH
from citewatch.core.steps import Ask, Step, Wait, Wants, next_step
from citewatch.core.urls import parse
from citewatch.core.verdict import Verdict
from sightings_lab import AT, sightings

URL = "https://a.example/papers/foot-patrols-and-their-neighbours"
TITLE = "Foot Patrols and Their Neighbours"
CITED = Citation("1", f"Ames, J. “{TITLE}.” Journal of Streets, 2017.", (URL,))
PROSE = "Officers who walk their beats know the people whom they meet on them by name. " * 20


def visit(page: Page, status: int = 200, *before: Hop) -> Visit:
    return Visit((*before, Hop(URL, AT, status)), page)


def page(title: str, text: str, *, more: bool = False, **other: object) -> Page:
    made = Page("text/html", 5000, title=title, text=text, words=len(text.split()))
    return replace(made, has_unread_content=more, **other)


SHELL = visit(page("Reader", "Loading", more=True))
WALL = visit(page("Just a moment...", "Checking your browser.", more=True), 403)
REFUSED = visit(page("Refused", "You may not see this."), 403)
ARTICLE = visit(page(TITLE, PROSE, headings=(TITLE,)))
NAMELESS = visit(page("Reader", PROSE))
GONE = visit(page("Page not found", "There is no such page here."))
GONE_404 = visit(page("Not there", "No."), 404)
FEW_WORDS = visit(page("Reader", "One more step."))
FRONT = replace(NAMELESS, hops=(Hop("https://a.example/", AT, 200),))
BROKEN = Visit((Hop(URL, AT),), failure=Failure.NOT_DRAWN)


def found(
    *looks: Visit,
    browsed: tuple[Visit, ...],
    cited: Citation = CITED,
    front: Visit | None = None,
) -> Finding:
    seen = sightings(URL, *looks, citation=cited, browsed=browsed, front_in_browser=front)
    return judge(seen)


def wanted(*looks: Visit, browsed: tuple[Visit, ...] = (), cited: Citation = CITED) -> int | None:
    seen = sightings(URL, *looks, citation=cited, browsed=browsed)
    return browser_wanted(judge(seen), seen)


@pytest.mark.parametrize(
    ("looks", "helps"),
    [
        ((SHELL,), True),
        ((WALL,), True),
        ((REFUSED,), True),
        ((visit(page("", "")),), True),
        ((GONE_404, GONE_404), False),
        ((ARTICLE,), False),
        ((NAMELESS,), False),
        ((visit(page("Reader", PROSE, more=True)),), False),
        ((visit(page("Page not found", "No such page.", more=True)),) * 2, True),
        ((GONE, GONE), False),
        ((visit(page("Members", "x"), 401),), False),
        ((visit(page("Slow down", "x"), 429),) * 2, False),
        ((replace(WALL, retry_after=60.0, hops=(Hop(URL, AT, 429),)),) * 2, False),
        ((Visit((Hop(URL, AT),), failure=Failure.RESET),) * 2, False),
        ((Visit((Hop(URL, AT),), failure=Failure.HOST_ASKED_TO_WAIT),), False),
    ],
)
def test_a_browser_is_wanted_for_walls_and_for_what_scripts_draw(
    looks: tuple[Visit, ...], helps: bool
) -> None:
    assert (wanted(*looks) == 1) is helps


def test_a_browser_is_wanted_where_quoted_words_may_be_drawn_by_a_script() -> None:
    cited = replace(CITED, quote="nothing of this stands in what the server sent")
    assert wanted(visit(page(TITLE, PROSE, more=True)), cited=cited) == 1
    assert wanted(visit(page(TITLE, PROSE)), cited=cited) is None


@pytest.mark.parametrize("look", [SHELL, WALL, REFUSED])
def test_a_living_page_in_a_browser_outweighs_walls_and_frames(look: Visit) -> None:
    finding = found(look, browsed=(ARTICLE,))
    assert finding.verdict is Verdict.OK
    assert finding.has(TITLE_MATCH)
    assert [remark.rule for remark in finding.remarks] == [BROWSER_SHOWS]


def test_what_scripts_drew_is_a_page_though_nothing_names_the_source_in_it() -> None:
    finding = found(WALL, browsed=(NAMELESS,))
    assert finding.verdict is Verdict.OK
    assert not finding.has(TITLE_MATCH)


@pytest.mark.parametrize("browsed", [WALL, REFUSED, FEW_WORDS, BROKEN, visit(page("", ""))])
def test_what_a_browser_cannot_see_either_stays_blocked(browsed: Visit) -> None:
    finding = found(WALL, browsed=(browsed,))
    assert finding.verdict is Verdict.BLOCKED
    assert finding.remarks[-1].rule is BROWSER_TOO
    assert wanted(WALL, browsed=(browsed,)) is None


def test_a_frame_behind_which_a_browser_meets_a_wall_is_blocked() -> None:
    assert found(SHELL, browsed=(WALL,)).verdict is Verdict.BLOCKED


@pytest.mark.parametrize("gone", [GONE, GONE_404])
def test_death_in_a_browser_must_be_seen_twice(gone: Visit) -> None:
    assert found(SHELL, browsed=(gone,)).verdict is Verdict.UNREACHABLE
    assert found(WALL, browsed=(gone,)).verdict is Verdict.BLOCKED
    for look in (SHELL, WALL):
        assert wanted(look, browsed=(gone,)) == 2
        assert wanted(look, browsed=(gone, gone)) is None
        assert found(look, browsed=(gone, gone)).verdict.is_open
        assert found(look, browsed=(gone, gone), front=FRONT).verdict is Verdict.DEAD
        assert found(look, browsed=(gone, ARTICLE)).verdict is Verdict.OK
        assert not found(look, browsed=(gone, BROKEN)).verdict.is_gone


@pytest.mark.parametrize("gone", [GONE, GONE_404])
def test_a_site_that_says_so_of_its_front_page_too_has_lost_nothing(gone: Visit) -> None:
    front = replace(gone, hops=(Hop("https://a.example/", AT, gone.hops[0].status),))
    half = replace(FRONT, page=page("Reader", PROSE, more=True))
    for seen in (front, BROKEN, REFUSED, half):
        for look in (SHELL, WALL):
            assert found(look, browsed=(gone, gone), front=seen).verdict.is_open


def test_a_whole_page_below_a_404_in_a_browser_proves_no_death() -> None:
    below = visit(page("Reader", PROSE), 404)
    assert found(WALL, browsed=(below, below), front=FRONT).verdict is Verdict.BLOCKED
    assert wanted(WALL, browsed=(below,)) is None


def test_nothing_is_gone_because_a_part_of_a_page_did_not_come() -> None:
    half = visit(page("Page not found", "There is no such page here.", more=True))
    assert not found(SHELL, browsed=(half, half), front=FRONT).verdict.is_gone
    assert wanted(SHELL, browsed=(half,)) is None


def test_nothing_is_gone_because_a_script_led_elsewhere() -> None:
    led = visit(page("Page not found", "There is no such page here."), 200, Hop(URL, AT, 200))
    assert not found(SHELL, browsed=(led, led), front=FRONT).verdict.is_gone


def test_a_recognised_source_is_not_lost_because_a_browser_is_turned_away() -> None:
    for browsed in (WALL, GONE, GONE_404, BROKEN):
        finding = found(ARTICLE, browsed=(browsed, browsed))
        assert finding.verdict is Verdict.OK


def test_a_status_of_404_stays_what_it_is() -> None:
    assert found(GONE_404, GONE_404, browsed=(NAMELESS,)).verdict is Verdict.DEAD


def test_a_page_that_bears_the_cited_title_in_a_browser_is_no_error_page() -> None:
    thin = visit(page("Page not found", "No such page.", more=True))
    assert found(thin, thin, browsed=()).verdict is Verdict.DEAD
    assert found(thin, thin, browsed=(ARTICLE,)).verdict is Verdict.OK
    assert found(thin, thin, browsed=(NAMELESS,)).verdict is Verdict.DEAD


def test_a_quote_is_looked_for_in_what_the_browser_drew() -> None:
    cited = replace(CITED, quote="know the people whom they meet on them by name")
    finding = found(SHELL, browsed=(ARTICLE,), cited=cited)
    assert finding.verdict is Verdict.OK
    assert finding.has(QUOTE_FOUND)
    gone = found(SHELL, browsed=(visit(page(TITLE, "Other words of it. " * 60)),), cited=cited)
    assert gone.verdict is Verdict.CHANGED


def test_an_answer_to_a_browser_is_an_answer() -> None:
    silent = Visit((Hop(URL, AT),), failure=Failure.RESET)
    assert heard(sightings(URL, silent, silent)) is Heard.SILENCE
    assert heard(sightings(URL, silent, silent, browsed=(ARTICLE,))) is Heard.ANSWER
    assert heard(sightings(URL, silent, silent, browsed=(BROKEN,))) is Heard.SILENCE


def test_a_report_shows_what_the_browser_saw_unless_it_was_refused() -> None:
    assert decisive_visit(sightings(URL, SHELL, browsed=(ARTICLE,)).probes) == ARTICLE
    assert decisive_visit(sightings(URL, ARTICLE, browsed=(WALL,)).probes) == ARTICLE


ALONE = Wants(archive=False, compare=False, relocate=False)
WITH_BROWSER = replace(ALONE, browser=True)


def step(*probes: tuple[Purpose, Visit], wants: Wants, later: int = 0) -> Step:
    case = Case.open(parse(URL), Link(CITED, URL, None), None, Run(AT, AT))
    turns: dict[Purpose, int] = {}
    for purpose, look in probes:
        turns[purpose] = turns.get(purpose, 0) + 1
        question = Question(purpose, URL, turns[purpose])
        if purpose is Purpose.FRONT_PAGE:
            question = Question(Purpose.BROWSER, "https://a.example/", about=URL)
        case = case.plus(Probe(question, AT, look))
    return next_step(case, wants, AT + timedelta(seconds=later))


def test_nobody_looks_with_a_browser_unless_that_is_wanted() -> None:
    assert not isinstance(step((Purpose.LOOK, WALL), wants=ALONE), Ask)
    assert step((Purpose.LOOK, WALL), wants=WITH_BROWSER) == Ask(Question(Purpose.BROWSER, URL))
    assert not isinstance(step((Purpose.LOOK, ARTICLE), wants=WITH_BROWSER), Ask)


def test_a_second_look_with_a_browser_waits_a_while() -> None:
    seen = (Purpose.LOOK, SHELL), (Purpose.SIBLING, GONE_404), (Purpose.BROWSER, GONE)
    assert isinstance(step(*seen, wants=WITH_BROWSER), Wait)
    asked = step(*seen, wants=WITH_BROWSER, later=60)
    assert asked == Ask(Question(Purpose.BROWSER, URL, 2))
    front = step(*seen, (Purpose.BROWSER, GONE), wants=WITH_BROWSER)
    assert front == Ask(Question(Purpose.BROWSER, "https://a.example/", about=URL))
    held = *seen, (Purpose.BROWSER, GONE), (Purpose.FRONT_PAGE, FRONT)
    assert not isinstance(step(*held, wants=WITH_BROWSER), Ask)
