"""`citewatch history` and `citewatch report`: what was found before, without asking anybody."""

import json
import shutil
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from citewatch.history.database import open_history
from history.history_lab import AUDIT, SmallWeb, kill, run, small_web, start, until, write_sources

FILES = Path(__file__).parent / "files"
FILE = ".citewatch/history.sqlite3"


@pytest.fixture
def web() -> Iterator[SmallWeb]:
    with small_web() as web:
        yield web


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A folder with the history of two audits; between them one source died."""
    (tmp_path / ".citewatch").mkdir()
    shutil.copy(FILES / "v1.sqlite3", tmp_path / FILE)
    return tmp_path


def test_audits_are_listed_newest_first(old: Path) -> None:
    done = run(old, "history")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        "   2  2026-01-12 12:00  complete     sources.yaml: 3 links, 1 dead",
        "   1  2026-01-05 12:00  complete     sources.yaml: 3 links, none in trouble",
    ]


@pytest.mark.parametrize(
    "spelling",
    [
        "http://gone.example/b",
        "https://www.GONE.example/b/#part",
        "gone.example/b",
        "http://gone.example:80/b?utm_source=x",
    ],
)
def test_a_link_is_found_in_whatever_spelling(old: Path, spelling: str) -> None:
    done = run(old, "history", spelling)
    assert done.code == 0
    newest, oldest = done.out.split("Audit 1")
    assert newest.startswith("Audit 2, 2026-01-12 12:00: sources.yaml, citation 2\n")
    assert "dead since 2026-01-12: " in newest
    assert "Looked twice: 404." in newest
    assert "ok since 2026-01-05: " in oldest
    assert "Looked once: 200." in oldest


def test_an_address_that_nobody_visits_has_its_past_too(old: Path) -> None:
    done = run(old, "history", "mailto:a@b.c")
    assert done.out.count("skipped since 2026-01-05") == 2


def test_what_no_audit_has_met_is_an_error(old: Path) -> None:
    done = run(old, "history", "http://nobody.example/")
    assert done.code == 2
    assert f"{FILE}: no audit has met http://nobody.example/" in done.err


def test_terminal_escapes_in_an_address_are_not_printed(old: Path) -> None:
    done = run(old, "history", "http://x.example/\x1b[31m")
    assert done.code == 2
    assert "\x1b" not in done.err


def test_an_audit_is_shown_again_in_any_format(old: Path, web: SmallWeb) -> None:
    first = json.loads(run(old, "report", "--audit", "1", "--format", "json").out)
    last = json.loads(run(old, "report", "--format", "json").out)
    verdicts = [
        [link["verdict"] for citation in report["citations"] for link in citation["links"]]
        for report in (first, last)
    ]
    assert verdicts == [["ok", "ok", "skipped"], ["ok", "dead", "skipped"]]
    done = run(old, "report", "--format", "markdown", "--output", "again.md")
    assert (done.code, done.out) == (0, "")
    assert "gone.example" in (old / "again.md").read_text()


def test_shown_again_it_is_what_the_audit_printed(tmp_path: Path, web: SmallWeb) -> None:
    write_sources(tmp_path, [web.link(11, "/ok/1"), web.link(12, "/gone/2")])
    printed = run(tmp_path, *AUDIT)
    asked = web.counts()
    again = run(tmp_path, "report", "--format", "json")
    assert again.report == printed.report
    assert web.counts() == asked


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("report", "--audit", "9"), f"{FILE}: there is no audit 9; the newest is audit 2"),
        (("report", "--audit", "0"), "there is no audit 0"),
        (("report", "--history", "none"), "there is nothing to look at"),
        (("history", "--history", "none"), "there is nothing to look at"),
        (("report", "--history", "nope.sqlite3"), "nope.sqlite3: there is no history"),
        (("history", "--history", "nope.sqlite3"), "nope.sqlite3: there is no history"),
        (("report", "--history", "empty.sqlite3"), "there is no audit in this history yet"),
        (("history", "--history", "empty.sqlite3"), "there is no audit in this history yet"),
        (("history", "x", "--history", "empty.sqlite3"), "there is no audit in this history yet"),
    ],
)
def test_what_is_not_there_is_an_error_that_names_it(
    old: Path, arguments: tuple[str, ...], told: str
) -> None:
    open_history(old / "empty.sqlite3").close()
    done = run(old, *arguments)
    assert (done.code, done.out) == (2, "")
    assert told in done.err
    assert not (old / "nope.sqlite3").exists()


def test_while_an_audit_runs_its_file_can_be_looked_at(tmp_path: Path) -> None:
    with small_web(slow=20) as web:
        write_sources(tmp_path, [web.link(11, "/ok/1"), web.link(12, "/slow/2")])
        process = start(tmp_path, *AUDIT)
        until(lambda: web.counts()["/ok/1"] == 1)
        time.sleep(0.5)
        listed = run(tmp_path, "history")
        report = run(tmp_path, "report", "--format", "json")
        of_link = run(tmp_path, "history", web.link(11, "/ok/1"))
        assert process.poll() is None
        kill(process)
    assert "running      sources.yaml: 1 link, none in trouble" in listed.out
    assert [verdict for _, verdict in report.verdicts] == ["ok", "skipped"]
    assert "ok since" in of_link.out
    assert "broken off" in run(tmp_path, "history").out


def test_looking_leaves_nothing_behind(old: Path) -> None:
    open_history(old / FILE).close()
    before = {path.name: path.read_bytes() for path in (old / ".citewatch").iterdir()}
    for arguments in (("history",), ("report",), ("history", "http://gone.example/b")):
        assert run(old, *arguments).code == 0
    assert {path.name: path.read_bytes() for path in (old / ".citewatch").iterdir()} == before
    with closing(open_history(old / FILE)) as opened:
        assert opened.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


def test_who_has_read_enough_of_the_list_may_go(old: Path) -> None:
    """As with `citewatch history | head -1`: the pipe is closed long before the list has ended."""
    with closing(open_history(old / FILE)) as opened:
        opened.execute(
            "WITH RECURSIVE n (i) AS (SELECT 3 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) "
            "INSERT INTO audit (id, sources, started, ending, version, machine, process) "
            "SELECT i, '[]', 0, 'complete', '1', '', 0 FROM n"
        )
    process = start(old, "history")
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.readline().startswith("5000  1970-01-01")
    process.stdout.close()
    assert process.stderr.read() == ""
    assert process.wait(timeout=20) in {0, 1}
    process.stderr.close()
