"""Files of every version are opened, and no schema changes without a step for them."""

import hashlib
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from citewatch.core.report import Ending
from citewatch.core.verdict import Verdict
from citewatch.errors import InputError
from citewatch.history.audits import audit_numbered
from citewatch.history.database import open_history, open_to_read
from citewatch.history.decisions import decisions_about
from citewatch.history.journal import Event, Journal
from citewatch.history.migrating import APPLICATION_ID, migrate, migrations, version_of
from citewatch.history.reports import report_of
from citewatch.history.sightings import sightings_of
from engine_lab import links_of

FILES = Path(__file__).parent / "files"
LATEST = len(migrations())

SCHEMAS = {
    2: "8481531c",
    3: "fc710d3d",
    4: "29c2b445",
}
"""The schema that each version makes, in a few digits. One that is out in the world never changes:
a new schema is a new step in `migrations/`, a new line here, and a file of the version before."""


def schema_of(connection: sqlite3.Connection) -> str:
    rows = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name")
    text = "\n".join(re.sub(r"--[^\n]*|\s+", " ", row[0]) for row in rows)
    return hashlib.sha256(re.sub(r"\s+", " ", text).encode()).hexdigest()[:8]


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_schema_changes_only_with_a_new_migration(tmp_path: Path) -> None:
    with closing(open_history(tmp_path / "new.sqlite3")) as fresh:
        assert {LATEST: schema_of(fresh)} == {LATEST: SCHEMAS[LATEST]}


def test_there_is_a_file_of_every_earlier_version() -> None:
    assert {path.stem for path in FILES.iterdir()} >= {f"v{number}" for number in range(LATEST)}


@pytest.mark.parametrize("version", range(LATEST))
def test_a_file_of_an_earlier_version_becomes_one_of_this(tmp_path: Path, version: int) -> None:
    file = tmp_path / "history.sqlite3"
    shutil.copy(FILES / f"v{version}.sqlite3", file)
    with closing(open_history(file)) as opened:
        assert version_of(opened) == LATEST
        assert schema_of(opened) == SCHEMAS[LATEST]
        assert opened.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
        assert opened.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert opened.execute("PRAGMA journal_mode").fetchone()[0] == "wal"


def test_all_that_stood_in_a_file_of_version_1_is_still_there(tmp_path: Path) -> None:
    file = tmp_path / "history.sqlite3"
    shutil.copy(FILES / "v1.sqlite3", file)
    with closing(open_history(file)) as opened:
        past = audit_numbered(opened, None)
        assert past is not None
        assert (past.id, past.ending, past.at_work) == (2, Ending.COMPLETE, False)
        links = links_of(report_of(opened, past))
        assert [link.finding.verdict for link in links] == ["ok", "dead", "skipped"]
        assert links[1].probes
        (decision,) = decisions_about(opened, "sources.yaml")
        assert (decision.by, decision.verdict) == ("Doe", Verdict.DEAD)
        entry = Journal(opened).last("http://living.example/a")
        assert entry is not None
        assert entry.event is Event.SUBMITTED
        assert opened.execute("SELECT count(*) FROM kept_answer").fetchone()[0] == 1
        assert len(list(sightings_of(opened, "https://www.gone.example/b/"))) == 2


def test_before_a_file_is_migrated_a_copy_of_it_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "history.sqlite3"
    shutil.copy(FILES / "v1.sqlite3", file)
    open_history(file).close()
    assert sorted(bytes_of(tmp_path)) == ["history.sqlite3", "history.sqlite3.version-1"]
    with closing(sqlite3.connect(tmp_path / "history.sqlite3.version-1")) as copy:
        assert version_of(copy) == 1
        assert copy.execute("SELECT count(*) FROM audit").fetchone()[0] == 2


def test_no_copy_is_made_where_nothing_is_migrated(tmp_path: Path) -> None:
    file = tmp_path / "history.sqlite3"
    for _ in range(2):
        open_history(file).close()
    assert list(bytes_of(tmp_path)) == ["history.sqlite3"]


def test_a_step_that_fails_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "history.sqlite3"
    shutil.copy(FILES / "v1.sqlite3", file)
    with closing(sqlite3.connect(file, isolation_level=None)) as opened:
        steps = [*migrations()[:1], "CREATE TABLE more (x);\nINSERT INTO nothing VALUES (1);"]
        with pytest.raises(sqlite3.OperationalError):
            migrate(opened, str(file), steps, copy=False)
        assert version_of(opened) == 1
    assert file.read_bytes() == (FILES / "v1.sqlite3").read_bytes()


@pytest.mark.parametrize("opening", [open_history, open_to_read])
def test_a_file_of_a_newer_version_is_refused_and_left_as_it_is(
    tmp_path: Path, opening: object
) -> None:
    file = tmp_path / "history.sqlite3"
    open_history(file).close()
    with closing(sqlite3.connect(file)) as newer:
        newer.execute("PRAGMA journal_mode = DELETE")
        newer.execute(f"PRAGMA user_version = {LATEST + 1}")
    before = bytes_of(tmp_path)
    assert callable(opening)
    with pytest.raises(InputError, match="written by a newer citewatch; update this one"):
        opening(file)
    assert bytes_of(tmp_path) == before


def test_a_file_of_an_earlier_version_can_be_looked_at(tmp_path: Path) -> None:
    file = tmp_path / "history.sqlite3"
    shutil.copy(FILES / "v1.sqlite3", file)
    with closing(open_to_read(file)) as opened:
        assert len(list(sightings_of(opened, "http://gone.example/b"))) == 2
