"""Four audits of one document while the world and the document change."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from changing_world import START, KeepingArchive, World, by_url, cite
from citewatch.core.changes import ChangeKind
from citewatch.core.citation import Citation
from citewatch.core.counting import Counting
from citewatch.core.over_time import Change
from citewatch.core.report import LinkResult, ReplacementKind, Report
from citewatch.core.verdict import Verdict

DAYS = (0.0, 1.5, 3.0, 4.0)

STEADY = "http://steady.example/a"
DYING = "http://dying.example/a"
BACK = "http://back.example/a"
MOVING, MOVED_TO = "http://moving.example/2016-report", "http://moving.example/library/2016-report"
SILENT = "http://silent.example/a"
SHY = "http://shy.example/a"
ADDED = "http://added.example/a"
REMOVED = "http://removed.example/a"
TWICE = "http://twice.example/a"
OLD_SPELLING, NEW_SPELLING = "http://respelled.example/a", "https://respelled.example/a/"
REPLACED, REPLACEMENT = "http://replaced.example/a", "http://elsewhere.example/b"


def document(audit: int) -> list[Citation]:
    """The document as it stands at the audit of this number, from 0."""
    late = audit >= 2
    cited = [
        cite(STEADY, number="1", text="A steady source"),
        cite(
            DYING,
            number="3" if late else "2",
            text="A dying source, rev." if late else "A dying source",
        ),
        cite(BACK, number="4", text="One that comes back"),
        cite(MOVING, number="5", text="One that moves"),
        cite(SILENT, number="6", text="One that is silent"),
        cite(SHY, number="7", text="One that turns machines away"),
        cite(TWICE, number="8", text="One that is cited twice"),
        cite(TWICE, number="9", text="One that is cited twice, again"),
        cite(NEW_SPELLING if late else OLD_SPELLING, number="10", text="One that is respelled"),
        cite(REPLACEMENT if late else REPLACED, number="11", text="One that an editor replaced"),
    ]
    if late:
        return [cite(ADDED, number="2", text="One that is added"), *cited]
    return [*cited, cite(REMOVED, number="12", text="One that goes")]


def turn(world: World, audit: int) -> None:
    """The world as it is at the audit of this number."""
    world.web.answers |= {
        STEADY: 200,
        DYING: 200 if audit < 2 else 404,
        BACK: 404 if audit < 2 else 200,
        MOVING: 200 if audit < 3 else MOVED_TO,
        SHY: 403,
        ADDED: 404,
        REMOVED: 404,
        TWICE: 200 if audit < 1 else 410,
        OLD_SPELLING: 200,
        NEW_SPELLING: 200,
        REPLACED: 404,
        REPLACEMENT: 200,
    }


@dataclass
class Run:
    reports: list[Report]
    links: list[dict[str, LinkResult]]
    asked: list[Counter[str]]


async def _run(folder: Path, max_age: timedelta | None = None) -> Run:
    world, run = World(folder, archive=KeepingArchive()), Run([], [], [])
    world.lab.relocate = True
    for number, day in enumerate(DAYS):
        turn(world, number)
        world.lab.max_age = max_age if number else None
        report = await world.audit(day, *document(number))
        run.reports.append(report)
        run.links.append(by_url(report))
        run.asked.append(world.web.asked.copy())
    return run


@pytest.fixture
async def run(tmp_path: Path) -> Run:
    return await _run(tmp_path)


def at(number: int) -> datetime:
    return START + timedelta(days=DAYS[number])


def fates(run: Run, url: str) -> list[str]:
    return [links[url].finding.verdict.value if url in links else "" for links in run.links]


def history(run: Run, audit: int, url: str) -> tuple[object, ...]:
    course = run.links[audit][url].course
    assert course is not None
    return course.since, course.first_seen, course.last_ok, course.audits, course.change.value


async def test_each_audit_finds_what_is_true_at_its_time(run: Run) -> None:
    assert {url: fates(run, url) for url in (STEADY, DYING, BACK, MOVING, SILENT, SHY)} == {
        STEADY: ["ok"] * 4,
        DYING: ["ok", "ok", "dead", "dead"],
        BACK: ["dead", "dead", "ok", "ok"],
        MOVING: ["ok", "ok", "ok", "moved"],
        SILENT: ["unreachable", "unreachable", "dead", "dead"],
        SHY: ["blocked"] * 4,
    }
    assert run.links[2][SILENT].finding.reason.id == "silent-for-days"


async def test_each_link_carries_its_history(run: Run) -> None:
    first, second, third, fourth = map(at, range(4))
    assert history(run, 0, STEADY) == (first, first, first, 1, "new")
    assert history(run, 3, STEADY) == (first, first, fourth, 4, "same")
    assert history(run, 1, DYING) == (first, first, second, 2, "same")
    assert history(run, 2, DYING) == (third, first, second, 3, "worse")
    assert history(run, 3, DYING) == (third, first, second, 4, "same")
    assert history(run, 1, BACK) == (first, first, None, 2, "same")
    assert history(run, 2, BACK) == (third, first, third, 3, "better")
    assert history(run, 3, MOVING) == (fourth, first, third, 4, "worse")
    assert history(run, 1, SILENT) == (first, first, None, 2, "same")
    assert history(run, 2, SILENT) == (third, first, None, 3, "worse")
    assert history(run, 3, SILENT) == (third, first, None, 4, "same")
    assert history(run, 3, ADDED) == (third, third, None, 2, "same")


async def test_each_report_tells_how_many_were_in_trouble_in_those_before(run: Run) -> None:
    needy = [report.summary.needy for report in run.reports]
    assert len(set(needy)) > 1
    for number, report in enumerate(run.reports):
        assert [one.started for one in report.trend] == [at(n) for n in range(number + 1)]
        assert [one.troubled for one in report.trend] == needy[: number + 1]
        assert report.trend[-1].links == report.summary.links


async def test_a_renumbered_and_reworded_citation_is_known_again(run: Run) -> None:
    course = run.links[2][DYING].course
    assert course is not None
    assert (course.first_seen, course.change, course.before) == (at(0), Change.WORSE, Verdict.OK)


async def test_a_respelled_address_is_known_again(run: Run) -> None:
    assert history(run, 2, NEW_SPELLING) == (at(0), at(0), at(2), 3, "same")


async def test_an_address_cited_twice_has_one_fate_in_both_places(run: Run) -> None:
    for report in run.reports:
        pair = [link for link in report.links if link.url == TWICE]
        assert len(pair) == 2
        assert pair[0].course == pair[1].course


async def test_what_changed_is_told_and_nothing_else(run: Run) -> None:
    changes = [report.changes for report in run.reports]
    told = [
        {kind.value: [one.url for one in few] for kind, few in (each.shown if each else {}).items()}
        for each in changes
    ]
    nothing: dict[str, list[str]] = {kind.value: [] for kind in ChangeKind}
    assert told[0] == {}
    assert told[1] == nothing | {"new-trouble": [TWICE, TWICE]}
    assert told[2] == nothing | {
        "new-trouble": [ADDED, DYING],
        "worse": [SILENT],
        "back": [BACK],
        "gone": [REPLACED, REMOVED],
    }
    assert told[3] == nothing | {"new-trouble": [MOVING]}
    for each in changes[1:]:
        assert each is not None
        assert each.counts == {kind: len(each.shown[kind]) for kind in ChangeKind}
    assert [each and each.before for each in changes] == [None, at(0), at(1), at(2)]


@pytest.mark.parametrize(
    ("counting", "codes"),
    [
        (Counting({"dead"}), [1, 1, 1, 1]),
        (Counting({"dead"}, new_only=True), [1, 1, 1, 0]),
        (Counting({"moved"}, new_only=True), [0, 0, 0, 1]),
        (Counting({"blocked"}, new_only=True), [1, 0, 0, 0]),
        (Counting({"unreachable"}), [1, 1, 0, 0]),
        (Counting({"dead"}, times=2), [0, 1, 1, 1]),
        (Counting({"dead"}, times=3), [0, 0, 0, 1]),
        (Counting({"dead"}, grace=timedelta(days=1.5)), [0, 1, 1, 1]),
        (Counting({"dead"}, grace=timedelta(days=2)), [0, 0, 0, 1]),
        (Counting({"blocked"}, new_only=True, times=2), [0, 1, 0, 0]),
        (Counting({"blocked"}, new_only=True, grace=timedelta(days=3)), [0, 0, 1, 0]),
        (Counting({"ok"}, new_only=True, times=4), [0, 0, 0, 1]),
        (Counting({"skipped"}), [0, 0, 0, 0]),
    ],
    ids=repr,
)
async def test_each_audit_earns_its_exit_code(
    run: Run, counting: Counting, codes: list[int]
) -> None:
    assert [int(counting.any_in(report)) for report in run.reports] == codes


async def test_a_silent_source_gets_its_snapshot_when_it_is_dead_and_not_before(run: Run) -> None:
    offered = [links[SILENT].replacement for links in run.links]
    assert offered[:2] == [None, None]
    for replacement in offered[2:]:
        assert replacement is not None
        assert replacement.kind is ReplacementKind.ARCHIVED


async def test_each_address_is_asked_as_often_as_its_state_needs(run: Run) -> None:
    def times(url: str) -> list[int]:
        return [asked[url] for asked in run.asked]

    assert times(STEADY) == [1, 1, 1, 1]
    assert times(DYING) == [1, 1, 2, 2]
    assert times(BACK) == [2, 2, 1, 1]
    assert times(SILENT) == [2, 2, 2, 2]
    assert times(SHY) == [1, 1, 1, 1]
    assert times(TWICE) == [1, 2, 2, 2]


async def test_with_max_age_only_what_was_fine_is_spared(tmp_path: Path) -> None:
    run = await _run(tmp_path, timedelta(days=2))
    asked = [[audit[url] for audit in run.asked] for url in (STEADY, BACK, SHY, NEW_SPELLING)]
    assert asked == [[1, 0, 1, 0], [2, 2, 1, 0], [1, 1, 1, 1], [0, 0, 1, 0]]
    spared = run.links[1][STEADY]
    assert (spared.finding.reason.id, spared.checked_at) == ("answers", at(0))
    assert [probe.at for probe in spared.probes] == [at(0)]
    assert run.links[1][DYING].finding.verdict is Verdict.OK
    assert run.links[2][DYING].finding.verdict is Verdict.DEAD
