"""Two audits at once on one history: neither waits long for the other, and both are right."""

import asyncio
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from threading import Thread, Timer

import pytest

from citewatch.history.database import open_history
from citewatch.history.ledger import Ledger
from history.history_lab import AUDIT, end_of, run, small_web, start, usual_links, write_sources

COMMITTED_WITHIN = 0.5
"""Seconds after which what was written may not be lost."""

WAITS_AT_MOST = 2.0
"""Seconds that a write may wait for another audit's, on a busy machine."""


@pytest.mark.parametrize("names", [("a.yaml", "a.yaml"), ("a.yaml", "b.yaml")])
def test_both_have_their_reports(tmp_path: Path, names: tuple[str, str]) -> None:
    with small_web() as web:
        links = usual_links(web)
        for name in set(names):
            write_sources(tmp_path, links, name)
        alone = run(tmp_path, *AUDIT, names[0], "--history", "none")
        both = [start(tmp_path, *AUDIT, name, "--report-dir", name[0]) for name in names]
        done = [end_of(process) for process in both]
    for one in done:
        assert one.verdicts == alone.verdicts
        assert one.code == 1
        assert "remembered" not in one.err, one.err
    with closing(open_history(tmp_path / ".citewatch" / "history.sqlite3")) as opened:
        assert opened.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        endings = opened.execute("SELECT ending FROM audit").fetchall()
        assert [row[0] for row in endings] == ["complete", "complete"]
        of_each = opened.execute("SELECT count(*) FROM link GROUP BY audit").fetchall()
        assert [row[0] for row in of_each] == [11, 11]


def test_a_file_that_another_audit_is_just_making_is_waited_for(tmp_path: Path) -> None:
    """SQLite does not wait by itself to turn on the write-ahead log."""
    file = tmp_path / "history.sqlite3"
    with closing(sqlite3.connect(file, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        made = Timer(0.5, other.execute, ["ROLLBACK"])
        made.start()
        with closing(open_history(file)) as opened:
            assert opened.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        made.join()


def insert(connection: sqlite3.Connection) -> None:
    connection.execute("INSERT INTO preserved (url, at, body) VALUES ('x', ?, x'')", (time.time(),))


async def busy(ledger: Ledger, seconds: float) -> float:
    """Write as fast as may be for so long; the longest that one write had to wait."""
    longest, end = 0.0, time.monotonic() + seconds
    while time.monotonic() < end:
        began = time.monotonic()
        await ledger.call(insert)
        longest = max(longest, time.monotonic() - began)
    return longest


def test_neither_of_two_that_write_without_pause_waits_long(tmp_path: Path) -> None:
    file = tmp_path / "history.sqlite3"
    ledgers = [Ledger(open_history(file)) for _ in range(2)]
    waited: list[float] = []
    threads = [
        Thread(target=lambda one=one: waited.append(asyncio.run(busy(one, 3.0)))) for one in ledgers
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for ledger in ledgers:
        ledger.close().close()
    assert len(waited) == 2
    assert max(waited) < WAITS_AT_MOST


async def test_what_is_written_is_committed_within_half_a_second(tmp_path: Path) -> None:
    file = tmp_path / "history.sqlite3"
    ledger = Ledger(open_history(file))
    oldest: list[float] = []
    with closing(open_history(file)) as beside:
        writing = asyncio.create_task(busy(ledger, 2.0))
        while not writing.done():
            seen = beside.execute("SELECT max(at) FROM preserved").fetchone()[0]
            if seen is not None:
                oldest.append(time.time() - seen)
            await asyncio.sleep(0.01)
    ledger.close().close()
    assert len(oldest) > 20
    assert max(oldest) < COMMITTED_WITHIN


async def test_what_is_written_last_is_committed_too(tmp_path: Path) -> None:
    file = tmp_path / "history.sqlite3"
    ledger = Ledger(open_history(file))
    ledger.post(insert)
    with closing(open_history(file)) as beside:
        await asyncio.sleep(COMMITTED_WITHIN)
        assert beside.execute("SELECT 1 FROM preserved").fetchone()
    ledger.close().close()
