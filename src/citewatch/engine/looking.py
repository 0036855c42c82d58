"""Looks at the live web: hosts one beside the other, the links of each a few at a time."""

import asyncio
from collections.abc import Awaitable, Callable

from citewatch.engine.desk import Desk
from citewatch.engine.visit import BATCH, Visit
from citewatch.history.hosts import Opened
from citewatch.history.tasks import Task
from citewatch.history.work import Work

HOSTS_AT_ONCE = 256
"""Hosts visited at once. Idle sockets are cheap: hung hosts decide how long an audit takes."""

_GATHER = 0.02
"""Seconds in which hosts that are done with are gathered before others take their places."""

_SOONEST = 0.01


class Looking:
    """The stage that looks. `work_on` takes an address as far as the live web leads now: whether
    it is to be looked at once more."""

    def __init__(
        self, desk: Desk, work_on: Callable[[Task], Awaitable[bool]], hosts: int = HOSTS_AT_ONCE
    ) -> None:
        self._desk = desk
        self._work_on = work_on
        self._hosts = hosts
        self._active: dict[asyncio.Task[None], Opened] = {}

    async def run(self) -> None:
        """Look at all that is due, and at what was put off when it is; until nothing is left."""
        try:
            while True:
                due = await self._fill()
                if not self._active and due is None:
                    return
                await self._wait(due)
        finally:
            for task in self._active:
                task.cancel()
            await asyncio.gather(*self._active, return_exceptions=True)

    async def _fill(self) -> float | None:
        """Begin with as many hosts as there is room for; when the next that waits is due."""
        now, room = self._desk.clock().timestamp(), self._hosts - len(self._active)

        visited = [host.name for host in self._active.values()]

        def opened_now(work: Work) -> tuple[list[Opened], float | None]:
            if self._desk.ledger.held.rescues:
                work.hosts.keep_open(visited)
            return work.hosts.open(now, room, BATCH), work.hosts.next_due()

        opened, due = await self._desk.work(opened_now)
        for host in opened:
            self._active[asyncio.create_task(self._visit(host))] = host
        return due

    async def _wait(self, due: float | None) -> None:
        """Wait for a host to be done with, or for the next one to be due."""
        seconds = None
        if due is not None and len(self._active) < self._hosts:
            seconds = max(due - self._desk.clock().timestamp(), _SOONEST)
        if not self._active:
            await asyncio.sleep(seconds or 0)
            return
        await asyncio.wait(self._active, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        await asyncio.sleep(_GATHER)
        done = [task for task in self._active if task.done()]
        for task in done:
            del self._active[task]
        faults = [task.exception() for task in done]  # all are heard, or asyncio tells of them
        for fault in filter(None, faults):
            raise fault  # one of our own ends the audit

    async def _visit(self, host: Opened) -> None:
        await Visit(self._desk, host, self._work_on).run()
        self._desk.post(lambda work: work.hosts.close(host.name))
