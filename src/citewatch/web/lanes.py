"""One lane a host: few connections, a little space between requests, pauses where asked for.

A link that waits for its host holds no connection and no worker, so a slow or paused host delays
no other.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from citewatch.core.evidence import Failure
from citewatch.web.manners import Manners

Origin = tuple[str, str, int]
"""Scheme, host and port."""


class Closed(Exception):
    """The host is not asked any more for now; `failure` says why."""

    def __init__(self, failure: Failure, text: str) -> None:
        super().__init__(text)
        self.failure = failure
        self.text = text


@dataclass
class _Lane:
    slots: asyncio.Semaphore
    first: asyncio.Lock = field(default_factory=asyncio.Lock)
    met: bool = False
    next_start: float = 0.0
    answered: int = 0
    closed: Closed | None = None
    hung: dict[Origin, str] = field(default_factory=dict)


class Lanes:
    """Hands out turns. `monotonic` gives seconds."""

    def __init__(self, manners: Manners, monotonic: Callable[[], float]) -> None:
        self._manners = manners
        self._monotonic = monotonic
        self._connections = asyncio.Semaphore(manners.connections)
        self._lanes: dict[str, _Lane] = {}

    @asynccontextmanager
    async def turn(self, origin: Origin) -> AsyncIterator[None]:
        """Wait for this origin's turn, then hold a connection of it and of the process.

        The first request to a host goes alone: what it meets (a wish for a pause, silence) then
        holds for the others. Raises Closed where the host hung or asked to be left alone.
        """
        lane = self._lane(origin)
        async with lane.slots, _alone_if_first(lane):
            await self._wait_for_start(lane, origin)
            async with self._connections:
                yield

    def answered(self, origin: Origin) -> None:
        """The origin answered: it does not hang."""
        lane = self._lane(origin)
        lane.answered += 1
        lane.hung.pop(origin, None)

    def answers_so_far(self, origin: Origin) -> int:
        """How often the host has answered; compared before and after a request that hung."""
        return self._lane(origin).answered

    def hung(self, origin: Origin, url: str, answers_before: int) -> None:
        """`url` was left without an answer; unless the host answered others meanwhile, it hangs."""
        lane = self._lane(origin)
        if lane.answered == answers_before:
            lane.hung[origin] = url

    def pause(self, origin: Origin, seconds: float) -> None:
        """The host asked for a pause; one beyond the limit closes its lane."""
        lane = self._lane(origin)
        if seconds > self._manners.longest_pause:
            lane.closed = Closed(
                Failure.HOST_ASKED_TO_WAIT, f"it asked for {round(seconds / 60)} minutes"
            )
        lane.next_start = max(
            lane.next_start, self._monotonic() + min(seconds, self._manners.longest_pause)
        )

    def forgive(self) -> None:
        """Ask hosts that hung once more."""
        for lane in self._lanes.values():
            if lane.hung:
                lane.met = False
            lane.hung.clear()

    def _lane(self, origin: Origin) -> _Lane:
        host = origin[1]
        if host not in self._lanes:
            self._lanes[host] = _Lane(asyncio.Semaphore(self._manners.connections_per_host))
        return self._lanes[host]

    async def _wait_for_start(self, lane: _Lane, origin: Origin) -> None:
        # A pause can begin while we wait, so look again after each wait.
        while True:
            if lane.closed is not None:
                raise lane.closed
            if origin in lane.hung:
                raise Closed(Failure.HOST_HUNG, "")
            wait = lane.next_start - self._monotonic()
            if wait <= 0:
                break
            await asyncio.sleep(wait)
        lane.next_start = self._monotonic() + self._manners.spacing


@asynccontextmanager
async def _alone_if_first(lane: _Lane) -> AsyncIterator[None]:
    if lane.met:
        yield
        return
    async with lane.first:
        try:
            if not lane.met:
                yield
                return
        finally:
            lane.met = True
    yield
