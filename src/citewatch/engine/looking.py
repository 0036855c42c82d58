"""Looks at the live web: hosts one beside the other, the links of each a few at a time."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator

from citewatch.engine.desk import Desk
from citewatch.history.work import Task

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
        faults = [task.exception() for task in done]  # all are heard, or asyncio tells of them
        for fault in filter(None, faults):
            raise fault  # one of our own ends the audit

    async def _visit(self, host: str) -> None:
        while tasks := await self._due(host):
            if len(tasks) == 1:
                await self._work_on(tasks[0])
                continue
            waiting = iter(tasks)

            async def go_on(waiting: Iterator[Task] = waiting) -> None:
                for task in waiting:
                    await self._work_on(task)

            async with asyncio.TaskGroup() as group:
                for _ in range(min(LINKS_AT_ONCE, len(tasks))):
                    group.create_task(go_on())
        await self._desk.work(lambda work: work.close_host(host))

    async def _due(self, host: str) -> list[Task]:
        now = self._desk.clock().timestamp()
        return await self._desk.work(lambda work: work.due_at(host, now, _BATCH))
