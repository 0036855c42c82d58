"""A death that the archive contradicts, over several audits of a real history."""

from datetime import timedelta
from pathlib import Path

from changing_world import START, World, by_url, cite
from citewatch.core.snapshot import Snapshot
from citewatch.core.verdict import Verdict
from fakes import ScriptedArchive

LINK = "http://denied.example/reports/2016"
TEXT = "Words of a report that stands there whole. " * 60
ALIVE = Snapshot(f"https://web.archive.org/web/20260221030000/{LINK}", START - timedelta(days=9),
                 "A report", TEXT, identified=True)  # fmt: skip


def world(folder: Path, newest: Snapshot | None = ALIVE) -> World:
    one = World(folder, archive=ScriptedArchive(newest=newest))
    one.web.answers[LINK] = 404
    return one


async def test_what_the_archive_saw_alive_is_dead_once_it_was_gone_for_days(tmp_path: Path) -> None:
    reasons = await world(tmp_path).fate(LINK, 0, 1, 2.5, 3, 10)
    assert reasons == ["archive-contradicts"] * 3 + ["http-404"] * 2


async def test_an_audit_in_which_it_lives_begins_anew(tmp_path: Path) -> None:
    one = world(tmp_path)
    assert await one.fate(LINK, 0) == ["archive-contradicts"]
    one.web.answers[LINK] = 200
    assert await one.fate(LINK, 2) == ["answers"]
    one.web.answers[LINK] = 404
    assert await one.fate(LINK, 4) == ["archive-contradicts"]


async def test_without_a_young_capture_a_404_is_death_at_once(tmp_path: Path) -> None:
    assert await world(tmp_path, None).fate(LINK, 0) == ["http-404"]
    assert await World(tmp_path / "b", archive=None).fate(LINK, 0) == ["connection-refused"]


async def test_another_spelling_of_the_link_is_another_address(tmp_path: Path) -> None:
    one = world(tmp_path)
    await one.fate(LINK, 0)
    other = LINK.replace("http:", "https:")
    one.web.answers[other] = 404
    link = by_url(await one.audit(5, cite(other)))[other]
    assert link.finding.verdict is Verdict.UNREACHABLE


async def test_what_was_seen_before_is_told_of_what_refuses_now(tmp_path: Path) -> None:
    one = world(tmp_path, None)
    one.web.answers[LINK] = 200
    await one.fate(LINK, 0)
    one.web.answers[LINK] = 403
    link = by_url(await one.audit(9, cite(LINK)))[LINK]
    told = [signal for signal in link.finding.signals if signal.rule.id == "seen-before"]
    assert [dict(signal.facts) for signal in told] == [{"seen": "2026-03-02", "ago": "9 days ago"}]
