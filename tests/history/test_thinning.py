"""Old probes go, findings stay, and every audit can be shown again."""

import os
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from citewatch.core.citation import Citation
from citewatch.core.evidence import Failure
from citewatch.history import thinning
from citewatch.history.audits import audit_numbered, listed
from citewatch.history.database import open_history
from citewatch.history.reports import report_of
from citewatch.history.running import process_numbered
from citewatch.history.thinning import LEFT_BEHIND, WHOLE_AUDITS, thin_out
from engine_lab import Lab, Paper, links_of
from fakes import AT, ScriptedWeb

Script = dict[str, list[int | Failure]]

A, B = "http://a.example/x", "http://b.example/y"
CITED = Citation("1", "A source", (A, B))
WELL: Script = {A: [200], B: [200]}
ILL: Script = {A: [200], B: [404]}


def _in_week(week: int) -> datetime:
    return AT + timedelta(weeks=week)


async def audits(
    file: Path,
    answers: Sequence[Script],
    papers: Sequence[str] = (),
    max_age: timedelta | None = None,
) -> None:
    """An audit a week, each with answers of its own."""
    for week, script in enumerate(answers):
        at = AT + timedelta(weeks=week)
        lab = Lab(ScriptedWeb(script), history=file, now=partial(_same, at), max_age=max_age)
        paper = Paper((CITED,), source=papers[week] if papers else "sources.yaml")
        await lab.audit(papers=[paper])


def _same(at: datetime) -> datetime:
    return at


def probes_of(file: Path) -> dict[int, list[str]]:
    """The addresses whose probes are kept, audit by audit."""
    found: dict[int, list[str]] = {}
    with closing(open_history(file)) as opened:
        for past in listed(opened):
            rows = opened.execute(
                "SELECT DISTINCT d.url FROM probe p JOIN address d ON d.id = p.address "
                "WHERE p.audit = ? ORDER BY 1",
                (past.id,),
            ).fetchall()
            found[past.id] = [row[0] for row in rows]
    return found


async def test_of_old_audits_only_the_probes_stay_that_began_a_trouble(tmp_path: Path) -> None:
    file = tmp_path / "history.sqlite3"
    await audits(file, [WELL, *[ILL] * 5])
    kept = probes_of(file)
    assert WHOLE_AUDITS == 3
    assert kept == {1: [], 2: [B], 3: [], 4: [A, B], 5: [A, B], 6: [A, B]}


async def test_every_audit_can_be_shown_again_with_its_findings(tmp_path: Path) -> None:
    file = tmp_path / "history.sqlite3"
    await audits(file, [{A: [200], B: [status]} for status in (404, 403, 200, 404, 200, 200)])
    with closing(open_history(file)) as opened:
        found = {past.id: links_of(report_of(opened, past)) for past in listed(opened)}
    verdicts = [found[number][1].finding.verdict.value for number in range(1, 7)]
    assert verdicts == ["dead", "blocked", "ok", "dead", "ok", "ok"]
    assert [bool(found[number][0].probes) for number in (1, 6)] == [False, True]


async def test_probes_that_a_later_audit_rests_on_stay_as_long_as_it_does(tmp_path: Path) -> None:
    file = tmp_path / "history.sqlite3"
    await audits(file, [WELL] * 4, max_age=timedelta(days=365))
    assert probes_of(file)[1] == [A, B]
    with closing(open_history(file)) as opened:
        past = audit_numbered(opened, 4)
        assert past is not None
        assert all(link.probes for link in links_of(report_of(opened, past)))


async def test_each_document_has_its_own_last_audits(tmp_path: Path) -> None:
    file = tmp_path / "history.sqlite3"
    await audits(
        file, [WELL] * 5, papers=["seldom.md", "often.md", "often.md", "often.md", "often.md"]
    )
    kept = probes_of(file)
    assert kept[1] == [A, B]
    assert kept[2] == []


async def test_thinning_lets_others_have_the_file_between_its_steps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "history.sqlite3"
    await audits(file, [WELL] * 3)
    monkeypatch.setattr(thinning, "_AT_ONCE", 1)
    monkeypatch.setattr(thinning, "WHOLE_AUDITS", 0)
    with closing(open_history(file)) as opened:
        steps = 1
        while thin_out(opened, AT):
            steps += 1
        assert steps > 3
        assert opened.execute("SELECT count(*) FROM probe").fetchone()[0] == 0


async def test_an_audit_left_behind_loses_its_drafts_and_is_not_taken_up_again(
    tmp_path: Path,
) -> None:
    file = tmp_path / "history.sqlite3"
    await audits(file, [ILL])
    with closing(open_history(file)) as opened:
        opened.execute("UPDATE audit SET ending = NULL, process = 2, born = 'long ago'")
        opened.execute("INSERT INTO work VALUES (1, 1, 'a.example', 'a.example', 0, 0, 1)")
        assert not thin_out(opened, AT + LEFT_BEHIND)
        assert opened.execute("SELECT count(*) FROM probe").fetchone()[0] > 0
        thin_out(opened, AT + LEFT_BEHIND + timedelta(seconds=1))
        assert opened.execute("SELECT count(*) FROM probe").fetchone()[0] == 0
        assert opened.execute("SELECT count(*) FROM work").fetchone()[0] == 0
        assert opened.execute("SELECT ready FROM audit").fetchone()[0] == 0
        past = audit_numbered(opened, 1)
        assert past is not None
        assert [link.finding.verdict for link in links_of(report_of(opened, past))] == [
            "ok",
            "dead",
        ]


async def test_an_audit_that_is_still_at_work_is_left_alone_however_old(tmp_path: Path) -> None:
    file = tmp_path / "history.sqlite3"
    await audits(file, [ILL])
    with closing(open_history(file)) as opened:
        parent = process_numbered(os.getppid())  # is there as long as this one
        opened.execute(
            "UPDATE audit SET ending = NULL, process = ?, born = ?", (parent.process, parent.born)
        )
        thin_out(opened, AT + timedelta(days=400))
        assert opened.execute("SELECT count(*) FROM probe").fetchone()[0] > 0
