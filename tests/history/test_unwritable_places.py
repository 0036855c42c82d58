"""Where no history can be kept, the audit is made all the same, and says so."""

import ctypes
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from citewatch.errors import InputError
from citewatch.history.database import open_history, open_to_read
from citewatch.history.file_systems import network_file_system
from citewatch.history.ledger import Ledger
from citewatch.history.trouble import Unkept
from history.history_lab import AUDIT, Done, run, small_web, write_sources

PLACE = ".citewatch/history.sqlite3"

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="it needs what Linux has")


def obey_permissions() -> None:
    """Root loses the right to write what nobody may write (capabilities(7): CAP_DAC_OVERRIDE)."""
    if os.geteuid() == 0:
        ctypes.CDLL(None).prctl(24, 1)  # PR_CAPBSET_DROP


def audited_anyway(done: Done) -> None:
    assert done.code == 1, done.err
    assert [verdict for _, verdict in done.verdicts] == ["ok", "dead"]


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder with a document to audit."""
    with small_web() as web:
        write_sources(tmp_path, [web.link(11, "/ok/1"), web.link(12, "/gone/2")])
        yield tmp_path
        for path in (tmp_path / ".citewatch", tmp_path / PLACE):
            if path.exists():
                path.chmod(0o755)


def test_in_a_folder_that_cannot_be_written(folder: Path) -> None:
    (folder / ".citewatch").mkdir(mode=0o555)
    done = run(folder, *AUDIT, preexec_fn=obey_permissions)
    audited_anyway(done)
    assert "This run is not remembered" in done.err
    assert PLACE in done.err
    assert "--history" in done.err


def test_below_a_folder_that_cannot_be_made(folder: Path) -> None:
    (folder / "file").write_text("in the way")
    done = run(folder, *AUDIT, "--history", "file/history.sqlite3")
    audited_anyway(done)
    assert "file/history.sqlite3: no history can be kept there" in done.err


def test_in_a_file_that_is_read_only_and_its_past_counts(folder: Path) -> None:
    audited_anyway(run(folder, *AUDIT))
    (folder / PLACE).chmod(0o444)
    before = (folder / PLACE).read_bytes()
    done = run(folder, *AUDIT, preexec_fn=obey_permissions)
    audited_anyway(done)
    assert "This run is not remembered" in done.err
    assert "history.sqlite3: could not be written any more" in done.err
    assert (folder / PLACE).read_bytes() == before
    assert done.report["citations"][1]["links"][0]["history"]["audits"] == 2


def test_what_can_be_read_but_not_written_can_be_looked_at(folder: Path) -> None:
    audited_anyway(run(folder, *AUDIT))
    (folder / PLACE).chmod(0o444)
    (folder / ".citewatch").chmod(0o555)
    listed = run(folder, "history", preexec_fn=obey_permissions)
    assert (listed.code, listed.err) == (0, "")
    assert "2 links, 1 dead" in listed.out


def test_at_a_path_that_is_a_folder(folder: Path) -> None:
    (folder / PLACE).mkdir(parents=True)
    done = run(folder, *AUDIT)
    audited_anyway(done)
    assert f"{PLACE}: no history can be kept there" in done.err
    looked = run(folder, "history")
    assert looked.code == 2
    assert PLACE in looked.err


MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/export /home/doe nfs4 rw 0 0
//server/share /mnt/my\\040share cifs rw 0 0
tmpfs /home/doe/local tmpfs rw 0 0
broken
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/doe/paper/.citewatch/history.sqlite3", "nfs4"),
        ("/home/doe/local/history.sqlite3", ""),
        ("/home/doering/history.sqlite3", ""),
        ("/mnt/my share/history.sqlite3", "cifs"),
        ("/srv/history.sqlite3", ""),
    ],
)
def test_a_network_file_system_is_known_by_its_mount(tmp_path: Path, path: str, kind: str) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(MOUNTS)
    assert network_file_system(Path(path), mounts) == kind
    assert not network_file_system(Path(path), tmp_path / "nothing")


def test_on_a_network_file_system_no_history_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("citewatch.history.database.network_file_system", lambda _: "nfs4")
    with pytest.raises(Unkept, match=r"network file system \(nfs4\).*--history"):
        open_history(tmp_path / "history.sqlite3")
    assert list(tmp_path.iterdir()) == []


def files_at_most(size: int) -> Callable[[], None]:
    """As if the disk ended there: no file grows beyond it."""
    import resource

    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def test_where_there_is_no_space_for_a_history(folder: Path) -> None:
    done = run(folder, *AUDIT, preexec_fn=files_at_most(20_000))
    audited_anyway(done)
    assert f"{PLACE}: no history can be kept there" in done.err
    audited_anyway(run(folder, *AUDIT))  # what was left of it is no hindrance


@pytest.mark.parametrize("pages", [50, 90, 130])
def test_when_the_disk_is_full_in_the_middle_of_an_audit_nothing_is_lost(
    tmp_path: Path, pages: int
) -> None:
    """The log of a run grows until it meets the limit: while documents are read, or later."""
    with small_web() as web:
        links = [web.link(host, f"/{kind}/{host}") for kind in ("ok", "gone") for host in range(40)]
        mails = [f"mailto:a{number}@example.org" for number in range(150)]
        write_sources(tmp_path, [*links, *mails])
        done = run(tmp_path, *AUDIT, preexec_fn=files_at_most(pages * 4096))
    assert done.code == 1
    kinds = ["ok"] * 40 + ["dead"] * 40 + ["skipped"] * 150
    assert [verdict for _, verdict in done.verdicts] == kinds
    assert "could not be written any more" in done.err
    with closing(open_to_read(tmp_path / PLACE)) as opened:
        assert opened.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


async def test_what_was_not_committed_when_the_disk_was_full_is_written_to_memory(
    tmp_path: Path,
) -> None:
    connection = open_history(tmp_path / "history.sqlite3")
    connection.execute(
        f"PRAGMA max_page_count = {connection.execute('PRAGMA page_count').fetchone()[0] + 2}"
    )
    ledger = Ledger(connection)

    def entry(number: int) -> Callable[[sqlite3.Connection], object]:
        return lambda connection: connection.execute(
            "INSERT INTO preserved (url, at, body) VALUES (?, 0, ?)", (str(number), bytes(3000))
        )

    for number in range(12):
        ledger.post(entry(number))
    found = await ledger.call(
        lambda connection: [
            row[0] for row in connection.execute("SELECT url FROM preserved ORDER BY id")
        ]
    )
    assert found == [str(number) for number in range(12)]
    assert ledger.trouble.endswith("could not be written any more (database or disk is full)")
    ledger.close().close()


def test_a_small_disk_that_is_full(tmp_path: Path) -> None:
    """A file system of its own, as long as the process: it needs user namespaces."""
    with small_web() as web:
        links = [web.link(host, f"/gone/{host}") for host in range(20)]
        write_sources(tmp_path, [*links, *(f"mailto:a{n}@example.org" for n in range(300))])
        (tmp_path / ".citewatch").mkdir()
        mount = "mount -t tmpfs -o size=256k citewatch .citewatch"
        inside = ["unshare", "--mount", "--map-root-user", "sh", "-c"]
        try:
            subprocess.run(
                [*inside, mount], cwd=tmp_path, check=True, capture_output=True, timeout=20
            )
        except (OSError, subprocess.SubprocessError):
            pytest.skip("no file system can be mounted here")
        within = [*inside, f'{mount} && exec "$0" "$@"']
        done = run(tmp_path, *AUDIT, within=within)
    assert done.code == 1
    assert len(done.verdicts) == 320
    assert "could not be written any more (database or disk is full)" in done.err


def test_where_there_is_no_history_to_look_at(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no history; an audit makes one"):
        open_to_read(tmp_path / "history.sqlite3")
    assert list(tmp_path.iterdir()) == []
