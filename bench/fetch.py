"""Requests per second and CPU per request: this project's Getter beside plain httpx.

Run `python bench/fetch.py`. A server on loopback, in a process of its own, answers for 500 hosts
(addresses of 127.0.0.0/8) with bodies of 20 KB over kept connections. Every measurement runs in a
fresh process; rounds are interleaved, and the table shows medians, since other work on the machine
disturbs single runs. Ratios can be trusted further than absolute numbers.

There are so many hosts because an audit never has more than two connections to one: at 1,000
concurrent each host has two requests at once.
"""

import argparse
import asyncio
import json
import resource
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator
from itertools import product
from typing import NamedTuple

import httpx

from citewatch.wire.get import Getter
from citewatch.wire.names import SystemResolver
from citewatch.wire.transport import WireTransport

HOSTS = [f"127.0.{third}.{last}" for third in range(5) for last in range(2, 102)]
BODY = b"<!doctype html><title>A page</title>".ljust(20_000, b" ")
ANSWER = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(BODY) + BODY
)
STACKS = ("httpx", "citewatch")
CONCURRENT = (100, 1_000)


class Cell(NamedTuple):
    """What one measurement found."""

    per_second: float
    cpu_ms: float
    peak_mb: float
    errors: float


class PageServer(asyncio.Protocol):
    """Answers every request with the same page."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._pending = b""

    def data_received(self, data: bytes) -> None:
        self._pending += data
        while (end := self._pending.find(b"\r\n\r\n")) >= 0:
            self._pending = self._pending[end + 4 :]
            self._transport.write(ANSWER)


async def serve() -> None:
    """Print the port, then answer until standard input closes."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(PageServer, "0.0.0.0", 0, backlog=4096)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.to_thread(sys.stdin.read)


async def measure(stack: str, port: int, requests: int, concurrent: int) -> Cell:
    """Make the requests, `concurrent` at a time, and count what this process spent."""
    urls = [f"http://{HOSTS[i % len(HOSTS)]}:{port}/page/{i}" for i in range(requests)]
    async with _client(stack, concurrent) as client:
        get = _get(stack, client)
        await get(urls[0])
        waiting = iter(urls)
        cpu, wall = time.process_time(), time.perf_counter()
        errors = sum(await asyncio.gather(*(_work(get, waiting) for _ in range(concurrent))))
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Cell(requests / wall, 1000 * cpu / requests, peak, errors)


def _client(stack: str, concurrent: int) -> httpx.AsyncClient:
    if stack == "httpx":
        # httpx's own settings, but for room for every request and time for its queue.
        limits = httpx.Limits(max_connections=concurrent, max_keepalive_connections=20)
        return httpx.AsyncClient(limits=limits, timeout=60, trust_env=False)
    transport = WireTransport(SystemResolver(), httpx.create_ssl_context, allow_private=True)
    return httpx.AsyncClient(transport=transport, trust_env=False)


def _get(stack: str, client: httpx.AsyncClient) -> Callable[[str], Awaitable[None]]:
    async def plain(url: str) -> None:
        response = await client.get(url)
        assert len(response.content) == len(BODY)

    async def ours(url: str) -> None:
        answer = await getter.get(url)
        assert len(answer.body) == len(BODY)

    if stack == "httpx":
        return plain
    getter = Getter(client)
    return ours


async def _work(get: Callable[[str], Awaitable[None]], urls: Iterator[str]) -> int:
    """Get addresses until none is left; how many failed."""
    errors = 0
    for url in urls:
        try:
            await get(url)
        except httpx.TransportError:
            errors += 1
    return errors


def measured_apart(stack: str, port: int, requests: int, concurrent: int) -> Cell:
    """`measure` in a process of its own."""
    arguments = [sys.executable, __file__, "--measure", stack, str(port), str(requests)]
    done = subprocess.run([*arguments, str(concurrent)], stdout=subprocess.PIPE, check=True)
    return Cell(*json.loads(done.stdout))


def table(cells: dict[tuple[str, int], list[Cell]]) -> str:
    """The medians, one line per measurement, with each ratio to plain httpx."""
    lines = ["stack      concurrent  requests/s  CPU ms/request  peak MB  errors  CPU to httpx's"]
    for concurrent in CONCURRENT:
        plain = statistics.median(cell.cpu_ms for cell in cells["httpx", concurrent])
        for stack in STACKS:
            median = Cell(*map(statistics.median, zip(*cells[stack, concurrent], strict=True)))
            lines.append(
                f"{stack:<9}  {concurrent:>10,}  {median.per_second:>10,.0f}  "
                f"{median.cpu_ms:>14.3f}  {median.peak_mb:>7.0f}  "
                f"{median.errors:>6.0f}  {median.cpu_ms / plain:>14.3f}"
            )
    return "\n".join(lines)


def compare(requests: int, rounds: int) -> None:
    """Measure every stack at every concurrency and print the table."""
    server = subprocess.Popen(
        [sys.executable, __file__, "--serve"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert server.stdin is not None
    assert server.stdout is not None
    cells: dict[tuple[str, int], list[Cell]] = defaultdict(list)
    with server, server.stdin:
        port = int(server.stdout.readline())
        for _ in range(rounds):
            for stack, concurrent in product(STACKS, CONCURRENT):
                cell = measured_apart(stack, port, requests, concurrent)
                cells[stack, concurrent].append(cell)
    print(table(cells))


def allow_many_files() -> None:
    """Raise the soft limit on open files: each connection is one."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 8192 if hard == resource.RLIM_INFINITY else min(8192, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="CPU per request beside plain httpx.")
    parser.add_argument("--requests", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--measure", nargs=4, help=argparse.SUPPRESS)
    given = parser.parse_args()
    allow_many_files()
    if given.serve:
        asyncio.run(serve())
    elif given.measure:
        stack, *numbers = given.measure
        print(json.dumps(asyncio.run(measure(stack, *map(int, numbers)))))
    else:
        compare(given.requests, given.rounds)


if __name__ == "__main__":
    main()
