"""Whether the process that began an audit is still there."""

import os
import platform
import sys
from pathlib import Path

from msgspec import Struct

_STATE, _STARTED = 0, 19
"""Where a line of /proc/PID/stat says how the process is and when it started (in clock ticks since
the machine did), counted after its name: fields 3 and 22 of proc(5)."""


class Runner(Struct, frozen=True):
    """A process: its machine, its number, and when it was `born`, "" where nobody can tell."""

    machine: str
    process: int
    born: str


def process_numbered(process: int) -> Runner:
    """A process of this machine."""
    return Runner(platform.node(), process, _born(process))


def this_process() -> Runner:
    """The process that runs this."""
    return process_numbered(os.getpid())


def is_running(runner: Runner) -> bool:
    """Whether another process of this machine is still at work; False where nobody can tell."""
    if runner.machine != platform.node() or runner.process == os.getpid():
        return False
    if sys.platform == "win32":
        return False  # there, asking a process for a sign of life would end it
    try:
        os.kill(runner.process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        pass  # it is there, and is another user's
    return runner.born == _born(runner.process)


def _born(process: int) -> str:
    """When a process started, on Linux, and which start of the machine that is counted from.

    "" for one that has ended and was not asked yet how.
    """
    try:
        line = Path(f"/proc/{process}/stat").read_text("utf-8", "replace")
        boot = Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
    except OSError:
        return ""
    fields = line.rpartition(")")[2].split()
    return "" if fields[_STATE] == "Z" else f"{fields[_STARTED]}@{boot}"
