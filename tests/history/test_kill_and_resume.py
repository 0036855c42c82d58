"""An audit that was killed goes on with --resume as if nothing had been."""

import random
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

import pytest

from history.history_lab import (
    AUDIT,
    SEARCHING_AUDIT,
    Done,
    SmallWeb,
    end_of,
    kill,
    run,
    small_web,
    start,
    until,
    usual_links,
    write_sources,
)

LOST_AT_MOST = 0.5
"""Seconds before a kill whose answers may be lost."""

UNDER_WAY = 0.1
"""Seconds after a kill in which the web may still answer who is not there any more; nobody else has
asked by then."""

PAUSE = "0.6"


@pytest.fixture
def web() -> Iterator[SmallWeb]:
    with small_web() as web:
        yield web


@dataclass(frozen=True)
class Whole:
    """An audit that nobody killed, to compare with, and the web that it asked."""

    done: Done
    web: SmallWeb

    def is_same(self, resumed: Done, web: SmallWeb) -> None:
        port, other = f":{web.port}", f":{self.web.port}"
        verdicts = [(url.replace(other, port), verdict) for url, verdict in self.done.verdicts]
        assert resumed.verdicts == verdicts
        assert resumed.code == self.done.code

    def asked_again(self, web: SmallWeb, killed_at: float) -> dict[str, int]:
        """Who was asked more often than in this one, but for the last moment before a kill."""
        lost = web.counts(until=killed_at + UNDER_WAY, since=killed_at - LOST_AT_MOST)
        kept, usual = web.counts() - lost, self.web.counts()
        return {path: n for path, n in kept.items() if path in usual and n > usual[path]}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    return whole_audit(tmp_path_factory.mktemp("whole"), AUDIT)


def whole_audit(folder: Path, audit: Sequence[str]) -> Whole:
    with small_web() as web:
        write_sources(folder, usual_links(web))
        return Whole(run(folder, *audit, PAUSE=PAUSE), web)


def look_up(folder: Path, question: str) -> list[tuple[object, ...]]:
    """What the history says at this moment; nothing while it is being made."""
    file = folder / ".citewatch" / "history.sqlite3"
    if not file.exists():
        return []
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=5)) as connection:
        if not connection.execute("PRAGMA user_version").fetchone()[0]:
            return []
        return connection.execute(question).fetchall()


def first_request(_folder: Path, web: SmallWeb) -> None:
    until(web.met.is_set)


def a_host_in_hand(_folder: Path, web: SmallWeb) -> None:
    """Others have long answered, and one is still awaited."""
    until(lambda: len(web.answered) >= 8)
    time.sleep(1.5)


def second_looks_wait(folder: Path, _web: SmallWeb) -> None:
    waits = "SELECT 1 FROM audit WHERE ready AND (SELECT count(*) FROM work) BETWEEN 1 AND 4"
    until(lambda: look_up(folder, waits) != [])


@pytest.mark.parametrize(
    ("moment", "slow"), [(first_request, 0.3), (a_host_in_hand, 20.0), (second_looks_wait, 0.3)]
)
def test_whenever_it_is_killed_an_audit_goes_on_and_asks_nobody_again(
    tmp_path: Path, whole: Whole, moment: Callable[[Path, SmallWeb], None], slow: float
) -> None:
    with small_web(slow) as web:
        write_sources(tmp_path, usual_links(web))
        process = start(tmp_path, *AUDIT, PAUSE=PAUSE)
        moment(tmp_path, web)
        killed_at = kill(process)
        web.slow = 0.3
        resumed = run(tmp_path, *AUDIT, "--resume", PAUSE=PAUSE)
    whole.is_same(resumed, web)
    assert whole.asked_again(web, killed_at) == {}
    assert len(resumed.verdicts) == 11


def test_at_any_moment_a_kill_changes_no_verdict(tmp_path: Path, whole: Whole) -> None:
    dice = random.Random(11)

    def killed_after(seconds: float) -> None:
        folder = tmp_path / f"{seconds:.3f}"
        folder.mkdir()
        with small_web() as web:
            write_sources(folder, usual_links(web))
            process = start(folder, *AUDIT, PAUSE=PAUSE)
            time.sleep(seconds)
            killed_at = kill(process)
            ended = look_up(folder, "SELECT 1 FROM audit WHERE told") != []
            resumed = run(folder, *AUDIT, "--resume", PAUSE=PAUSE)
        whole.is_same(resumed, web)
        assert ended or whole.asked_again(web, killed_at) == {}
        assert look_up(folder, "PRAGMA integrity_check") == [("ok",)]

    with ThreadPoolExecutor(2) as together:
        list(together.map(killed_after, [dice.uniform(0.1, 2.0) for _ in range(6)]))


def test_killed_in_search_of_lost_sources_it_looks_at_no_cited_address_again(
    tmp_path: Path,
) -> None:
    whole = whole_audit(tmp_path, SEARCHING_AUDIT)
    folder = tmp_path / "killed"
    folder.mkdir()
    with small_web() as web:
        write_sources(folder, usual_links(web))
        process = start(folder, *SEARCHING_AUDIT, PAUSE=PAUSE)
        until(lambda: look_up(folder, "SELECT 1 FROM probe WHERE purpose = 'candidate'") != [])
        killed_at = kill(process)
        resumed = run(folder, *SEARCHING_AUDIT, "--resume", PAUSE=PAUSE)
    whole.is_same(resumed, web)
    again = whole.asked_again(web, killed_at)
    assert [path for path in again if path.count("/") == 2 and path[-1].isdigit()] == []


def test_killed_while_documents_are_read_a_new_audit_begins_and_says_so(tmp_path: Path) -> None:
    write_sources(tmp_path, [f"mailto:a{number}@example.org" for number in range(20_000)])
    process = start(tmp_path, *AUDIT)
    until(lambda: look_up(tmp_path, "SELECT 1 FROM cited WHERE seq > 0") != [])
    kill(process)
    assert look_up(tmp_path, "SELECT ready FROM audit") == [(0,)]
    resumed = run(tmp_path, *AUDIT, "--resume")
    assert len(resumed.verdicts) == 20_000
    assert "a new one begins" in resumed.err


def test_killed_while_its_report_is_written_it_has_it_again_and_asks_nobody(
    tmp_path: Path, web: SmallWeb
) -> None:
    mails = [f"mailto:a{number}@example.org" for number in range(600)]
    write_sources(tmp_path, [web.link(11, "/gone/1"), *mails])
    process = start(tmp_path, *AUDIT)  # its pipe is full before the report has ended
    until(lambda: look_up(tmp_path, "SELECT 1 FROM audit WHERE ending = 'complete'") != [])
    assert process.poll() is None
    kill(process)
    asked = web.counts()
    resumed = run(tmp_path, *AUDIT, "--resume")
    assert len(resumed.verdicts) == 601
    assert resumed.verdicts[0][1] == "dead"
    assert web.counts() == asked
    assert look_up(tmp_path, "SELECT count(*) FROM audit") == [(1,)]


class _HangingArchive(BaseHTTPRequestHandler):
    """Is asked, and answers nothing before `patient` is set; then it knows of nothing."""

    patient = Event()
    asked = Event()

    def do_GET(self) -> None:
        self.asked.set()
        self.patient.wait(30)
        try:
            self.send_error(404)
        except OSError:
            return

    def log_message(self, *_: object) -> None:
        pass


def test_killed_while_an_archive_is_awaited_the_live_web_is_left_alone(
    tmp_path: Path, web: SmallWeb
) -> None:
    archive = ThreadingHTTPServer(("127.0.0.1", 0), _HangingArchive)
    archive.daemon_threads = True
    Thread(target=archive.serve_forever, args=(0.02,), daemon=True).start()
    place = f"http://127.0.0.1:{archive.server_address[1]}"
    audit = [option for option in AUDIT if option != "--no-archive"]
    write_sources(tmp_path, [web.link(11, "/ok/1"), web.link(12, "/gone/2")])
    try:
        process = start(tmp_path, *audit, ARCHIVE=place)
        until(_HangingArchive.asked.is_set)
        until(lambda: look_up(tmp_path, "SELECT 1 FROM work WHERE stage = 1") != [])
        kill(process)
        asked = web.counts()
        _HangingArchive.patient.set()
        resumed = run(tmp_path, *audit, "--resume", ARCHIVE=place)
    finally:
        archive.shutdown()
        archive.server_close()
    assert [verdict for _, verdict in resumed.verdicts] == ["ok", "dead"]
    assert web.counts() == asked


def test_after_ctrl_c_an_audit_ends_at_once_and_can_be_finished(
    tmp_path: Path, web: SmallWeb
) -> None:
    write_sources(tmp_path, [web.link(11, "/ok/1"), web.link(12, "/slow/2")])
    web.slow = 20
    process = start(tmp_path, *AUDIT)
    until(lambda: look_up(tmp_path, "SELECT 1 FROM link WHERE verdict = 'ok'") != [])
    began = time.monotonic()
    process.send_signal(signal.SIGINT)
    ended = end_of(process)
    assert time.monotonic() - began < 2
    assert ended.code == 3
    assert [verdict for _, verdict in ended.verdicts] == ["ok", "skipped"]
    web.slow = 0
    resumed = run(tmp_path, *AUDIT, "--resume")
    assert [verdict for _, verdict in resumed.verdicts] == ["ok", "ok"]
    assert web.counts()["/ok/1"] == 1


def test_with_nothing_to_go_on_with_a_new_audit_begins_and_says_so(
    tmp_path: Path, web: SmallWeb
) -> None:
    write_sources(tmp_path, [web.link(11, "/ok/1")])
    for _ in range(2):
        done = run(tmp_path, *AUDIT, "--resume")
        assert (done.code, done.verdicts[0][1]) == (0, "ok")
        assert "There is no audit of these sources to go on with: a new one begins." in done.err
    assert web.counts()["/ok/1"] == 2


def test_where_the_documents_have_changed_a_new_audit_begins_and_says_so(
    tmp_path: Path, web: SmallWeb
) -> None:
    web.slow = 20
    write_sources(tmp_path, [web.link(11, "/slow/1")])
    process = start(tmp_path, *AUDIT)
    until(web.met.is_set)
    until(lambda: look_up(tmp_path, "SELECT 1 FROM audit WHERE ready") != [])
    kill(process)
    write_sources(tmp_path, [web.link(11, "/ok/2")])
    resumed = run(tmp_path, *AUDIT, "--resume")
    assert "The documents have changed since: a new audit begins." in resumed.err
    assert [verdict for _, verdict in resumed.verdicts] == ["ok"]


def test_an_audit_that_still_runs_is_not_taken_from_its_process(
    tmp_path: Path, web: SmallWeb
) -> None:
    web.slow = 20
    write_sources(tmp_path, [web.link(11, "/slow/1")])
    process = start(tmp_path, *AUDIT)
    until(web.met.is_set)
    until(lambda: look_up(tmp_path, "SELECT 1 FROM audit WHERE ready") != [])
    refused = run(tmp_path, *AUDIT, "--resume")
    kill(process)
    assert refused.code == 2
    assert f"is still running (process {process.pid})" in refused.err
