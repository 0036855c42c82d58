"""Courses and silences, rule by rule."""

from datetime import UTC, datetime, timedelta

import pytest

from citewatch.core.finding import Finding
from citewatch.core.over_time import (
    NO_SILENCE,
    Change,
    Course,
    Heard,
    Run,
    Silence,
    course,
    is_fresh,
    over_time,
)
from citewatch.core.reasons import REASONS, Reason
from citewatch.core.reasons.gone import HTTP_404, SILENT_FOR_DAYS
from citewatch.core.reasons.living import ANSWERS
from citewatch.core.reasons.refused import HOST_ASKED_TO_WAIT, HTTP_403
from citewatch.core.reasons.unanswered import HOST_HUNG, TIMEOUT_ANSWER
from citewatch.core.reasons.unchecked import EXCLUDED_BY_USER
from citewatch.core.reasons.wayward import UNCONFIRMED
from citewatch.core.verdict import Verdict

START = datetime(2026, 3, 2, tzinfo=UTC)


def day(days: float) -> datetime:
    return START + timedelta(days=days)


def fared(*reasons: str, asked: bool = True) -> Course:
    """The course of a link that was found so, one day after another."""
    past: Course | None = None
    for number, reason in enumerate(reasons):
        checked = day(number) if asked else None
        past = course(Finding(REASONS[reason]), past, NO_SILENCE, day(number), checked)
    assert past is not None
    return past


@pytest.mark.parametrize(
    ("checked", "moment"),
    [(None, 5), (5.1, 5), (5, 5), (2, 2), (0, 0), (-1, 0)],
    ids=["not asked", "by this run", "at once", "by the run before", "at the start", "no clock"],
)
def test_what_a_run_finds_counts_from_its_beginning(checked: float | None, moment: float) -> None:
    run = Run(started=day(0), began=day(5))
    assert run.moment(None if checked is None else day(checked)) == day(moment)


@pytest.mark.parametrize(
    ("heard", "after"),
    [
        (Heard.SILENCE, Silence(day(0), 3)),
        (Heard.NOTHING, Silence(day(0), 2)),
        (Heard.ANSWER, NO_SILENCE),
    ],
)
def test_a_silence_grows_stays_or_ends(heard: Heard, after: Silence) -> None:
    assert Silence(day(0), 2).after(heard, day(3)) == after


def test_a_first_silence_begins_with_its_audit() -> None:
    assert NO_SILENCE.after(Heard.SILENCE, day(7)) == Silence(day(7), 1)
    assert NO_SILENCE.after(Heard.NOTHING, day(7)) == NO_SILENCE


@pytest.mark.parametrize(
    ("silence", "now", "dead"),
    [
        (Silence(day(0), 3), 3, True),
        (Silence(day(0), 3), 2.999, False),
        (Silence(day(0), 2), 30, False),
        (Silence(day(0), 30), 2, False),
        (Silence(day(5), 3), 3, False),
        (NO_SILENCE, 3, False),
    ],
)
def test_death_takes_three_audits_and_three_days(silence: Silence, now: float, dead: bool) -> None:
    assert silence.means_death(day(now)) is dead
    found = over_time(Finding(TIMEOUT_ANSWER), Heard.SILENCE, silence, day(now))
    assert (found.reason is SILENT_FOR_DAYS) is dead
    assert (found.before is not None) is dead


@pytest.mark.parametrize("heard", [Heard.ANSWER, Heard.NOTHING])
@pytest.mark.parametrize("reason", [ANSWERS, HTTP_403, HOST_HUNG, UNCONFIRMED, TIMEOUT_ANSWER])
def test_whoever_was_not_silent_in_this_audit_is_not_dead(heard: Heard, reason: Reason) -> None:
    found = Finding(reason)
    assert over_time(found, heard, Silence(day(0), 9), day(9)) is found


@pytest.mark.parametrize(
    ("before", "now", "change"),
    [
        ("answers", "http-404", "worse"),
        ("answers", "redirect-permanent", "worse"),
        ("answers", "http-403", "worse"),
        ("http-404", "answers", "better"),
        ("http-404", "redirect-permanent", "better"),
        ("http-404", "timeout-answer", "better"),
        ("timeout-answer", "redirect-permanent", "better"),
        ("http-403", "redirect-permanent", "better"),
        ("redirect-permanent", "timeout-answer", "worse"),
        ("timeout-answer", "silent-for-days", "worse"),
        ("http-404", "http-410", "same"),
        ("http-404", "host-hung", "same"),
        ("answers", "excluded-by-user", "same"),
        ("excluded-by-user", "http-404", "worse"),
        ("excluded-by-user", "answers", "better"),
        ("excluded-by-user", "excluded-by-user", "same"),
    ],
)
def test_a_change_is_from_bad_to_worse_or_better(before: str, now: str, change: str) -> None:
    fares = fared(before, now)
    assert fares.change.value == change
    assert fares.before is REASONS[before].verdict


@pytest.mark.parametrize("between", [EXCLUDED_BY_USER, HOST_HUNG, HOST_ASKED_TO_WAIT])
def test_an_audit_that_did_not_ask_is_looked_past(between: Reason) -> None:
    name = between.id
    assert fared("http-404", name).known is Verdict.DEAD
    after = fared("http-404", name, name, "http-404")
    assert (after.change, after.before) == (Change.SAME, Verdict.DEAD)
    better = fared("http-404", name, "answers")
    assert (better.change, better.before) == (Change.BETTER, Verdict.DEAD)


def test_a_verdict_stands_from_its_first_audit_to_the_next_one() -> None:
    fares = fared("answers", "http-404", "http-410", "http-404")
    assert (fares.since, fares.stood, fares.audits) == (day(1), 3, 4)
    assert (fares.first_seen, fares.last_ok, fares.checked) == (day(0), day(0), day(3))
    again = fared("http-404", "answers", "http-404")
    assert (again.since, again.stood, again.last_ok) == (day(2), 1, day(1))


def test_a_link_that_nobody_asked_for_keeps_when_it_was() -> None:
    past = fared("answers")
    kept = course(Finding(ANSWERS), past, NO_SILENCE, day(5), None)
    assert (kept.checked, kept.last_ok, kept.since) == (day(0), day(0), day(0))
    assert (kept.stood, kept.audits, kept.change) == (2, 2, Change.SAME)


def test_a_link_that_was_never_asked_for_has_no_time() -> None:
    fares = fared("excluded-by-user", "excluded-by-user", asked=False)
    assert (fares.checked, fares.last_ok, fares.known) == (None, None, Verdict.SKIPPED)


@pytest.mark.parametrize(
    ("reason", "checked", "oldest", "fresh"),
    [
        (ANSWERS, 5, 4, True),
        (ANSWERS, 5, 5, True),
        (ANSWERS, 5, 6, False),
        (ANSWERS, 11, 4, False),
        (ANSWERS, None, 4, False),
        (ANSWERS, 5, None, False),
        (HTTP_404, 5, 4, False),
        (HTTP_403, 5, 4, False),
        (TIMEOUT_ANSWER, 5, 4, False),
    ],
)
def test_only_what_was_fine_lately_is_fresh(
    reason: Reason, checked: float | None, oldest: float | None, fresh: bool
) -> None:
    at = None if checked is None else day(checked)
    past = course(Finding(reason), None, NO_SILENCE, day(0), at)
    assert is_fresh(past, None if oldest is None else day(oldest), day(10)) is fresh


def test_what_is_new_is_not_fresh() -> None:
    assert not is_fresh(None, day(0), day(1))
