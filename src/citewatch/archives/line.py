"""The line to one archive: every request to it is paced, few at a time, and hangs up in trouble."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from functools import partial
from typing import Protocol

from msgspec import Struct

from citewatch.archives.lane import Lane
from citewatch.archives.limits import Limits
from citewatch.core.evidence import Failure
from citewatch.core.retry_after import retry_after_seconds
from citewatch.core.snapshot import ArchiveCall
from citewatch.ports import Clock
from citewatch.wire.faults import WireFault
from citewatch.wire.get import Answer

PAUSE_AT_MOST = 300.0
"""Seconds of Retry-After that are waited for; an archive that wants more is left alone."""

PAUSE_UNSAID = 60.0
"""Seconds of pause after a 429 that names none.

The Internet Archive shuts out, for an hour and more, those who go on for a minute after a 429.
"""

PAUSES_KEPT = 2
"""Pauses in a row after which an archive that still asks for one is left alone."""

BREATH = 2.0
"""Seconds without a call after a server error that names no pause."""

_OF_THE_CAPTURE = frozenset({Failure.BODY_BOMB, Failure.HEADERS_TOO_LARGE, Failure.NOT_HTTP})


class Getter(Protocol):
    """One GET, redirects not followed. Raises WireFault."""

    async def get(
        self, url: str, headers: Mapping[str, str] | None = None, deadline: float | None = None
    ) -> Answer:
        """Ask for `url`; `deadline` is the whole time in seconds."""
        ...


class Unanswered(Exception):
    """The archive gave no answer that says anything about a link. Its text is for people."""


class Unreadable(Unanswered):
    """The archive is well, but what it sent cannot be read."""


class Reply(Struct, frozen=True):
    """An answer of the archive; when it was asked for in UTC, and on the monotonic clock."""

    at: datetime
    began: float
    answer: Answer


class Line:
    """The one way to an archive, shared by all who ask it in a process.

    A 429 pauses everything for as long as the archive asks. One too many of them in a row, a pause
    that is too long or a refused connection closes the line for the rest of the run; failures in a
    row close one lane.
    """

    def __init__(
        self,
        getter: Getter,
        limits: Limits,
        clock: Clock,
        monotonic: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]],
    ) -> None:
        self.replays = Lane(60 / limits.replays_per_minute, limits.replay_deadline, attempts=2)
        self.index = Lane(60 / limits.index_calls_per_minute, limits.index_deadline, attempts=1)
        self.limits = limits
        self._getter = getter
        self._clock = clock
        self._monotonic = monotonic
        self._sleep = sleep
        self._connections = asyncio.Semaphore(limits.connections)
        self._throttled_at: float | None = None
        self._pauses_in_a_row = 0
        self._paused_until = 0.0
        self._closed = ""

    async def ask(
        self,
        lane: Lane,
        url: str,
        log: list[ArchiveCall],
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        """The archive's answer to a GET, on the terms of `request`."""
        get = partial(self._getter.get, url, headers=headers, deadline=lane.deadline)
        return await self.request(lane, url, log, get)

    async def request(
        self, lane: Lane, url: str, log: list[ArchiveCall], send: Callable[[], Awaitable[Answer]]
    ) -> Reply:
        """The archive's answer to what `send` sends: no 429 and no server error of its own.

        Captures of such answers carry Memento-Datetime, and say nothing of the archive.
        Calls that brought no such answer are written to `log`. Raises Unanswered.
        """
        attempt = 1
        while True:
            reply = await self._once(lane, url, log, send)
            status = reply.answer.status
            is_capture = "memento-datetime" in reply.answer.headers
            if is_capture or (status < 500 and status != 429):
                lane.well()
                self._pauses_in_a_row = 0
                return reply
            if status == 429:
                log.append(ArchiveCall(url, reply.at, status, "It asked for a pause."))
                self._throttled(reply)
                continue
            said = f"It answered with a server error ({status})."
            log.append(ArchiveCall(url, reply.at, status, said))
            self._pause(min(max(BREATH, self._asked_pause(reply) or 0), PAUSE_AT_MOST))
            if attempt == lane.attempts:
                lane.trouble()
                raise Unanswered(said)
            attempt += 1

    async def _once(
        self, lane: Lane, url: str, log: list[ArchiveCall], send: Callable[[], Awaitable[Answer]]
    ) -> Reply:
        async with self._turn(lane):
            at, began = self._clock(), self._monotonic()
            try:
                answer = await send()
            except WireFault as fault:
                log.append(ArchiveCall(url, at, None, fault.text))
                raise self._failed(lane, fault) from fault
        return Reply(at, began, answer)

    @asynccontextmanager
    async def _turn(self, lane: Lane) -> AsyncIterator[None]:
        """Wait for the lane's pace and for a free connection, in that order.

        The next caller may enter only when this one is off, so that a slow archive never builds
        up a crowd that it would meet all at once when it gets faster.
        """
        async with lane.entry:
            await self._slot(lane)
            await self._connections.acquire()
            try:
                await self._slot(lane)
            except BaseException:
                self._connections.release()
                raise
            lane.next_start = self._monotonic() + lane.spacing
        try:
            yield
        finally:
            self._connections.release()

    async def _slot(self, lane: Lane) -> None:
        while True:
            if closed := self._closed or lane.closed:
                raise Unanswered(f"{closed}, so it is not asked any more in this run.")
            wait = max(lane.next_start, self._paused_until) - self._monotonic()
            if wait <= 0:
                return
            await self._sleep(wait)

    def _failed(self, lane: Lane, fault: WireFault) -> Unanswered:
        if fault.failure in _OF_THE_CAPTURE:
            lane.well()
            return Unreadable(fault.text)
        if fault.failure is Failure.REFUSED:
            self._closed = "It refused the connection"
        else:
            lane.trouble()
        return Unanswered(fault.text)

    def _throttled(self, reply: Reply) -> None:
        """Pause, or close the line. 429s to calls made before a pause began count as one."""
        pause = max(1.0, self._asked_pause(reply) or PAUSE_UNSAID)
        if pause > PAUSE_AT_MOST:
            self._closed = f"It asked for a pause of more than {PAUSE_AT_MOST / 60:.0f} minutes"
            return
        if self._throttled_at is None or reply.began > self._throttled_at:
            self._pauses_in_a_row += 1
            self._throttled_at = self._monotonic()
        if self._pauses_in_a_row > PAUSES_KEPT:
            self._closed = f"It asked for a pause again after {PAUSES_KEPT} were kept"
        else:
            self._pause(pause)

    def _pause(self, seconds: float) -> None:
        self._paused_until = max(self._paused_until, self._monotonic() + seconds)

    def _asked_pause(self, reply: Reply) -> float | None:
        return retry_after_seconds(reply.answer.headers.get("retry-after"), self._clock())
