"""Evidence from the command line: kept by an audit, verified by nobody's leave but its own."""

import asyncio
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from wire.rawserver import Call, serving

SOURCES = """\
citations:
  - id: "7"
    text: A source
    links: [{url}]
"""


async def _answer(call: Call) -> None:
    while True:
        await call.request()
        await call.reply(b"<html><title>A page</title>Words.</html>", "Set-Cookie: session=hunter2")


@contextmanager
def server() -> Iterator[str]:
    """A server in a thread of its own, for programs that run beside the test."""
    ready, ended, address = threading.Event(), threading.Event(), []

    async def serve() -> None:
        async with serving(_answer) as raw:
            address.append(raw.url)
            ready.set()
            await asyncio.to_thread(ended.wait)

    thread = threading.Thread(target=asyncio.run, args=(serve(),))
    thread.start()
    ready.wait(10)
    try:
        yield address[0]
    finally:
        ended.set()
        thread.join(10)


def citewatch(folder: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("IA_")}
    return subprocess.run(
        [sys.executable, "-m", "citewatch", *arguments],
        cwd=folder,
        env={**environment, **more},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def audited(tmp_path: Path) -> Path:
    with server() as url:
        (tmp_path / "sources.yaml").write_text(SOURCES.format(url=f"{url}?token=hunter2"))
        arguments = ("--allow-private", "--no-archive", "--evidence", "kept", "--fail-on", "never")
        done = citewatch(tmp_path, "audit", *arguments)
    assert done.returncode == 0, done.stderr
    assert "The evidence is in kept/audit-" in done.stderr
    return tmp_path


def test_an_audit_keeps_evidence_that_can_be_verified(audited: Path) -> None:
    done = citewatch(audited, "verify-evidence", "kept")
    assert done.returncode == 0, done.stderr
    assert "match     live     http://127.0.0.1" in done.stdout
    assert "?token=*** [7]  It is as it was fetched." in done.stdout
    kept = b"".join(path.read_bytes() for path in (audited / "kept").iterdir())
    assert b"hunter2" not in kept


def test_evidence_that_was_changed_is_a_finding(audited: Path) -> None:
    (index,) = (audited / "kept").glob("*.jsonl")
    index.write_text(index.read_text().replace('"status": 200', '"status": 404'))
    done = citewatch(audited, "verify-evidence", "kept")
    assert done.returncode == 1
    assert "no match  live" in done.stdout


def test_a_folder_without_evidence_is_exit_code_2(tmp_path: Path) -> None:
    done = citewatch(tmp_path, "verify-evidence", ".")
    assert done.returncode == 2
    assert "no evidence" in done.stderr


def test_preserve_without_keys_explains_how_to_get_them(tmp_path: Path) -> None:
    done = citewatch(tmp_path, "preserve")
    assert done.returncode == 2
    assert "https://archive.org/account/s3.php" in done.stderr
    assert "IA_SECRET_ACCESS_KEY" in done.stderr
