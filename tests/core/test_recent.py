"""A young capture beside a death or a refusal: when it counts, for what, and until when."""

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from citewatch.core.case import Case
from citewatch.core.citation import Citation
from citewatch.core.evidence import Failure, Hop, Page, Visit
from citewatch.core.finding import Confidence, Finding
from citewatch.core.judge import judge_capture
from citewatch.core.link import Link
from citewatch.core.over_time import Course, Run, Silence, course
from citewatch.core.probe import Glimpse, Probe, Purpose, Question, Saw
from citewatch.core.reasons.gone import HTTP_404
from citewatch.core.reasons.living import ANSWERS
from citewatch.core.reasons.unanswered import CONNECTION_RESET
from citewatch.core.say import say
from citewatch.core.snapshot import ArchiveAnswer, ArchiveState, Snapshot, Wanted
from citewatch.core.steps import SETTLED, Ask, Search, Wants, next_step
from citewatch.core.urls import parse
from citewatch.core.verdict import Verdict

NOW = datetime(2026, 5, 20, 12, tzinfo=UTC)
URL = "https://www.reeve.example/reports/night-buses-2016.html"
TITLE = "Night Buses and the People Who Drive Them"
CITED = Citation("1", f"Adeyemi, Ruth. “{TITLE}.” Reeve Institute, 2016.", (URL,))
BARE = Citation("1", "", (URL,))
LONG = "Words of a report about buses that run at night. " * 40
NOT_FOUND = "Sorry, nothing is here any more. Go to our front page instead."
YOUNG = Snapshot(
    f"https://web.archive.org/web/20260511120000/{URL}",
    NOW - timedelta(days=9),
    TITLE,
    LONG,
    identified=True,
)


def answer(status: int, text: str = "Gone.", location: str | None = None) -> Visit:
    page = Page("text/html", 900, title="Reeve", text=text, words=len(text.split()))
    return Visit((Hop(URL, NOW, status, location),), page)


def failed(failure: Failure) -> Visit:
    return Visit((Hop(URL, NOW),), failure=failure)


def case(
    *looks: Visit,
    cited: Citation = CITED,
    past: Course | None = None,
    before: Finding | None = None,
    address: str = URL,
    now: datetime = NOW,
) -> Case:
    one = Case.open(parse(address), Link(cited, address), past, Run(now, now), before)
    for turn, look in enumerate(looks, 1):
        one = one.plus(Probe(Question(Purpose.LOOK, address, turn), now, look))
    while isinstance(step := next_step(one, Wants(archive=False), now), Ask):
        assert step.question.purpose is Purpose.FRONT_PAGE
        home = Page("text/html", 900, title="Reeve Institute", text=LONG, words=360)
        visit = Visit((Hop("https://www.reeve.example/", now, 200),), home)
        one = one.plus(Probe(step.question, now, visit))
    return one


def asked(one: Case, newest: Snapshot | None, now: datetime = NOW) -> Case:
    """The case after the newest capture was asked for."""
    step = next_step(one, Wants(compare=False), now + timedelta(hours=1))
    assert isinstance(step, Ask)
    assert step.question.purpose is Purpose.RECENT
    return one.plus(Probe(step.question, now, Glimpse(newest)))


def found(one: Case) -> Finding:
    assert one.finding is not None
    return one.finding


def test_a_young_capture_of_the_source_contradicts_its_death_and_both_sides_are_told() -> None:
    one = asked(case(answer(404), answer(404)), YOUNG)
    assert found(one).verdict is Verdict.UNREACHABLE
    assert found(one).reason.id == "archive-contradicts"
    assert found(one).confidence is Confidence.LOW
    assert say(found(one)) == (
        "The server says that there is no such page (status 404). Asked twice. But the archive "
        f"captured it whole 9 days ago, on 11 May 2026, under the cited title “{TITLE}”: one of "
        "the two is mistaken, so it is not called dead yet."
    )
    step = next_step(one, Wants(), NOW)
    assert isinstance(step, Ask)
    assert step.question.purpose is Purpose.SNAPSHOT
    one = one.plus(Probe(step.question, NOW, ArchiveAnswer(ArchiveState.FOUND, "It is.", YOUNG)))
    assert next_step(one, Wants(), NOW) != Search()
    assert one.outcome.replacement is None


@pytest.mark.parametrize(
    ("taken", "cited"),
    [
        (None, CITED),
        (replace(YOUNG, captured_at=NOW - timedelta(days=46)), CITED),
        (replace(YOUNG, title="Reeve Institute", identified=False), CITED),
        (replace(YOUNG, title="Oops", text=NOT_FOUND, identified=False), BARE),
        (replace(YOUNG, identified=False), replace(BARE, quote="Words that stand nowhere")),
    ],
    ids=["none", "old", "another title", "a bare link to a thin page", "without its quote"],
)
def test_a_capture_that_does_not_show_the_source_lately_contradicts_nothing(
    taken: Snapshot | None, cited: Citation
) -> None:
    one = asked(case(answer(404), answer(404), cited=cited), taken)
    assert found(one).reason is HTTP_404


def test_a_whole_page_need_not_bear_the_title_of_a_citation_that_names_none() -> None:
    taken = replace(YOUNG, title="Home", identified=False)
    one = asked(case(answer(404), answer(404), cited=BARE), taken)
    assert found(one).verdict is Verdict.UNREACHABLE
    assert "under the cited title" not in say(found(one))


@pytest.mark.parametrize("looks", [[answer(410)] * 2, [failed(Failure.NO_SUCH_HOST)] * 2])
def test_what_was_removed_on_purpose_and_a_name_that_is_no_more_stay_dead(
    looks: list[Visit],
) -> None:
    step = next_step(case(*looks), Wants(), NOW + timedelta(hours=1))
    assert isinstance(step, Ask)
    assert step.question.purpose is Purpose.SNAPSHOT
    wanted = Wanted(citation=CITED.text)
    probe = Probe(Question(Purpose.RECENT, URL, wanted=wanted), NOW, Glimpse(YOUNG))
    assert found(case(*looks).plus(probe)).verdict is Verdict.DEAD


def test_no_archive_is_asked_where_none_may_be_or_the_address_holds_a_secret() -> None:
    dead = case(answer(404), answer(404))
    assert next_step(dead, Wants(archive=False, relocate=False), NOW) == SETTLED
    secret = f"{URL}?api_key=0123456789"
    hidden = case(answer(404), answer(404), address=secret)
    step = next_step(hidden, Wants(), NOW)
    assert not (isinstance(step, Ask) and step.question.purpose is Purpose.RECENT)


def test_the_capture_is_held_against_what_stands_there_now() -> None:
    """A capture of the very page that says "not found" is no proof of life."""
    one = case(answer(404, NOT_FOUND), answer(404, NOT_FOUND))
    step = next_step(one, Wants(), NOW)
    assert isinstance(step, Ask)
    wanted = step.question.wanted
    assert wanted is not None
    assert wanted.present == NOT_FOUND
    same = Page("text/html", 900, title=TITLE, text=NOT_FOUND, words=12)
    assert judge_capture(same, URL, wanted).gone
    source = Page("text/html", 9000, title=TITLE, text=LONG, words=360)
    assert judge_capture(source, URL, wanted).identified


def gone_since(days: int) -> tuple[Course, Finding]:
    """The course and the finding of a death that was contradicted so many days ago."""
    then = NOW - timedelta(days=days)
    first = asked(case(answer(404), answer(404), now=then), YOUNG, then)
    return first.course, found(first)


@pytest.mark.parametrize(("days", "dead"), [(0, False), (2, False), (3, True), (8, True)])
def test_the_history_settles_it_some_days_later(days: int, *, dead: bool) -> None:
    past, before = gone_since(days)
    one = asked(case(answer(404), answer(404), past=past, before=before), YOUNG)
    assert (found(one).verdict is Verdict.DEAD) is dead
    if dead:
        assert found(one).reason is HTTP_404
        assert "and the archive has not seen it alive since." in say(found(one))


def test_the_days_are_counted_from_the_first_of_several_contradicted_deaths() -> None:
    past, before = gone_since(5)
    then = NOW - timedelta(days=3)
    second = asked(case(answer(404), answer(404), past=past, before=before, now=then), YOUNG, then)
    assert found(second).verdict is Verdict.UNREACHABLE
    third = case(answer(404), answer(404), past=second.course, before=found(second))
    assert found(asked(third, YOUNG)).verdict is Verdict.DEAD


def test_a_capture_from_after_the_death_keeps_the_question_open() -> None:
    past, before = gone_since(8)
    renewed = replace(YOUNG, captured_at=NOW - timedelta(days=1))
    one = asked(case(answer(404), answer(404), past=past, before=before), renewed)
    assert found(one).verdict is Verdict.UNREACHABLE


def test_a_silence_between_begins_the_days_anew() -> None:
    past, _ = gone_since(8)
    silent = Finding(CONNECTION_RESET)
    one = asked(case(answer(404), answer(404), past=past, before=silent), YOUNG)
    assert found(one).verdict is Verdict.UNREACHABLE


def test_a_source_that_was_dead_before_stays_so_unless_it_was_captured_since() -> None:
    long_ago = NOW - timedelta(days=20)
    past = course(Finding(HTTP_404), None, Silence(), long_ago, long_ago)
    older = replace(YOUNG, captured_at=NOW - timedelta(days=30))
    assert found(asked(case(answer(404), answer(404), past=past), older)).verdict is Verdict.DEAD
    newer = asked(case(answer(404), answer(404), past=past), YOUNG)
    assert found(newer).verdict is Verdict.UNREACHABLE


def test_a_silence_is_no_death_where_the_archive_was_answered_meanwhile() -> None:
    began = NOW - timedelta(days=12)
    past = course(Finding(CONNECTION_RESET), None, Silence(began, 2), began, began)
    silent = case(*[failed(Failure.RESET)] * 2, past=past)
    assert found(silent).reason.id == "silent-for-days"
    assert found(asked(silent, YOUNG)).reason is CONNECTION_RESET
    before = replace(YOUNG, captured_at=NOW - timedelta(days=13))
    assert found(asked(silent, before)).reason.id == "silent-for-days"


def test_who_refuses_machines_is_told_of_with_all_that_is_known_of_its_source() -> None:
    seen = NOW - timedelta(days=7)
    past = course(Finding(ANSWERS), None, Silence(), seen, seen)
    one = asked(case(answer(403), past=past), YOUNG)
    assert found(one).verdict is Verdict.BLOCKED
    assert found(one).confidence is not Confidence.LOW
    assert say(found(one)).endswith(
        f"The archive saw it alive 9 days ago (11 May 2026), under the cited title “{TITLE}”. "
        "An audit before saw it alive 7 days ago (13 May 2026)."
    )
    assert "alive" not in say(found(case(answer(403))))


def test_an_identifier_that_leads_on_is_registered_though_its_page_refuses() -> None:
    purl = "https://purl.org/reeve/night-buses"
    there = "https://www.reeve.example/night-buses"
    look = Visit((Hop(purl, NOW, 302, there), Hop(there, NOW, 403)), Page("text/html", 10))
    assert "it leads to www.reeve.example." in say(found(case(look, address=purl)))
    itself = Visit((Hop(purl, NOW, 403),), Page("text/html", 10))
    assert "identifier" not in say(found(case(itself, address=purl)))


def test_a_living_link_is_not_asked_about() -> None:
    one = case(answer(200, LONG))
    step = next_step(one, Wants(compare=False), NOW)
    assert not isinstance(step, Ask)


def test_a_capture_is_judged_by_the_citation_that_asked_for_it() -> None:
    """Two citations of one address: what identifies it for one may say nothing to the other."""
    one = case(answer(404), answer(404))
    other = Question(Purpose.RECENT, URL, wanted=Wanted(citation="Another. “Other things.” 2011."))
    saw: Saw = Glimpse(YOUNG)
    assert found(one.plus(Probe(other, NOW, saw))).reason is HTTP_404
