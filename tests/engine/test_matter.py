"""An address in hand: all cases of its links, and the probes that they share."""

from datetime import UTC, date, datetime

from citewatch.core.citation import Citation
from citewatch.core.link import Link
from citewatch.core.over_time import Run
from citewatch.core.probe import Glimpse, Probe, Purpose, Question
from citewatch.core.snapshot import ArchiveAnswer, ArchiveState
from citewatch.core.steps import SETTLED, Ask, Wants
from citewatch.core.urls import parse
from citewatch.engine.matter import Matter
from citewatch.history.tasks import Cited, Row, Task
from fakes import answer

AT = datetime(2026, 1, 5, tzinfo=UTC)
URL = "http://a.example/x"
LOOK = Question(Purpose.LOOK, URL)
WANTS = Wants(compare=False, relocate=False)


def cited(nth: int, day: date | None) -> Cited:
    link = Link(Citation(str(nth), "", (URL,)), URL, day)
    return Cited(Row(1, nth, 0), link, None, None, None)


def matter(*days: date | None, probes: tuple[Probe, ...] = ()) -> Matter:
    links = tuple(cited(nth, day) for nth, day in enumerate(days))
    return Matter(Task(7, parse(URL), links, probes), Run(AT, AT))


def test_every_case_learns_from_every_probe() -> None:
    one = matter(None, None)
    one.add(Probe(LOOK, AT, answer(URL)))
    assert [case.finding and case.finding.reason.id for case in one.cases] == ["answers"] * 2
    assert one.step(WANTS, AT) == SETTLED


def test_each_case_gets_what_it_alone_wants() -> None:
    """Two citations of one dead address, seen on different days, want different captures."""
    one = matter(date(2016, 1, 1), date(2020, 1, 1))
    for turn in (1, 2):
        one.add(Probe(Question(Purpose.LOOK, URL, turn), AT, answer(URL, 403)))
    days = []
    while isinstance(step := one.step(WANTS, AT), Ask):
        assert step.question.wanted is not None
        if step.question.purpose is Purpose.RECENT:
            one.add(Probe(step.question, AT, Glimpse(None)))
            continue
        days.append(step.question.wanted.day)
        one.add(Probe(step.question, AT, ArchiveAnswer(ArchiveState.NONE, "It has none.")))
    assert days == [date(2016, 1, 1), date(2020, 1, 1)]


def test_probes_are_new_to_the_history_once() -> None:
    known, made = Probe(LOOK, AT, answer(URL, 404)), Probe(LOOK, AT, answer(URL))
    one = matter(None, probes=(known,))
    assert (one.kept_before, one.new()) == (True, [])
    one.add(made)
    assert (one.new(), one.new()) == ([made], [])
    assert not matter(None).kept_before


def test_what_was_asked_already_is_known() -> None:
    known = Probe(LOOK, AT, answer(URL))
    one = matter(None, probes=(known,))
    assert one.known(LOOK) == known.saw
    assert one.known(Question(Purpose.LOOK, URL, 2)) is None
