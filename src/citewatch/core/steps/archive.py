"""Questions to archives: the capture that is cited, one to compare with, and one to cite."""

from datetime import datetime

from citewatch.core.case import Case
from citewatch.core.judge import raw_wanted
from citewatch.core.probe import Purpose, Question
from citewatch.core.steps.step import Ask, Step, Wants


def ask_for_raw(case: Case, _wants: Wants, _now: datetime) -> Step | None:
    """The bytes of a cited capture alone, where its archive answers with a page of its own."""
    address = raw_wanted(case.sightings) if case.sightings.looks else None
    return Ask(Question(Purpose.CAPTURE, address)) if address else None


def compare(case: Case, wants: Wants, _now: datetime) -> Step | None:
    """A living page that nothing identifies is held against its capture."""
    if not wants.archive or not wants.compare:
        return None
    question = case.comparison
    if question is None or case.sightings.known(question) is not None:
        return None
    return Ask(question)


def ask_for_recent(case: Case, wants: Wants, _now: datetime) -> Step | None:
    """A death, or a source that nobody could see, is held against the newest capture."""
    question = case.plea_for_life if wants.archive else None
    if question is None or case.sightings.newest is not None:
        return None
    return Ask(question)


def ask_for_snapshot(case: Case, wants: Wants, _now: datetime) -> Step | None:
    """A link in trouble may have a snapshot to cite."""
    question = case.plea if wants.archive else None
    if question is None or case.sightings.known(question) is not None:
        return None
    return Ask(question)
