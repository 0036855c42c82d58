"""The memory of a browser: a process of it that takes too much is ended, and its page with it.

Chromium reserves more addresses than any limit of the system could allow, so what its processes
really hold is looked at. Where there is no /proc, the limit on scripts alone holds.
"""

import asyncio
import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_PROCESSES = Path("/proc")
_EVERY = 0.25
"""Seconds between two looks. Measured, with a limit of 400 MiB: a script that filled 20 MB every
5 ms was ended at 445 MiB."""


async def watch_memory(mark: str, at_most: int) -> None:
    """End each process, of the one with `mark` in its command and all below it, that holds more
    than `at_most` bytes; for ever."""
    while True:
        await asyncio.sleep(_EVERY)
        for process in await asyncio.to_thread(_too_large, mark, at_most):
            with suppress(OSError):
                os.kill(process, signal.SIGKILL)


def end_family(mark: str) -> None:
    """End what is left of a browser that would not end by itself."""
    for process in family(mark) if mark else ():
        with suppress(OSError):
            os.kill(process, signal.SIGKILL)


def _too_large(mark: str, at_most: int) -> list[int]:
    return [process for process in family(mark) if held(process) > at_most]


def family(mark: str) -> list[int]:
    """The processes with `mark` in their commands, and all that they have begun."""
    parents = dict(_with_parents()) if _PROCESSES.is_dir() else {}
    found = {process for process in parents if mark in _command(process)}
    while more := {one for one, parent in parents.items() if parent in found} - found:
        found |= more
    return sorted(found)


def held(process: int) -> int:
    """Bytes of memory that a process has for itself alone; 0 for one that is gone."""
    for line in _read(process, "status").splitlines():
        if line.startswith("RssAnon:"):
            return int(line.split()[1]) * 1024
    return 0


def _with_parents() -> Iterator[tuple[int, int]]:
    for entry in _PROCESSES.iterdir():
        if entry.name.isdigit():
            process = int(entry.name)
            # The name, in brackets, may hold anything; the parent is the second field behind it.
            fields = _read(process, "stat").rpartition(")")[2].split()
            if len(fields) > 1:
                yield process, int(fields[1])


def _command(process: int) -> list[str]:
    return _read(process, "cmdline").split("\0")


def _read(process: int, name: str) -> str:
    try:
        return (_PROCESSES / str(process) / name).read_text(errors="replace")
    except OSError:
        return ""
