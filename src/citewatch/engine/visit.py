"""The visit to one host: what is due there is taken one after another, a few at a time."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress

from citewatch.engine.desk import Desk
from citewatch.history.hosts import Opened
from citewatch.history.tasks import Task
from citewatch.history.work import Work

LINKS_AT_ONCE = 2
"""Links of one host worked on at once, as many as it may have connections."""

BATCH = 8
"""Links of one host taken at once, so that no more than these are ever held."""

_SOONEST = 0.01


class Visit:
    """A visit to a host that begins with some links that are due there, at most `BATCH`.

    `work_on` tells of each whether it is to be looked at once more.
    """

    def __init__(
        self, desk: Desk, host: Opened, work_on: Callable[[Task], Awaitable[bool]]
    ) -> None:
        self._desk = desk
        self._host = host.name
        self._work_on = work_on
        self._waiting = deque(host.first)
        self._more = len(host.first) == BATCH
        self._later = host.more
        self._taken: set[int] = set()
        self._due: float | None = None
        self._asking = asyncio.Lock()
        self._freed = asyncio.Event()

    async def run(self) -> None:
        """Work until nothing is due any more."""
        workers = min(LINKS_AT_ONCE, len(self._waiting))
        if workers == 1:
            await self._go_on()
            return
        async with asyncio.TaskGroup() as group:
            for _ in range(workers):
                group.create_task(self._go_on())

    async def _go_on(self) -> None:
        """Take what is due until nothing is, and nobody works on what may be due again."""
        while True:
            task = await self._next()
            if task is not None:
                if await self._work_on(task):
                    self._later = True
                self._taken.discard(task.number)
                self._freed.set()
            elif self._taken:
                await self._wait()
            else:
                return

    async def _next(self) -> Task | None:
        if not self._waiting:
            async with self._asking:
                # Where nobody else is at work, what was put off waits for the host's next visit.
                if not self._waiting and (self._more or (self._later and self._taken)):
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
            tasks = work.hosts.due_at(self._host, now, taken, BATCH)
            return tasks, None if tasks else work.hosts.next_due_at(self._host, taken)

        tasks, self._due = await self._desk.work(ask)
        self._waiting += tasks
        self._more = len(tasks) == BATCH

    async def _wait(self) -> None:
        """Until another is done with a link, or a link that was put off is due."""
        self._freed.clear()
        seconds = None
        if self._due is not None:
            seconds = max(self._due - self._desk.clock().timestamp(), _SOONEST)
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._freed.wait()
