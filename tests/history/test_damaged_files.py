"""A file that cannot be trusted is named and left alone."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from citewatch.errors import InputError
from citewatch.history.database import open_history
from citewatch.history.ledger import Ledger
from history.history_lab import AUDIT, run, small_web, write_sources

PLACE = ".citewatch/history.sqlite3"


def truncated(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def cut_within_a_page(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-1000])


def garbage_at_the_beginning(file: Path) -> None:
    file.write_bytes(b"\x9c\x01garbage!" * 10 + file.read_bytes()[100:])


def garbage_in_the_middle(file: Path) -> None:
    content = bytearray(file.read_bytes())
    for page in range(2, len(content) // 4096):
        content[page * 4096 : page * 4096 + 300] = b"\xa5\x5a\xff" * 100
    file.write_bytes(content)


def anothers(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as other:
        other.execute("CREATE TABLE audit (id INTEGER PRIMARY KEY)")


def anothers_of_a_like_version(file: Path) -> None:
    anothers(file)
    with closing(sqlite3.connect(file)) as other:
        other.execute("PRAGMA user_version = 2")


def anothers_with_a_name(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as other:
        other.execute("PRAGMA application_id = 42")


def a_text(file: Path) -> None:
    file.write_text("Not a history, but a note.\n")


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a document that was audited."""
    folder = tmp_path_factory.mktemp("sound")
    write_sources(folder, ["mailto:a@example.org"])
    assert run(folder, *AUDIT).code == 0
    return folder


@pytest.mark.parametrize(
    "harm",
    [
        truncated,
        cut_within_a_page,
        garbage_at_the_beginning,
        garbage_in_the_middle,
        anothers,
        anothers_of_a_like_version,
        anothers_with_a_name,
        a_text,
    ],
)
def test_what_is_no_sound_history_is_named_and_left_as_it_is(
    sound: Path, tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    shutil.copytree(sound, tmp_path, dirs_exist_ok=True)
    harm(tmp_path / PLACE)
    before = (tmp_path / PLACE).read_bytes()
    for command in (AUDIT, ("history",), ("report",)):
        done = run(tmp_path, *command)
        assert done.code == 2, done.err
        assert PLACE in done.err
        assert "it was left as it is" in done.err
        assert "--history" in done.err
        assert (tmp_path / PLACE).read_bytes() == before


HARM = f"""
import pathlib
from citewatch.cli import audit as command
from citewatch.usecases import audit
begin, deliver = audit.Session.begin, command.deliver

def harm(connection):
    if connection.in_transaction:
        connection.execute("COMMIT")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.execute("PRAGMA cache_size = 0")
    file = pathlib.Path({PLACE!r})
    content = bytearray(file.read_bytes())
    for page in range(2, len(content) // 4096):
        content[page * 4096 : page * 4096 + 300] = b"z" * 300
    with file.open("r+b") as out:
        out.write(content)
    pathlib.Path("harmed.sqlite3").write_bytes(content)
    connection.execute("PRAGMA shrink_memory")
"""
"""Another program writes into the file, and what it writes has to be read."""

IN_THE_MIDDLE = """
async def begin_and_harm(self, *given, **more):
    desk = await begin(self, *given, **more)
    await self.ledger.call(harm)
    return desk

audit.Session.begin = begin_and_harm
from citewatch.__main__ import main
main()
"""

AT_THE_REPORT = """
def harm_and_deliver(report, *given):
    harm(report.citations._held.connection)
    deliver(report, *given)

command.deliver = harm_and_deliver
from citewatch.__main__ import main
main()
"""


def test_damage_that_is_met_during_an_audit_is_named_and_the_audit_goes_on(
    tmp_path: Path,
) -> None:
    """The file is sound at the beginning; then another program writes into it."""
    file = tmp_path / PLACE
    with small_web(slow=1.0) as web:
        write_sources(tmp_path, [web.link(host, f"/slow/{host}") for host in range(11, 14)])
        assert run(tmp_path, *AUDIT).code == 0
        (tmp_path / "harmed.py").write_text(f"{HARM}{IN_THE_MIDDLE}")
        done = run(tmp_path, *AUDIT, program=tmp_path / "harmed.py")
    assert done.code == 0, done.err
    assert [verdict for _, verdict in done.verdicts] == ["ok"] * 3
    assert f"This run is not remembered: {file}: is damaged (" in done.err
    assert "it was left as it is" in done.err
    assert "move it away to begin anew, and run the audit again" in done.err
    assert file.read_bytes() == (tmp_path / "harmed.sqlite3").read_bytes()


def test_damage_that_is_met_while_the_report_is_written_is_told_after_it(tmp_path: Path) -> None:
    with small_web() as web:
        links = [web.link(11, "/ok/1"), web.link(12, "/gone/2"), "mailto:a@example.org"]
        write_sources(tmp_path, links)
        (tmp_path / "harmed.py").write_text(f"{HARM}{AT_THE_REPORT}")
        done = run(tmp_path, *AUDIT, program=tmp_path / "harmed.py")
    assert done.code == 3, done.err
    assert [verdict for _, verdict in done.verdicts] == ["skipped"] * 3
    reasons = [cited["links"][0]["reason"] for cited in done.report["citations"]]
    assert reasons == ["unreadable-result", "unreadable-result", "other-scheme"]
    assert "history.sqlite3: is damaged (" in done.err
    assert "the report may lack what was found of 2 links" in done.err
    assert (tmp_path / PLACE).read_bytes() == (tmp_path / "harmed.sqlite3").read_bytes()


A_WORD = "UPDATE audit SET ending = 'comqlete'"
NO_ENCODING = "UPDATE audit SET title = CAST(x'ff41' AS TEXT)"
JSON = "UPDATE finding SET body = CAST('[' || substr(CAST(body AS TEXT), 2) AS BLOB)"
A_VERDICT = "UPDATE link SET verdict = 'skjpped'"


@pytest.mark.parametrize("harm", [A_WORD, NO_ENCODING, JSON, A_VERDICT])
def test_what_was_never_written_in_a_file_that_sqlite_finds_sound_is_named(
    sound: Path, tmp_path: Path, harm: str
) -> None:
    """A byte of a value is another: no check of SQLite's own can tell."""
    shutil.copytree(sound, tmp_path, dirs_exist_ok=True)
    with closing(sqlite3.connect(tmp_path / PLACE)) as connection:
        connection.execute(harm)
        connection.commit()
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    shown = [run(tmp_path, "report"), run(tmp_path, "history", "mailto:a@example.org")]
    if harm != JSON:
        shown.append(run(tmp_path, "history"))
    assert 2 in {done.code for done in shown}
    for done in shown:
        assert done.code in {0, 2}, done.err
        if done.code == 2:
            assert f"{PLACE}: is damaged or no history" in done.err
    audited = run(tmp_path, *AUDIT)
    assert (audited.code, len(audited.verdicts)) == (0, 1)


async def test_nothing_more_is_written_into_a_file_that_turns_out_damaged(tmp_path: Path) -> None:
    file = tmp_path / "history.sqlite3"
    ledger = Ledger(open_history(file))

    def come_upon_it(connection: sqlite3.Connection) -> None:
        connection.execute("INSERT INTO preserved (url, at, body) VALUES ('x', 0, x'00')")
        raise sqlite3.DatabaseError("database disk image is malformed")

    def write(connection: sqlite3.Connection) -> None:
        connection.execute("INSERT INTO preserved (url, at, body) VALUES ('y', 0, x'00')")

    with pytest.raises(InputError, match=r"history\.sqlite3: is damaged"):
        await ledger.call(come_upon_it)
    with pytest.raises(InputError, match="is damaged"):
        await ledger.call(write)
    with pytest.raises(InputError, match="is damaged"):
        ledger.post(write)
    ledger.abandon()
    with closing(open_history(file)) as opened:
        assert opened.execute("SELECT count(*) FROM preserved").fetchone()[0] == 0
