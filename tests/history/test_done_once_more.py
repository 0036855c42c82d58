"""What was not committed when a disk was full is done once more, and comes to the same."""

import sqlite3
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from citewatch.core.citation import Citation
from citewatch.history import ledger
from engine_lab import Lab, links_of
from fakes import ScriptedWeb


def real_clock() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - time goes on between what is done and done once more


class FullOnce:
    """A disk that is full at one commit."""

    def __init__(self, commits_before: int) -> None:
        self._commits_left = commits_before
        self.was_full = False

    def __call__(self, connection: sqlite3.Connection) -> None:
        if not connection.in_transaction:
            return
        self._commits_left -= 1
        if self._commits_left >= 0 or self.was_full:
            connection.execute("COMMIT")
            return
        self.was_full = True
        connection.execute("ROLLBACK")  # as SQLite does by itself
        time.sleep(0.5)  # more is due by now than was then
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error


@pytest.mark.parametrize("commits_before", [0, 1])
async def test_no_look_is_lost_with_a_commit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, commits_before: int
) -> None:
    disk = FullOnce(commits_before)
    monkeypatch.setattr(ledger, "_commit", disk)
    urls = [f"http://h{number}.example/x" for number in range(30)]
    web = ScriptedWeb({url: [404] for url in urls})
    lab = Lab(
        web,
        history=tmp_path / "history.sqlite3",
        now=real_clock,
        pause=timedelta(seconds=0.35),
    )
    report = await lab.audit(Citation("1", "", tuple(urls)))
    assert disk.was_full
    assert [link.finding.verdict for link in links_of(report)] == ["dead"] * 30
    assert {web.visits.count(url) for url in urls} == {2}
