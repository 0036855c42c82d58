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


def test_damage_that_is_met_during_an_audit_ends_it_and_is_named(tmp_path: Path) -> None:
    """The file is sound at the beginning; then another program writes into it."""
    file = tmp_path / PLACE
    with small_web(slow=1.0) as web:
        write_sources(tmp_path, [web.link(host, f"/slow/{host}") for host in range(11, 14)])
        assert run(tmp_path, *AUDIT).code == 0
        program = (
            "import sys, threading, pathlib\n"
            "from citewatch.usecases import audit\n"
            "begin = audit.Session.begin\n"
            "async def harmed(self, *given, **more):\n"
            "    desk = await begin(self, *given, **more)\n"
            "    def harm(connection):\n"
            "        connection.execute('COMMIT')\n"
            "        connection.execute('PRAGMA wal_checkpoint(TRUNCATE)')\n"
            "        connection.execute('PRAGMA cache_size = 0')\n"
            f"        file = pathlib.Path({str(file)!r})\n"
            "        content = bytearray(file.read_bytes())\n"
            "        for page in range(2, len(content) // 4096):\n"
            "            content[page * 4096 : page * 4096 + 300] = b'z' * 300\n"
            "        with file.open('r+b') as out:\n"
            "            out.write(content)\n"
            "        connection.execute('PRAGMA shrink_memory')\n"
            "    await self.ledger.call(harm)\n"
            "    return desk\n"
            "audit.Session.begin = harmed\n"
            "from citewatch.__main__ import main\n"
            "main()\n"
        )
        (tmp_path / "harmed.py").write_text(program)
        done = run(tmp_path, *AUDIT, program=tmp_path / "harmed.py")
    assert done.code == 2, done.err
    assert f"{file.name}: is damaged or no history" in done.err


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
