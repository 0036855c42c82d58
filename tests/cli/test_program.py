"""The program as a process: exit codes of what goes wrong, and no traceback for anybody."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from citewatch import __version__


def citewatch(folder: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "citewatch", *arguments],
        cwd=folder,
        env={**os.environ, **more},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_version_is_printed(tmp_path: Path) -> None:
    done = citewatch(tmp_path, "--version")
    assert (done.returncode, done.stdout.strip()) == (0, f"citewatch {__version__}")


def test_a_missing_document_is_exit_code_2_and_named(tmp_path: Path) -> None:
    done = citewatch(tmp_path, "audit", "missing.yaml")
    assert done.returncode == 2
    assert "missing.yaml" in done.stderr
    assert "Traceback" not in done.stderr


def test_problems_of_all_documents_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("citations: 7\n")
    (tmp_path / "b.yaml").write_text("citations:\n  - id: 1\n    text: x\n    links: []\n")
    done = citewatch(tmp_path, "audit", "a.yaml", "b.yaml")
    assert done.returncode == 2
    assert "a.yaml" in done.stderr
    assert "b.yaml:2" in done.stderr


def test_a_private_address_is_not_visited(tmp_path: Path) -> None:
    (tmp_path / "sources.yaml").write_text(
        'citations:\n  - id: "1"\n    text: x\n    links: ["http://127.0.0.1:9/", "http://[::1]/"]\n'
    )
    done = citewatch(tmp_path, "audit", "--no-archive")
    assert done.returncode == 0
    assert "private" in done.stdout.lower()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for a child")
def test_ctrl_c_ends_the_audit_quickly_and_keeps_what_is_known(tmp_path: Path) -> None:
    listening = _silent_server()
    port = listening.getsockname()[1]
    (tmp_path / "sources.yaml").write_text(
        'citations:\n  - id: "1"\n    text: a mail\n    links: ["mailto:a@example.org"]\n'
        f'  - id: "2"\n    text: silent\n    links: ["http://127.0.0.1:{port}/"]\n'
    )
    running = subprocess.Popen(
        [sys.executable, "-m", "citewatch", "audit", "--allow-private", "--no-archive"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with listening:
        listening.settimeout(30)
        connection, _ = listening.accept()
        with connection:
            began = time.monotonic()
            running.send_signal(signal.SIGINT)
            stdout, stderr = running.communicate(timeout=20)
    assert running.returncode == 3
    assert time.monotonic() - began < 5
    assert "interrupted" in stdout.lower()
    assert "Traceback" not in stderr
    assert list((tmp_path / "reports").glob("audit-*.md"))


def _silent_server() -> socket.socket:
    server = socket.socket()
    server.bind(("127.0.0.1", 0))
    server.listen()
    return server
