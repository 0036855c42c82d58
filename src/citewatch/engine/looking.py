"""Looks at the live web: hosts one beside the other, the links of each a few at a time."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress

from citewatch.engine.desk import Desk
from citewatch.history.work import Task, Work

HOSTS_AT_ONCE = 256
"""Hosts visited at once. Idle sockets are cheap: hung hosts decide how long an audit takes."""

LINKS_AT_ONCE = 2
"""Links of one host worked on at once, as many as it may have connections."""

_BATCH = 8


class Looking:
    """The stage that looks. `work_on` takes an address as far as the live web leads now."""

    def __init__(
        self, desk: Desk, work_on: Callable[[Task], Awaitable[None]], hosts: int = HOSTS_AT_ONCE
    ) -> None:
        self._desk = desk
        self._work_on = work_on
        self._hosts = hosts
        self._active: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Look at all that is due, and at what was put off when it is; until nothing is left."""
        try:
            while await self._fill():
                await self._wait()
        finally:
            for task in self._active:
                task.cancel()
            await asyncio.gather(*self._active, return_exceptions=True)

    async def _fill(self) -> bool:
        """Begin with as many hosts as there is room for; whether anything is left to wait for."""
        room = self._hosts - len(self._active)
        if room > 0:
            now = self._desk.clock().timestamp()
            for host in await self._desk.work(lambda work: work.open_hosts(now, room)):
                self._active.add(asyncio.create_task(self._visit(host)))
        if self._active:
            return True
        return await self._desk.work(lambda work: work.next_host_due()) is not None

    async def _wait(self) -> None:
        """Wait for a host to be done with, or for the next one to be due."""
        due = await self._desk.work(lambda work: work.next_host_due())
        seconds = None
        if due is not None and len(self._active) < self._hosts:
            seconds = max(due - self._desk.clock().timestamp(), 0.01)
        if not self._active:
            await asyncio.sleep(seconds or 0)
            return
        done, self._active = await asyncio.wait(
            self._active, timeout=seconds, return_when=asyncio.FIRST_COMPLETED
        )
        for task in done:
            task.result()  # a fault of our own ends the audit

    async def _visit(self, host: str) -> None:
        visit = _Visit(self._desk, host, self._work_on)
        due = await visit.begin()
        async with asyncio.TaskGroup() as group:
            for _ in range(min(LINKS_AT_ONCE, due)):
                group.create_task(visit.go_on())
        await self._desk.work(lambda work: work.close_host(host))


class _Visit:
    """The visit to one host, by several who take what is due there one after another."""

    def __init__(self, desk: Desk, host: str, work_on: Callable[[Task], Awaitable[None]]) -> None:
        self._desk = desk
        self._host = host
        self._work_on = work_on
        self._waiting: deque[Task] = deque()
        self._taken: set[int] = set()
        self._due: float | None = None
        self._asking = asyncio.Lock()
        self._freed = asyncio.Event()

    async def begin(self) -> int:
        """How many links are due at first."""
        await self._ask()
        return len(self._waiting)

    async def go_on(self) -> None:
        """Take what is due until nothing is, and nobody works on what may be due again."""
        while True:
            task = await self._next()
            if task is not None:
                await self._work_on(task)
                self._taken.discard(task.number)
                self._freed.set()
            elif self._taken:
                await self._wait()
            else:
                return

    async def _next(self) -> Task | None:
        async with self._asking:
            if not self._waiting:
                await self._ask()
            if not self._waiting:
                return None
            task = self._waiting.popleft()
            self._taken.add(task.number)
            return task

    async def _ask(self) -> None:
        """Ask the history what is due now, or else when something will be."""
        now, taken = self._desk.clock().timestamp(), frozenset(self._taken)

        def ask(work: Work) -> tuple[list[Task], float | None]:
            tasks = work.due_at(self._host, now, taken, _BATCH)
            return tasks, None if tasks else work.next_due_at(self._host, taken)

        tasks, self._due = await self._desk.work(ask)
        self._waiting += tasks

    async def _wait(self) -> None:
        """Until another is done with a link, or a link that was put off is due."""
        self._freed.clear()
        seconds = None
        if self._due is not None:
            seconds = max(self._due - self._desk.clock().timestamp(), 0.01)
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._freed.wait()
