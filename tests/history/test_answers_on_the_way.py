"""What was answered is written down while more is asked about the same address."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

from citewatch.core.citation import Citation
from citewatch.core.evidence import Failure
from engine_lab import Lab
from fakes import ScriptedWeb

A = "http://a.example/x"


async def test_a_look_is_kept_while_its_address_is_awaited_on_https(tmp_path: Path) -> None:
    file, stopped = tmp_path / "history.sqlite3", asyncio.Event()
    web = ScriptedWeb({A: [Failure.REFUSED]}, hang=A.replace("http:", "https:"))
    running = asyncio.create_task(
        Lab(web, history=file).audit(Citation("1", "", (A,)), stopped=stopped)
    )
    async with asyncio.timeout(5):
        while not purposes(file):  # noqa: ASYNC110 - a thread writes the file
            await asyncio.sleep(0.05)
    assert purposes(file) == ["look"]
    assert web.visits == [A, A.replace("http:", "https:")]
    stopped.set()
    await running


def purposes(file: Path) -> list[str]:
    """What the probes that are on the disk were made for."""
    if not file.exists():
        return []
    with closing(sqlite3.connect(file)) as connection:
        if not connection.execute("PRAGMA user_version").fetchone()[0]:
            return []
        return [row[0] for row in connection.execute("SELECT purpose FROM probe")]
