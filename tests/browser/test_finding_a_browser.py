"""Whether there is a browser to look with, and what is said where there is none."""

import os
import secrets
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from citewatch.browser.find import chromium_here
from citewatch.browser.memory import end_family, family, held
from citewatch.errors import CitewatchError

SOURCES = """\
citations:
  - id: "7"
    text: A source
    links: ["http://127.0.0.1:9/"]
"""


def has_all(name: str) -> object:
    return name


def which(*names: str) -> Callable[[str], str | None]:
    return lambda asked: f"/usr/bin/{asked}" if asked in names else None


def test_an_installed_chromium_is_found_under_any_of_its_names() -> None:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        assert chromium_here({}, which(name), has_all) == Path(f"/usr/bin/{name}")
    both = which("chromium", "google-chrome")
    assert chromium_here({}, both, has_all) == Path("/usr/bin/chromium")


def test_one_that_stands_elsewhere_can_be_named() -> None:
    named = {"CITEWATCH_CHROMIUM": "mine"}
    assert chromium_here(named, which("mine", "chromium"), has_all) == Path("/usr/bin/mine")
    with pytest.raises(CitewatchError, match="CITEWATCH_CHROMIUM: mine is no program"):
        chromium_here(named, which("chromium"), has_all)


def test_what_is_missing_is_named_with_how_to_install_it() -> None:
    with pytest.raises(CitewatchError, match=r"pip install 'citewatch\[browser\]'"):
        chromium_here({}, which("chromium"), lambda _: None)
    with pytest.raises(CitewatchError, match="apt-get install chromium"):
        chromium_here({}, which(), has_all)


def citewatch(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    (folder / "sources.yaml").write_text(SOURCES)
    command = [sys.executable, "-m", "citewatch", "audit", "--browser", "--no-archive"]
    path = ":".join(sys.path)
    return subprocess.run(
        command,
        cwd=folder,
        env={"PYTHONPATH": path, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_without_a_browser_the_program_says_so_and_checks_nothing(tmp_path: Path) -> None:
    done = citewatch(tmp_path, PATH=str(tmp_path), CITEWATCH_CHROMIUM="")
    assert done.returncode == 2
    assert "--browser needs" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "reports").exists()


def test_a_browser_that_does_not_start_is_told_like_any_wrong_usage(tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    pytest.importorskip("playwright")
    done = citewatch(tmp_path, PATH="/usr/bin:/bin", CITEWATCH_CHROMIUM=str(broken))
    assert done.returncode == 2
    assert "could not be started" in done.stderr
    assert "Traceback" not in done.stderr


def test_behind_a_proxy_there_is_no_look_with_a_browser(tmp_path: Path) -> None:
    done = citewatch(tmp_path, PATH="/usr/bin:/bin", HTTP_PROXY="http://127.0.0.1:9")
    assert done.returncode == 2
    assert "does not work behind a proxy" in done.stderr


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="there is no /proc here")
def test_a_browser_is_told_from_other_processes_by_its_mark() -> None:
    mark = f"--citewatch={secrets.token_hex(8)}"
    nested = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'input()'])"
    command = [sys.executable, "-c", nested, mark]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL) as running:
        while len(found := family(mark)) < 2:
            time.sleep(0.02)
        assert running.pid in found
        assert all(held(process) > 0 for process in found)
        assert os.getpid() not in found
        end_family(mark)
        running.wait(10)
    assert family(mark) == []
