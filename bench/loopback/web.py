"""The web's addresses, and its server as a process that ends with the measurement."""

import json
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.request import urlopen

FOLDER = Path(__file__).parent.parent


class Counted(NamedTuple):
    """Requests that clients made, and the most connections that one host held at once.

    `first` is when the first request came, on the clock that `time.monotonic` reads.
    """

    requests: int
    most: int
    first: float | None


class LoopbackWeb:
    """A running web."""

    def __init__(self, port: int) -> None:
        self._port = port

    def links(self, number: int, hosts: int) -> list[str]:
        """So many links, dealt out over so many hosts."""
        return [f"http://{_host(i % hosts)}:{self._port}/story/{i}" for i in range(number)]

    def counted(self) -> Counted:
        """What was counted since the last time."""
        with urlopen(f"http://127.0.0.1:{self._port}/-/counts") as answer:
            return Counted(**json.load(answer))


@contextmanager
def loopback_web(median: float, spread: float) -> Iterator[LoopbackWeb]:
    """A web whose answers take `median` seconds, log-normal with this `spread` (sigma)."""
    allow_many_files()
    arguments = [sys.executable, "-m", "loopback.server", str(median), str(spread)]
    server = subprocess.Popen(arguments, cwd=FOLDER, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert server.stdin is not None
    assert server.stdout is not None
    with server, server.stdin:
        yield LoopbackWeb(int(server.stdout.readline()))


def allow_many_files() -> None:
    """Raise the soft limit on open files: each connection is one."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 65_536), hard))


def _host(number: int) -> str:
    """Host number 0 is 127.1.0.1, number 250 is 127.1.1.1."""
    rest, last = divmod(number, 250)
    second, third = divmod(rest, 256)
    return f"127.{1 + second}.{third}.{last + 1}"
