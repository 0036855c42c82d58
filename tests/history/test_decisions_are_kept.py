"""What people decided, and what was asked on their account, is kept safest of all."""

import json
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from citewatch.core.decision import Answer, Decision
from citewatch.core.verdict import Verdict
from citewatch.errors import InputError
from citewatch.history.database import open_history
from citewatch.history.decisions import decisions_about, remember
from citewatch.history.journal import Entry, Event, Journal
from citewatch.history.thinning import thin_out
from citewatch.usecases.memory import memory_at
from fakes import AT
from history.history_lab import AUDIT, end_of, run, small_web, start, write_sources

GONE = "http://gone.example/b"
KEPT = Decision("sources.yaml", "2", GONE, Verdict.DEAD, Answer.KEEP, None, AT, "Doe")


def decide(connection: sqlite3.Connection) -> None:
    remember(connection, "sources.yaml", KEPT)


def note(connection: sqlite3.Connection) -> None:
    Journal(connection).add(Entry(AT, GONE, Event.SUBMITTED, "job-1"))


@pytest.mark.parametrize("write", [decide, note])
def test_it_is_on_the_disk_before_anything_goes_on(tmp_path: Path, write: object) -> None:
    assert callable(write)
    with closing(open_history(tmp_path / "history.sqlite3")) as connection:
        done: list[str] = []
        connection.set_trace_callback(done.append)
        write(connection)
        connection.set_trace_callback(None)
        order = ["synchronous = FULL", "BEGIN", "INSERT", "COMMIT", "synchronous = NORMAL"]
        told = [line for line in done if "busy" not in line]
        assert [next(step for step in order if step in line) for line in told] == order
        assert connection.execute("PRAGMA synchronous").fetchone()[0] == 1
        assert not connection.in_transaction


def test_it_is_never_thinned_out(tmp_path: Path) -> None:
    with closing(open_history(tmp_path / "history.sqlite3")) as connection:
        decide(connection)
        note(connection)
        while thin_out(connection, AT + timedelta(days=4000)):
            pass
        assert decisions_about(connection, "sources.yaml") == (KEPT,)
        assert Journal(connection).last(GONE) is not None


def test_an_editor_is_not_asked_the_same_question_twice(tmp_path: Path) -> None:
    with small_web() as web:
        write_sources(tmp_path, [web.link(11, "/moved/1"), web.link(12, "/ok/2")])
        repair = ("repair", "--interactive", "--allow-private", "--no-archive", "--no-relocate")
        first = end_of(start(tmp_path, *repair, stdin=-1), "keep\nIt is ours.\n")
        second = end_of(start(tmp_path, *repair, stdin=-1), "replace\n\n")
        report = json.loads(run(tmp_path, "report", "--format", "json").out)
    assert "Your answer" in first.err
    assert "Your answer" not in second.err
    assert "Nothing to repair." in second.err
    assert report["citations"][0]["links"][0]["verdict"] == "moved"


def test_an_answer_that_cannot_be_kept_ends_the_session_and_names_the_file(tmp_path: Path) -> None:
    file = tmp_path / "history.sqlite3"

    def decide_on_a_full_disk() -> None:
        with memory_at(file) as memory:
            pages = memory.connection.execute("PRAGMA page_count").fetchone()[0]
            memory.connection.execute(f"PRAGMA max_page_count = {pages}")
            for number in range(100):
                memory.remember("sources.yaml", replace(KEPT, why=f"{number}" * 500))

    with pytest.raises(InputError, match=r"history\.sqlite3: cannot be used now .*full"):
        decide_on_a_full_disk()
    with memory_at(file) as memory:
        assert [one.why[0] for one in memory.decisions("sources.yaml")][:1] == ["0"]


def test_an_editor_is_told_where_no_answer_will_be_remembered(tmp_path: Path) -> None:
    with small_web() as web:
        write_sources(tmp_path, [web.link(11, "/moved/1")])
        run(tmp_path, *AUDIT, "--output", "report.json")
        place = ("--history", "report.json/history.sqlite3")
        repair = start(tmp_path, "repair", "-i", "--from", "report.json", *place, stdin=-1)
        done = end_of(repair, "keep\n\n")
    assert "This run is not remembered: report.json/history.sqlite3" in done.err
