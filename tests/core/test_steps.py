"""Which probe comes next: every rule, and their order."""

from datetime import UTC, date, datetime, timedelta

import pytest
from msgspec.structs import replace

from citewatch.core.case import Case
from citewatch.core.citation import Citation
from citewatch.core.company import Company
from citewatch.core.evidence import Failure, Hop, Page, Visit
from citewatch.core.finding import Finding
from citewatch.core.judge import front_page_wanted
from citewatch.core.link import Link
from citewatch.core.over_time import Course, Run, Silence, course
from citewatch.core.probe import Elsewhere, Glimpse, Probe, Purpose, Question, Saw
from citewatch.core.reasons.gone import HTTP_404
from citewatch.core.reasons.unanswered import CONNECTION_RESET as RESET
from citewatch.core.snapshot import ArchiveAnswer, ArchiveState, Wanted
from citewatch.core.steps import RULES, SETTLED, Ask, Search, Step, Wait, Wants, next_step
from citewatch.core.urls import as_visited, parse

NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
HTTP, HTTPS = "http://a.example/x", "https://a.example/x"
DAY = date(2017, 1, 12)
ALONE = Wants(archive=False, compare=False, relocate=False)
TITLE = "Foot Patrols and Their Neighbours"
NONE = ArchiveAnswer(ArchiveState.NONE, "It has none.")


def answer(status: int = 200, title: str = "A page", retry_after: float | None = None) -> Visit:
    page = Page(
        "text/html",
        900,
        title=title,
        text="Words that stand in it. " * 30,
        words=150,
        own_links=9,
        paragraphs=3,
        is_described=True,
    )
    return Visit((Hop(HTTP, NOW, status),), page, retry_after=retry_after)


def failed(failure: Failure) -> Visit:
    return Visit((Hop(HTTP, NOW),), failure=failure)


FRONT = answer(title="The Courier")


def case(
    *looks: Visit,
    address: str = HTTPS,
    cited: Citation | None = None,
    day: date | None = None,
    past: Course | None = None,
    front: Visit | None = FRONT,
) -> Case:
    """The case of an address after some looks; where its site's `front` page was to be seen too,
    it was."""
    citation = cited or Citation("1", "", (address,))
    found = Case.open(parse(address), Link(citation, address, day), past, Run(NOW, NOW))
    for turn, look in enumerate(looks, 1):
        hops = (replace(look.hops[0], url=address), *look.hops[1:])
        probe = Probe(Question(Purpose.LOOK, address, turn), NOW, replace(look, hops=hops))
        found = found.plus(probe)
    if looks and front and (asked := front_page_wanted(found.sightings)):
        found = found.plus(Probe(Question(Purpose.FRONT_PAGE, asked), NOW, front))
    return found


def saw(one: Case, purpose: Purpose, what: Saw, *, wanted: Wanted | None = None) -> Case:
    return one.plus(Probe(Question(purpose, one.address.href, wanted=wanted), NOW, what))


def purpose_of(step: Step) -> Purpose | None:
    return step.question.purpose if isinstance(step, Ask) else None


@pytest.mark.parametrize(
    ("looks", "step"),
    [
        ([], Ask(Question(Purpose.LOOK, HTTPS))),
        ([answer()], SETTLED),
        ([answer(403)], SETTLED),
        ([answer(404)], Ask(Question(Purpose.LOOK, HTTPS, 2))),
        ([answer(404), answer(404)], SETTLED),
        ([answer(404), answer()], SETTLED),
        ([failed(Failure.RESET)], Ask(Question(Purpose.LOOK, HTTPS, 2))),
        ([failed(Failure.RESET)] * 2, SETTLED),
        ([failed(Failure.RESET), answer(404)], Ask(Question(Purpose.LOOK, HTTPS, 3))),
        ([failed(Failure.HOST_HUNG)], Ask(Question(Purpose.LOOK, HTTPS, 2))),
        ([failed(Failure.HOST_HUNG)] * 2, SETTLED),
        ([failed(Failure.HOST_ASKED_TO_WAIT)], SETTLED),
        ([failed(Failure.PRIVATE_ADDRESS)], SETTLED),
    ],
)
def test_looks_go_on_until_they_can_tell_no_more(looks: list[Visit], step: Step) -> None:
    assert next_step(case(*looks), ALONE, LATER) == step


@pytest.mark.parametrize(
    ("look", "pause", "longest", "due"),
    [
        (answer(404), 5, 60, 5),
        (answer(429, retry_after=20), 5, 60, 20),
        (answer(429, retry_after=2), 5, 60, 5),
        (answer(429, retry_after=60), 5, 60, 60),
        (answer(429, retry_after=61), 5, 60, 5),
        (answer(503, retry_after=600), 5, 900, 600),
        (failed(Failure.RESET), 0, 60, 0),
    ],
)
def test_a_second_look_waits_for_its_pause(look: Visit, pause: int, longest: int, due: int) -> None:
    wants = replace(ALONE, pause=timedelta(seconds=pause), longest_pause=timedelta(seconds=longest))
    until = NOW + timedelta(seconds=due)
    just_before = until - timedelta(microseconds=1)
    assert next_step(case(look), wants, just_before) == Wait(until, rank=1)
    assert purpose_of(next_step(case(look), wants, until)) is Purpose.LOOK


def test_an_address_that_only_shared_anothers_silence_goes_first() -> None:
    hung, own = case(failed(Failure.HOST_HUNG)), case(failed(Failure.ANSWER_TIMEOUT))
    steps = [next_step(one, ALONE, NOW) for one in (hung, own)]
    assert [step.rank for step in steps if isinstance(step, Wait)] == [0, 1]


@pytest.mark.parametrize(
    ("failure", "asks"),
    [
        (Failure.REFUSED, True),
        (Failure.RESET, True),
        (Failure.CONNECT_TIMEOUT, True),
        (Failure.ANSWER_TIMEOUT, True),
        (Failure.NETWORK_UNREACHABLE, True),
        (Failure.NOT_HTTP, True),
        (Failure.NO_SUCH_HOST, False),
        (Failure.HOST_HUNG, False),
        (Failure.REDIRECT_LOOP, False),
    ],
)
def test_https_is_tried_once_where_http_gives_no_answer(failure: Failure, asks: bool) -> None:
    one = case(failed(failure), address=HTTP)
    step = next_step(one, ALONE, NOW)
    assert (isinstance(step, Ask) and step.question == Question(Purpose.HTTPS, HTTPS)) is asks
    tried = saw(one, Purpose.HTTPS, failed(failure))
    assert purpose_of(next_step(tried, ALONE, LATER)) is Purpose.LOOK


@pytest.mark.parametrize(
    ("failure", "beside"),
    [
        (Failure.ANSWER_TIMEOUT, True),
        (Failure.CONNECT_TIMEOUT, True),
        (Failure.REFUSED, False),
        (Failure.RESET, False),
    ],
)
def test_what_is_long_in_coming_on_https_keeps_no_second_look_waiting(
    failure: Failure, beside: bool
) -> None:
    step = next_step(case(failed(failure), address=HTTP), Wants(), NOW)
    assert isinstance(step, Ask)
    assert step.beside == (Question(Purpose.LOOK, HTTP, 2) if beside else None)


@pytest.mark.parametrize("address", [HTTPS, "http://a.example:8080/x"])
def test_https_is_not_tried_where_it_is_another_place(address: str) -> None:
    one = case(failed(Failure.REFUSED), address=address)
    assert isinstance(next_step(one, ALONE, NOW), Wait)


def test_the_handle_system_is_asked_about_a_doi_in_doubt_once() -> None:
    doi = "https://doi.org/10.5555/a"
    one = case(answer(404), address=doi)
    step = next_step(one, ALONE, NOW)
    assert purpose_of(step) is Purpose.HANDLE
    known = one.plus(Probe(Question(Purpose.HANDLE, "https://doi.org/api/x"), NOW, answer(404)))
    assert isinstance(next_step(known, ALONE, NOW), Wait)


def test_the_front_page_is_asked_for_before_a_source_is_called_dead_once() -> None:
    one = case(answer(404), front=None)
    assert next_step(one, ALONE, NOW) == Ask(Question(Purpose.FRONT_PAGE, "https://a.example/"))
    lives = one.plus(Probe(Question(Purpose.FRONT_PAGE, "https://a.example/"), NOW, FRONT))
    assert isinstance(next_step(lives, ALONE, NOW), Wait)
    says_404 = one.plus(Probe(Question(Purpose.FRONT_PAGE, "https://a.example/"), NOW, answer(404)))
    again = next_step(says_404, ALONE, LATER)
    assert again == Ask(Question(Purpose.LOOK, HTTPS, 2))
    twice = says_404.plus(Probe(Question(Purpose.LOOK, HTTPS, 2), LATER, answer(404)))
    other = next_step(twice, ALONE, LATER)
    assert purpose_of(other) is Purpose.SAME_HOST
    told = saw(twice, Purpose.SAME_HOST, Elsewhere(None))
    assert next_step(told, ALONE, LATER) == SETTLED


@pytest.mark.parametrize(
    ("look", "address"),
    [
        (answer(), HTTPS),
        (answer(410), HTTPS),
        (answer(403), HTTPS),
        (failed(Failure.NO_SUCH_HOST), HTTPS),
        (answer(404), "https://a.example/"),
        (answer(404), "https://web.archive.org/web/2017/http://a.example/"),
    ],
)
def test_no_front_page_is_asked_for_that_could_tell_nothing(look: Visit, address: str) -> None:
    assert purpose_of(next_step(case(look, address=address), ALONE, LATER)) in (None, Purpose.LOOK)


def test_a_sibling_is_asked_for_where_a_page_is_suspect_once() -> None:
    end = "https://a.example/browse/all"
    sent = Visit((Hop(HTTPS, NOW, 302, target=end), Hop(end, NOW, 200)), answer().page)
    one = case(sent)
    step = next_step(one, ALONE, NOW)
    assert purpose_of(step) is Purpose.SIBLING
    asked = saw(one, Purpose.SIBLING, answer(404))
    step = next_step(asked, ALONE, LATER)
    assert step == Ask(Question(Purpose.SHARED_END, end))
    assert next_step(saw(asked, Purpose.SHARED_END, Company(())), ALONE, LATER) == SETTLED


WITH_ARCHIVE = replace(ALONE, archive=True, compare=True)


def test_a_living_page_that_nothing_names_is_held_against_its_capture_once() -> None:
    one = case(answer(), day=DAY)
    wanted = Wanted(DAY)
    question = Question(Purpose.GLIMPSE, HTTPS, wanted=wanted)
    assert next_step(one, WITH_ARCHIVE, NOW) == Ask(question)
    assert next_step(one, replace(WITH_ARCHIVE, compare=False), NOW) == SETTLED
    assert next_step(one, replace(WITH_ARCHIVE, archive=False), NOW) == SETTLED
    known = saw(one, Purpose.GLIMPSE, Glimpse(None), wanted=wanted)
    assert next_step(known, WITH_ARCHIVE, NOW) == SETTLED


@pytest.mark.parametrize("what", ["no day", "its title stands there", "a secret", "an archive's"])
def test_nothing_is_compared_without_need(what: str) -> None:
    named = Citation("1", f"Okafor, Lena. “{TITLE}.” Courier, 2016.")
    one = {
        "no day": case(answer()),
        "its title stands there": case(answer(title=TITLE), cited=named, day=DAY),
        "a secret": case(answer(), address=f"{HTTPS}?api_key=0123456789", day=DAY),
        "an archive's": case(
            answer(), address="https://archive.ph/2017/http://a.example/", day=DAY
        ),
    }[what]
    assert next_step(one, WITH_ARCHIVE, NOW) == SETTLED


@pytest.mark.parametrize(
    ("looks", "asks"),
    [
        ([answer(404)] * 2, True),
        ([answer(403)], True),
        ([failed(Failure.RESET)] * 2, True),
        ([answer()], False),
        ([failed(Failure.PRIVATE_ADDRESS)], False),
    ],
)
def test_a_snapshot_is_asked_for_where_there_is_trouble_once(
    looks: list[Visit], asks: bool
) -> None:
    one = case(*looks, day=DAY)
    first = next_step(one, replace(WITH_ARCHIVE, compare=False), LATER)
    assert (purpose_of(first) is Purpose.RECENT) is asks
    if isinstance(first, Ask):
        one = one.plus(Probe(first.question, NOW, Glimpse(None)))
    step = next_step(one, replace(WITH_ARCHIVE, compare=False), LATER)
    assert (purpose_of(step) is Purpose.SNAPSHOT) is asks
    assert isinstance(step, Ask) is asks
    if isinstance(step, Ask):
        assert step.question.wanted is not None
        assert step.question.wanted.day == DAY
        known = one.plus(Probe(step.question, NOW, NONE))
        assert next_step(known, WITH_ARCHIVE, LATER) == SETTLED
    assert purpose_of(next_step(one, ALONE, LATER)) is None


WAYBACK = "https://web.archive.org/web/"


@pytest.mark.parametrize(
    ("archived", "original", "day", "besides"),
    [
        (f"{WAYBACK}20160203040506/{HTTP}", HTTP, date(2016, 2, 3), True),
        (f"{WAYBACK}20160203/{HTTP}", HTTP, date(2016, 2, 3), False),
        (f"{WAYBACK}2016/{HTTP}", HTTP, DAY, False),
        (f"{WAYBACK}{HTTP}", HTTP, DAY, False),
        (f"{WAYBACK}2019/{WAYBACK}20160203040506/{HTTP}", HTTP, date(2016, 2, 3), True),
        ("https://archive.ph/2016.02.03-040506/http://a.example/x", HTTP, date(2016, 2, 3), True),
    ],
)
def test_a_dead_link_into_an_archive_is_asked_about_as_what_it_holds(
    archived: str, original: str, day: date, *, besides: bool
) -> None:
    one = case(*[answer(404)] * 2, address=archived, day=DAY)
    step = next_step(one, Wants(), LATER)
    assert isinstance(step, Ask)
    assert (step.question.purpose, step.question.asked) == (Purpose.SNAPSHOT, original)
    assert step.question.wanted is not None
    assert step.question.wanted.day == day
    there = datetime(2016, 2, 3, 4, 5, 6, tzinfo=UTC) if besides else None
    assert step.question.wanted.besides == there
    known = one.plus(Probe(step.question, LATER, NONE))
    assert next_step(known, Wants(), LATER) == SETTLED  # nor is it searched for elsewhere
    assert known.outcome.archive == NONE


@pytest.mark.parametrize(
    ("archived", "look"),
    [
        ("https://archive.ph/AbCdE", answer(404)),
        (f"{WAYBACK}*/{HTTP}", answer(404)),
        (f"{WAYBACK}20160203040506/{HTTP}", answer(503)),
        (f"{WAYBACK}20160203040506/{HTTP}", answer(429)),
        (f"{WAYBACK}20160203040506/{HTTP}", answer(403)),
    ],
)
def test_an_archives_own_link_that_names_nothing_or_may_come_back_is_not_asked_about(
    archived: str, look: Visit
) -> None:
    assert next_step(case(*[look] * 3, address=archived, day=DAY), Wants(), LATER) == SETTLED


def test_an_archives_own_link_is_known_without_its_scheme() -> None:
    written = "web.archive.org/web/2017/http://a.example/x"
    link = Link(Citation("1", "", (written,)), written, DAY)
    found = Case.open(parse(as_visited(written)), link, None, Run(NOW, NOW))
    for turn in (1, 2):
        look = Question(Purpose.LOOK, found.address.href, turn)
        found = found.plus(Probe(look, NOW, answer(404)))
    step = next_step(found, Wants(), LATER)
    assert isinstance(step, Ask)
    assert step.question.asked == HTTP


def test_a_lost_source_whose_address_holds_a_secret_is_not_searched_for() -> None:
    lost = case(*[answer(404)] * 2, address=f"{HTTPS}?api_key=0123456789")
    assert next_step(lost, replace(ALONE, relocate=True), LATER) == SETTLED


@pytest.mark.parametrize(
    ("looks", "sought"),
    [([answer(404)] * 2, True), ([answer(403)], False), ([failed(Failure.RESET)] * 2, False)],
)
def test_only_what_is_lost_is_searched_for_once(looks: list[Visit], sought: bool) -> None:
    one, wants = case(*looks), replace(ALONE, relocate=True)
    assert next_step(one, wants, LATER) == (Search() if sought else SETTLED)
    assert next_step(one, ALONE, LATER) == SETTLED
    assert next_step(one.searched(Finding(HTTP_404)), wants, LATER) == SETTLED


def test_the_steps_of_a_lost_source_come_in_their_order() -> None:
    """The live web first, then the archive, then the search."""
    taken = []
    answers: dict[Purpose, Saw] = {
        Purpose.LOOK: failed(Failure.RESET),
        Purpose.HTTPS: failed(Failure.RESET),
        Purpose.RECENT: Glimpse(None),
        Purpose.SNAPSHOT: NONE,
    }
    long_ago = NOW - timedelta(days=5)
    silent = course(Finding(RESET), None, Silence(long_ago, 2), long_ago, long_ago)
    one = case(address=HTTP, past=silent)
    while isinstance(step := next_step(one, Wants(), LATER), Ask):
        taken.append(step.question.purpose)
        one = one.plus(Probe(step.question, NOW, answers[step.question.purpose]))
    of_web, of_archive = taken[:3], taken[3:]
    assert of_web == [Purpose.LOOK, Purpose.HTTPS, Purpose.LOOK]
    assert of_archive == [Purpose.RECENT, Purpose.SNAPSHOT]
    assert step == Search()
    assert one.finding is not None
    assert one.finding.reason.id == "silent-for-days"


def test_the_first_rule_that_wishes_for_something_is_heard() -> None:
    assert next_step(case(), Wants(), NOW) == RULES[0](case(), Wants(), NOW)
    lost = case(*[answer(404)] * 2, day=DAY)
    wishes = [rule(lost, Wants(), LATER) for rule in RULES]
    asked = [purpose_of(wish) for wish in wishes if isinstance(wish, Ask)]
    assert asked == [Purpose.RECENT, Purpose.SNAPSHOT]
    assert [wish for wish in wishes if wish is not None][2:] == [Search()]
    assert purpose_of(next_step(lost, Wants(), LATER)) is Purpose.RECENT
