"""A stage that takes up what the stages before put off for it, a few at a time."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Coroutine, Hashable, Sequence
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)

GATHER = 0.05
"""Seconds in which calls are gathered, so that many of them are answered by one question."""


class Stage(Generic[K]):
    """Works on what is due, `at_once` at a time.

    `due` gives at most so many new ones besides those that are worked on; `work_on` does one.
    `last` is set when the stages before have ended, so that nothing more can come; `done` when
    this one has.
    """

    def __init__(
        self,
        at_once: int,
        due: Callable[[Collection[K], int], Awaitable[Sequence[K]]],
        work_on: Callable[[K], Coroutine[object, object, None]],
        last: asyncio.Event,
    ) -> None:
        self._at_once = at_once
        self._due = due
        self._work_on = work_on
        self._last = last
        self._active: dict[asyncio.Task[None], K] = {}
        self._more = asyncio.Event()
        self.done = asyncio.Event()

    def call(self) -> None:
        """Something may be due."""
        self._more.set()

    async def run(self) -> None:
        """Work until nothing is left and nothing more can come."""
        try:
            while await self._fill():
                await self._wait()
        finally:
            for task in self._active:
                task.cancel()
            await asyncio.gather(*self._active, return_exceptions=True)
        self.done.set()

    async def _fill(self) -> bool:
        """Begin with as many as there is room for; whether there is anything left to wait for."""
        nothing_comes = self._last.is_set()  # before the question, so that nothing slips between
        self._more.clear()
        room = self._at_once - len(self._active)
        if room > 0:
            for one in await self._due(frozenset(self._active.values()), room):
                self._active[asyncio.create_task(self._work_on(one))] = one
        return bool(self._active) or not nothing_comes

    async def _wait(self) -> None:
        """Wait for one to be done, for more to come, or for the end of what came before."""
        if self._last.is_set() and not self._active:
            return  # that end came while it was asked what is due: it has to be asked once more
        events = [self._more] if self._last.is_set() else [self._more, self._last]
        waits = [asyncio.ensure_future(event.wait()) for event in events]
        try:
            await asyncio.wait([*self._active, *waits], return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()
        await asyncio.sleep(GATHER)
        done = [task for task in self._active if task.done()]
        for task in done:
            del self._active[task]
        faults = [task.exception() for task in done]  # all are heard, or asyncio tells of them
        for fault in filter(None, faults):
            raise fault  # one of our own ends the audit
