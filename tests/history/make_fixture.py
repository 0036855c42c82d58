"""Writes a small history as this version makes it: run it before a new migration is added.

    PYTHONPATH=src:tests python tests/history/make_fixture.py

The file goes to tests/history/files/ under the number of its version, where later versions must be
able to open it.
"""

import asyncio
import sqlite3
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

from citewatch.core.citation import Citation
from citewatch.core.decision import Answer, Decision
from citewatch.core.snapshot import ArchiveAnswer, ArchiveState
from citewatch.core.verdict import Verdict
from citewatch.history.database import open_history
from citewatch.history.decisions import remember
from citewatch.history.journal import Entry, Event, Journal
from citewatch.history.kept_answers import KeptAnswers
from citewatch.history.ledger import Ledger
from engine_lab import Lab
from fakes import AT, ScriptedArchive, ScriptedWeb

FILES = Path(__file__).parent / "files"
LIVING, GONE = "http://living.example/a", "http://gone.example/b"


async def _audits(file: Path) -> None:
    """Two audits, a week apart; between them one source dies."""
    one, two = (
        Citation("1", "A source", (LIVING,)),
        Citation("2", "Another", (GONE, "mailto:a@b.c")),
    )
    web = ScriptedWeb({LIVING: [200], GONE: [200]})
    await Lab(web, ScriptedArchive(), history=file).audit(one, two)
    web = ScriptedWeb({LIVING: [200], GONE: [404]})
    later = Lab(web, ScriptedArchive(), history=file, now=lambda: AT + timedelta(days=7))
    await later.audit(one, two)


async def _kept_answer(file: Path) -> None:
    ledger = Ledger(open_history(file))
    KeptAnswers(ledger).keep(b"a question", ArchiveAnswer(ArchiveState.NONE, "It has none."), AT)
    ledger.close().close()


def make(file: Path, small: Path) -> None:
    """A history with something of everything in it, and a copy in pages as small as can be."""
    asyncio.run(_audits(file))
    asyncio.run(_kept_answer(file))
    connection = open_history(file)
    document = "sources.yaml"
    kept = Decision(document, "2", GONE, Verdict.DEAD, Answer.KEEP, None, AT, "Doe", "It returns.")
    remember(connection, document, kept)
    Journal(connection).add(Entry(AT, LIVING, Event.SUBMITTED, "job-1"))
    connection.execute("PRAGMA page_size = 512")
    connection.execute("VACUUM INTO ?", (str(small),))
    connection.close()


def main() -> None:
    """Make the file of the present version, unless there is one."""
    with tempfile.TemporaryDirectory() as folder:
        small = Path(folder) / "small.sqlite3"
        make(Path(folder) / "history.sqlite3", small)
        connection = sqlite3.connect(small)
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        connection.close()
        place = FILES / f"v{version}.sqlite3"
        if place.exists():
            sys.exit(f"{place} is there already")
        place.write_bytes(small.read_bytes())


if __name__ == "__main__":
    main()
