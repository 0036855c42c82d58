"""Asks a question once for all who ask it at the same time, and remembers the last answers."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Coroutine, Hashable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


@dataclass(eq=False)
class _Running(Generic[Value]):
    task: asyncio.Task[Value]
    waiting: int = 0


class Once(Generic[Key, Value]):
    """Answers by key. The `kept` that were used last are remembered, so that memory is bounded.

    One asker's cancellation does not reach the others; where none is left, the question is dropped.
    A failure is told to all who wait for it, but not kept: the next to ask asks anew.
    """

    def __init__(self, kept: int) -> None:
        self._kept = kept
        self._known: OrderedDict[Key, Value] = OrderedDict()
        self._running: dict[Key, _Running[Value]] = {}

    async def get(self, key: Key, ask: Callable[[], Coroutine[Any, Any, Value]]) -> Value:
        """The answer to `key`: remembered, being asked for, or asked for now by `ask`."""
        if key in self._known:
            self._known.move_to_end(key)
            return self._known[key]
        running = self._running.get(key)
        if running is None:
            running = self._started(key, ask)
        running.waiting += 1
        try:
            return await asyncio.shield(running.task)
        finally:
            running.waiting -= 1
            if not running.waiting and not running.task.done():
                self._forget(key, running)
                running.task.cancel()

    def _started(self, key: Key, ask: Callable[[], Coroutine[Any, Any, Value]]) -> _Running[Value]:
        running = _Running(asyncio.create_task(ask()))
        self._running[key] = running
        running.task.add_done_callback(lambda _: self._settle(key, running))
        return running

    def _settle(self, key: Key, running: _Running[Value]) -> None:
        self._forget(key, running)
        if running.task.cancelled() or running.task.exception() is not None:
            return
        self._known[key] = running.task.result()
        while len(self._known) > self._kept:
            self._known.popitem(last=False)

    def _forget(self, key: Key, running: _Running[Value]) -> None:
        if self._running.get(key) is running:
            del self._running[key]
