"""What is read back of an audit in brief says the same as the whole of it."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from changing_world import START, KeepingArchive, World, cite
from citewatch.core.evidence import Failure, Hop, Page, Visit
from citewatch.core.in_memory import InMemory, lines_of
from citewatch.core.probe import Probe, Purpose, Question
from citewatch.core.report import Report
from citewatch.core.verdict import Verdict
from citewatch.history import codec
from citewatch.history.trouble import Unreadable

FINE, LOST, SHUT, SILENT, SAFE = (
    "http://fine.example/a", "http://lost.example/b", "http://shut.example/c",
    "http://silent.example/d", "https://silent.example/d",
)  # fmt: skip
DOCUMENT = (
    cite(FINE, LOST, number="1"),
    cite(number="2", text="A letter."),
    cite(SILENT, SHUT, "mailto:a@fine.example", FINE, number="3"),
    cite("http://", number="4"),
)
PROBE = Probe(
    Question(Purpose.LOOK, FINE, titles=("A title",)),
    START,
    Visit(
        (Hop(FINE, START, 301, LOST, permanent=True, headers={"x": "y"}, address="192.0.2.1"),),
        Page("text/html", 900, title="A page", text="Words.", headings=("A page",), digest="0a"),
        retry_after=3.0,
    ),
)


@pytest.fixture
def world(tmp_path: Path) -> World:
    made = World(tmp_path, archive=KeepingArchive())
    made.web.answers |= {FINE: 200, LOST: 404, SHUT: 403, SILENT: Failure.REFUSED, SAFE: 503}
    return made


def _both_say_the_same(report: Report, *days: datetime) -> None:
    held = InMemory(tuple(report.citations.read()))
    assert list(report.citations.lines()) == list(lines_of(held.results))
    for day in days:
        assert report.citations.fine_before(day) == held.fine_before(day)


async def test_a_line_says_what_the_whole_result_says(world: World) -> None:
    report = await world.audit(0, *DOCUMENT)
    _both_say_the_same(report, START)
    told = {(line.url, line.verdict, line.status) for line in report.citations.lines()}
    assert {
        (FINE, Verdict.OK, 200), (LOST, Verdict.DEAD, 404), (SHUT, Verdict.BLOCKED, 403),
        ("", None, None), ("http://", Verdict.INVALID, None),
    } <= told  # fmt: skip
    (lost,) = (line for line in report.citations.lines() if line.url == LOST)
    assert (lost.archive, lost.captured_at) == ("found", START)


async def test_lines_of_links_that_were_not_asked_again_or_never_reached(world: World) -> None:
    await world.audit(0, *DOCUMENT)
    world.lab.max_age = timedelta(days=7)
    report = await world.audit(1, *DOCUMENT)
    _both_say_the_same(report, START, START + timedelta(seconds=1), report.started)
    known = report.citations.fine_before(report.started)
    assert known is not None
    assert (known.number, known.oldest, known.newest) == (2, START, START)
    stopped = asyncio.Event()
    stopped.set()
    broken_off = await world.lab.audit(*DOCUMENT, stopped=stopped)
    _both_say_the_same(broken_off, broken_off.started)
    assert Verdict.SKIPPED in {line.verdict for line in broken_off.citations.lines()}


def test_a_probe_is_kept_whole_or_without_what_no_report_shows() -> None:
    assert codec.decode_probe("look", codec.encode_probe(PROBE, whole=True)) == PROBE
    slim = codec.decode_probe("look", codec.encode_probe(PROBE, whole=False))
    assert slim == Probe(
        Question(Purpose.LOOK, FINE),
        START,
        Visit(
            (Hop(FINE, START, 301, LOST, permanent=True, address="192.0.2.1"),),
            Page("text/html", 900, title="A page", digest="0a"),
            retry_after=3.0,
        ),
    )


@pytest.mark.parametrize("purpose", ["glimpse", "sibling", "", "guess"])
def test_a_probe_that_stands_under_another_purpose_was_never_written(purpose: str) -> None:
    with pytest.raises(Unreadable):
        codec.decode_probe(purpose, codec.encode_probe(PROBE, whole=False))
