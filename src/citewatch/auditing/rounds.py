"""Rounds of looks: nobody gets a second look before everybody has had the first."""

import asyncio
from collections.abc import Awaitable, Callable


class Rounds:
    """A gate that opens when all members wait at it or have left.

    `between` runs before each opening; what it raises, every waiting member gets.
    """

    def __init__(self, members: int, between: Callable[[], Awaitable[None]]) -> None:
        self._members = members
        self._between = between
        self._waiting: list[tuple[bool, asyncio.Future[None]]] = []
        self._opening: asyncio.Task[None] | None = None

    async def wait(self, *, first: bool) -> None:
        """Wait for the next round; members that come `first` start it before the others."""
        gate: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((first, gate))
        self._open_if_all_wait()
        await gate

    def leave(self) -> None:
        """This member needs no further round."""
        self._members -= 1
        self._open_if_all_wait()

    def _open_if_all_wait(self) -> None:
        if self._waiting and len(self._waiting) == self._members:
            self._opening = asyncio.create_task(self._open())

    async def _open(self) -> None:
        failed: Exception | None = None
        try:
            await self._between()
        except Exception as error:  # noqa: BLE001 - handed on to every member
            failed = error
        waiting, self._waiting = self._waiting, []
        for _, gate in sorted(waiting, key=lambda member: not member[0]):
            if gate.done():
                continue
            if failed is None:
                gate.set_result(None)
            else:
                gate.set_exception(failed)
