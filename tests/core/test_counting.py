"""Which findings make the exit code 1."""

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from citewatch.core.changes import Changes
from citewatch.core.citation import Citation
from citewatch.core.counting import Counting
from citewatch.core.decision import Answer, Decision
from citewatch.core.finding import Finding
from citewatch.core.in_memory import in_memory
from citewatch.core.over_time import NO_SILENCE, Course, course
from citewatch.core.reasons import REASONS
from citewatch.core.report import CitationResult, LinkResult, Report
from citewatch.core.verdict import Verdict

START = datetime(2026, 3, 2, tzinfo=UTC)
DEAD, SHY, FINE, MOVED = "http-404", "http-403", "answers", "redirect-permanent"


def day(days: float) -> datetime:
    return START + timedelta(days=days)


def link(*reasons: str) -> LinkResult:
    """A link that was found so in audits one day apart."""
    past: Course | None = None
    for number, reason in enumerate(reasons):
        past = course(Finding(REASONS[reason]), past, NO_SILENCE, day(number), day(number))
    return LinkResult("http://a.example/", Finding(REASONS[reasons[-1]]), course=past)


def counted(counting: Counting, *reasons: str) -> bool:
    audits = len(reasons)
    return counting.counts(link(*reasons), day(audits - 1), day(audits - 2) if audits > 1 else None)


@pytest.mark.parametrize(
    ("counting", "reasons", "counts"),
    [
        (Counting({"dead"}), [DEAD], True),
        (Counting({"dead"}), [DEAD, DEAD], True),
        (Counting({"dead"}), [SHY], False),
        (Counting(set()), [DEAD], False),
        (Counting({"dead"}, new_only=True), [DEAD], True),
        (Counting({"dead"}, new_only=True), [FINE, DEAD], True),
        (Counting({"dead"}, new_only=True), [DEAD, DEAD], False),
        (Counting({"dead"}, new_only=True), [DEAD, FINE, DEAD], True),
        (Counting({"dead"}, new_only=True), [SHY, DEAD], True),
        (Counting({"dead", "moved"}, new_only=True), [MOVED, DEAD], True),
        (Counting({"dead", "moved"}, new_only=True), [DEAD, MOVED], False),
        (Counting({"dead"}, times=2), [DEAD], False),
        (Counting({"dead"}, times=2), [DEAD, DEAD], True),
        (Counting({"dead"}, times=2), [DEAD, FINE, DEAD], False),
        (Counting({"dead"}, new_only=True, times=2), [DEAD, DEAD], True),
        (Counting({"dead"}, new_only=True, times=2), [DEAD] * 3, False),
        (Counting({"dead"}, grace=timedelta(days=2)), [DEAD, DEAD], False),
        (Counting({"dead"}, grace=timedelta(days=2)), [DEAD] * 3, True),
        (Counting({"dead"}, new_only=True, grace=timedelta(days=2)), [DEAD] * 3, True),
        (Counting({"dead"}, new_only=True, grace=timedelta(days=2)), [DEAD] * 4, False),
        (Counting({"dead"}, grace=timedelta(days=1), times=3), [DEAD] * 2, False),
    ],
)
def test_a_link_counts_by_its_verdict_and_its_history(
    counting: Counting, reasons: list[str], counts: bool
) -> None:
    assert counted(counting, *reasons) is counts


def test_a_link_that_somebody_decided_to_keep_never_counts() -> None:
    decision = Decision(
        "a.yaml", "1", "http://a.example/", Verdict.DEAD, Answer.KEEP, None, START, "An editor"
    )
    kept = replace(link(DEAD), decision=decision)
    assert not Counting({"dead"}).counts(kept, START, None)


def test_a_link_that_was_not_judged_is_no_news() -> None:
    unjudged = LinkResult("http://a.example/", Finding(REASONS["interrupted"]))
    assert Counting({"skipped"}).counts(unjudged, START, None)
    assert not Counting({"skipped"}, new_only=True).counts(unjudged, START, None)


def report(*, changes: Changes | None = None) -> Report:
    bare = CitationResult(Citation("1", "A book"), ())
    return in_memory([bare], started=START, finished=START, changes=changes)


@pytest.mark.parametrize(
    ("changes", "new_only", "counts"),
    [
        (None, False, True),
        (None, True, True),
        (Changes(None), True, True),
        (Changes(day(-1), unlinked=1), True, True),
        (Changes(day(-1)), True, False),
        (Changes(day(-1)), False, True),
    ],
)
def test_a_citation_without_a_link_counts_once_if_only_news_do(
    changes: Changes | None, new_only: bool, counts: bool
) -> None:
    found = report(changes=changes)
    assert Counting({"unlinked"}, new_only=new_only, times=5).any_in(found) is counts
    assert not Counting({"dead"}, new_only=new_only).any_in(found)


def test_what_was_found_after_an_audit_was_taken_up_again_counts_at_once() -> None:
    assert Counting({"dead"}).counts(link(DEAD), day(-1), None)
    assert not Counting({"dead"}, grace=timedelta(hours=1)).counts(link(DEAD), day(-1), None)
