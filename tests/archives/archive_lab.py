"""What the tests of the archive share: a staged archive with the real wire, and a stub wire."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

import httpx

from citewatch.archives.limits import Limits
from citewatch.archives.line import Getter, Line
from citewatch.archives.look import Judge
from citewatch.archives.wayback import WaybackMachine
from citewatch.core.evidence import Page
from citewatch.core.judge.captures import Worth
from citewatch.core.snapshot import ArchiveAnswer, Wanted
from citewatch.demo.archive import Capture, StagedArchive
from citewatch.wire import get as wire_get
from citewatch.wire.faults import WireFault
from citewatch.wire.names import SystemResolver
from citewatch.wire.transport import WireTransport

NOW = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
FAST = Limits(replays_per_minute=600_000, index_calls_per_minute=600_000)


def page(title: str, text: str = "What the source says. " * 20) -> bytes:
    return f"<html><head><title>{title}</title></head><body><p>{text}</p></body></html>".encode()


def judge(found: Page, url: str, wanted: Wanted) -> Worth:
    """The rule of the tests: a page that calls itself not found is no source."""
    if "not found" in found.title.lower():
        return Worth("It says that the page was not found.", gone=True)
    return Worth()


class FakeTime:
    """A monotonic clock that moves on only when someone sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        assert seconds > 0
        self.now += seconds
        await asyncio.sleep(0)


@dataclass
class Lab:
    archive: StagedArchive
    wayback: WaybackMachine
    time: FakeTime

    def summary(self, answer: ArchiveAnswer) -> list[tuple[str, int | None]]:
        """Each call as the path it asked for, and its status."""
        return [(call.url.removeprefix(self.archive.base), call.status) for call in answer.calls]


@asynccontextmanager
async def staged(
    captures: Iterable[Capture] = (),
    *,
    excluded: Iterable[str] = (),
    junk: list[str] | None = None,
    limits: Limits = FAST,
    rules: Judge = judge,
) -> AsyncIterator[Lab]:
    """A Wayback Machine on loopback, reached through the real wire."""
    time = FakeTime()
    transport = WireTransport(SystemResolver(), ssl.create_default_context, allow_private=True)
    async with (
        StagedArchive(captures, excluded, junk or []) as archive,
        httpx.AsyncClient(transport=transport, trust_env=False) as client,
    ):
        line = Line(wire_get.Getter(client), limits, lambda: NOW, time.monotonic, time.sleep)
        yield Lab(archive, WaybackMachine(line, rules, lambda: NOW, archive.base), time)


def answer(
    url: str, status: int = 200, headers: Mapping[str, str] | None = None, body: bytes = b""
) -> wire_get.Answer:
    return wire_get.Answer(url, status, httpx.Headers(headers), body, False, False, None, 0.0)


Said = wire_get.Answer | WireFault


@dataclass
class StubGetter:
    """Gives what `say` makes of an address, and keeps when each was asked for."""

    time: FakeTime
    say: Callable[[str], Said]
    asked: list[tuple[float, str]] = field(default_factory=list)
    seconds: float = 0.0
    deadlines: list[float | None] = field(default_factory=list)
    most_at_once: int = 0
    _at_once: int = 0

    async def get(
        self, url: str, headers: Mapping[str, str] | None = None, deadline: float | None = None
    ) -> wire_get.Answer:
        self.asked.append((self.time.now, url))
        self.deadlines.append(deadline)
        self._at_once += 1
        self.most_at_once = max(self.most_at_once, self._at_once)
        try:
            await asyncio.sleep(self.seconds)
            said = self.say(url)
        finally:
            self._at_once -= 1
        if isinstance(said, WireFault):
            raise said
        return said


def line_over(getter: Getter, time: FakeTime, limits: Limits | None = None) -> Line:
    return Line(getter, limits or Limits(), lambda: NOW, time.monotonic, time.sleep)
