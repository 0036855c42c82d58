"""Serves every address of 127.0.0.0/8 on one port, each answer after a wait of its own.

Run in a process of its own: `python -m loopback.server MEDIAN SPREAD`. It prints its port, and ends
when its standard input closes. `GET /-/counts` tells how many connections one host held at most
since the last time it was asked, how many requests were made, and when the first one came.
"""

import asyncio
import json
import math
import random
import sys
import time
from collections import Counter
from typing import cast

from loopback.pages import page

SLOWEST = 8.0
"""Seconds: no answer takes longer, so that no program's own patience decides."""


class Counts:
    """What clients did. A host is the address that a connection was made to."""

    def __init__(self) -> None:
        self.open: Counter[str] = Counter()
        self.reset()

    def reset(self) -> None:
        self.requests = self.most = 0
        self.first: float | None = None

    def asked(self) -> None:
        self.requests += 1
        if self.first is None:
            self.first = time.monotonic()

    def opened(self, host: str) -> None:
        self.open[host] += 1
        self.most = max(self.most, self.open[host])

    def closed(self, host: str) -> None:
        self.open[host] -= 1


class Host(asyncio.Protocol):
    """One connection to one host."""

    def __init__(self, counts: Counts, median: float, spread: float) -> None:
        self._counts = counts
        self._median = median
        self._spread = spread
        self._pending = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)  # uvloop's are no subclass of it
        self._host = str(transport.get_extra_info("sockname")[0])
        self._counts.opened(self._host)

    def connection_lost(self, exc: Exception | None) -> None:
        self._counts.closed(self._host)

    def data_received(self, data: bytes) -> None:
        self._pending += data
        while (end := self._pending.find(b"\r\n\r\n")) >= 0:
            head, self._pending = self._pending[:end], self._pending[end + 4 :]
            method, path, *_ = head.split(b" ", 2)
            if path == b"/-/counts":
                self._send(method, self._told(), b"application/json")
                continue
            self._counts.asked()
            asyncio.get_running_loop().call_later(
                self._wait(path), self._send, method, page(_number(path)), b"text/html"
            )

    def _told(self) -> bytes:
        counts = self._counts
        told = {"requests": counts.requests, "most": counts.most, "first": counts.first}
        counts.reset()
        return json.dumps(told).encode()

    def _wait(self, path: bytes) -> float:
        """Log-normal, and the same for one page whoever asks."""
        if not self._median:
            return 0.0
        chance = random.Random(f"{self._host}{path!r}")
        return min(SLOWEST, chance.lognormvariate(math.log(self._median), self._spread))

    def _send(self, method: bytes, body: bytes, kind: bytes) -> None:
        if self._transport.is_closing():
            return
        head = b"HTTP/1.1 200 OK\r\nContent-Type: %s; charset=utf-8\r\nContent-Length: %d\r\n\r\n"
        self._transport.write(head % (kind, len(body)) + (b"" if method == b"HEAD" else body))


def _number(path: bytes) -> int:
    digits = path.rpartition(b"/")[2]
    return int(digits) if digits.isdigit() else 0


async def serve(median: float, spread: float) -> None:
    """Print the port, then answer until standard input closes."""
    counts, loop = Counts(), asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: Host(counts, median, spread), "0.0.0.0", 0, backlog=4096
    )
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.to_thread(sys.stdin.read)


def main() -> None:
    """Read the command line; uvloop serves where it is installed."""
    try:
        import uvloop
    except ImportError:
        run = asyncio.run
    else:
        run = uvloop.run
    run(serve(*map(float, sys.argv[1:3])))


if __name__ == "__main__":
    main()
