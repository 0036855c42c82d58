"""An audit that is being made is told from one whose process has ended."""

import os
import subprocess
import sys

import pytest
from msgspec.structs import replace

from citewatch.history.running import is_running, process_numbered, this_process

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="nobody can tell there")


def test_another_process_is_running_until_it_ends() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        runner = process_numbered(process.pid)
        assert is_running(runner)
        process.kill()
    assert not is_running(runner)


@pytest.mark.skipif(sys.platform != "linux", reason="known on Linux alone")
def test_one_that_was_killed_is_not_running_before_its_parent_has_heard_of_it() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        runner = process_numbered(process.pid)
        process.kill()
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        assert not is_running(runner)


@pytest.mark.skipif(sys.platform != "linux", reason="known on Linux alone")
def test_a_later_process_of_the_same_number_is_another() -> None:
    parent = process_numbered(os.getppid())
    assert is_running(parent)
    assert not is_running(replace(parent, born="before"))


def test_of_another_machine_nobody_can_tell_and_oneself_is_no_other() -> None:
    assert not is_running(replace(process_numbered(os.getppid()), machine="elsewhere"))
    assert not is_running(this_process())
