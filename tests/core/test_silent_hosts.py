"""What comes next for a link whose server says nothing: how often it is waited for, and how."""

from datetime import UTC, datetime, timedelta

import pytest

from citewatch.core.case import Case
from citewatch.core.citation import Citation
from citewatch.core.evidence import Failure, Hop, Visit
from citewatch.core.link import Link
from citewatch.core.over_time import Run
from citewatch.core.probe import Probe, Purpose, Question
from citewatch.core.steps import Ask, Step, Wait, Wants, next_step
from citewatch.core.urls import parse

START = datetime(2026, 1, 5, 12, tzinfo=UTC)
HTTP, HTTPS = "http://slow.example/a", "https://slow.example/a"
PATIENCE = 20.0
ALONE = Wants(archive=False, relocate=False)


def after(*seen: tuple[Purpose, str, Failure | int, float, float], address: str = HTTPS) -> Case:
    """A case after probes: each with how it ended, and when it began and ended, in seconds."""
    link = Link(Citation("1", "", (address,)), address)
    case = Case.open(parse(address), link, None, Run(START, START))
    for purpose, asked, end, began, ended in seen:
        status = end if isinstance(end, int) else None
        hop = Hop(asked, START + timedelta(seconds=ended), status)
        visit = Visit((hop,), failure=end if isinstance(end, Failure) else None)
        at = START + timedelta(seconds=began)
        case = case.plus(Probe(Question(purpose, asked), at, visit))
    return case


def step_at(case: Case, seconds: float) -> Step:
    return next_step(case, ALONE, START + timedelta(seconds=seconds))


LOOK = Purpose.LOOK
SILENT = (LOOK, HTTPS, Failure.ANSWER_TIMEOUT, 0.0, PATIENCE)
SHARED = (LOOK, HTTPS, Failure.HOST_HUNG, 0.0, PATIENCE)


def test_on_https_a_silent_server_is_asked_while_the_second_look_is_made() -> None:
    case = after((LOOK, HTTP, Failure.ANSWER_TIMEOUT, 0.0, PATIENCE), address=HTTP)
    step = step_at(case, PATIENCE)
    assert isinstance(step, Ask)
    assert step.question == Question(Purpose.HTTPS, HTTPS)
    assert step.beside == Question(Purpose.LOOK, HTTP, turn=2)
    assert step.beside_from == START + timedelta(seconds=PATIENCE + 1)


def test_a_server_that_refuses_at_once_gets_its_pause_before_the_second_look() -> None:
    case = after((LOOK, HTTP, Failure.REFUSED, 0.0, 0.1), address=HTTP)
    step = step_at(case, 0.1)
    assert isinstance(step, Ask)
    assert (step.question.purpose, step.beside) == (Purpose.HTTPS, None)


def test_after_a_shared_silence_another_link_goes_before_the_one_that_met_it() -> None:
    first, other = step_at(after(SILENT), PATIENCE), step_at(after(SHARED), PATIENCE)
    assert isinstance(first, Wait)
    assert isinstance(other, Ask)
    assert isinstance(step_at(after(SILENT), PATIENCE + 1), Ask)


@pytest.mark.parametrize("second", [Failure.ANSWER_TIMEOUT, Failure.HOST_HUNG])
@pytest.mark.parametrize("first", [SILENT, SHARED])
def test_a_server_that_was_silent_in_two_looks_is_not_waited_for_again(
    first: tuple[Purpose, str, Failure | int, float, float], second: Failure
) -> None:
    case = after(first, (LOOK, HTTPS, second, 25.0, 45.0))
    assert not isinstance(step_at(case, 100.0), Ask | Wait)


def test_a_server_that_spoke_after_a_shared_silence_is_asked_once_more() -> None:
    case = after(SHARED, (LOOK, HTTPS, 500, 25.0, 25.1))
    assert isinstance(step_at(case, 26.0), Wait)
    assert isinstance(step_at(case, 31.0), Ask)


def test_a_server_that_asked_to_be_left_alone_is_not_looked_at_again() -> None:
    case = after((LOOK, HTTPS, 429, 0.0, 0.1), (LOOK, HTTPS, Failure.HOST_ASKED_TO_WAIT, 9.0, 9.0))
    assert not isinstance(step_at(case, 100.0), Ask | Wait)
