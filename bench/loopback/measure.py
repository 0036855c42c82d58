"""What one run of a program costs, its children included."""

import math
import os
import subprocess
import time
from pathlib import Path
from typing import NamedTuple

from loopback.programs import Program
from loopback.web import LoopbackWeb


class Run(NamedTuple):
    """Seconds of wall and of CPU (user and system), megabytes at the peak, and what was done.

    `first` are the seconds until the first request came, `most` is how many connections one host
    held at once, `living` the links found to be fine.
    """

    wall: float
    first: float
    cpu: float
    peak: float
    most: float
    requests: float
    living: float


def measure(program: Program, folder: Path, web: LoopbackWeb) -> Run:
    """Run a program in a folder that holds its sources. Raises RuntimeError where it crashes."""
    web.counted()
    began = time.monotonic()
    with (folder / "stdout").open("wb") as out, (folder / "stderr").open("wb") as err:
        child = subprocess.Popen(
            program.arguments,
            cwd=folder,
            env=_environment(program),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
        )
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    wall = time.monotonic() - began
    if child.returncode not in (0, 1, 2):
        said = (folder / "stderr").read_text(errors="replace")[-2_000:]
        raise RuntimeError(f"{program.name} ended with {child.returncode}: {said}")
    counted = web.counted()
    return Run(
        wall,
        (counted.first or math.nan) - began,
        used.ru_utime + used.ru_stime,
        used.ru_maxrss / 1024,
        counted.most,
        counted.requests,
        program.living(folder),
    )


def _environment(program: Program) -> dict[str, str]:
    """Ours, but for what would make Python compile the program anew each time."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, **program.environment}
