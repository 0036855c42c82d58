"""The history while an audit runs: one connection in a thread of its own, commits twice a second.

What is asked of it is done in the order in which it was asked. Other audits may use the same file:
the lock is held for parts of a second only. Where the disk fails, the audit goes on in memory.
"""

import asyncio
import queue
import sqlite3
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

T = TypeVar("T")

COMMIT_EVERY = 0.3
"""Seconds: what a kill can lose at most."""

HAND_OVER_EVERY = 0.05
"""Seconds in which posts are gathered: each time it is handed something, the thread has to wake."""

BREATH = 0.02
"""Seconds between two transactions in which another process may take the lock."""

_Do = Callable[[sqlite3.Connection], Any]


@dataclass(frozen=True, slots=True)
class _Order:
    """What is to be done: first what was posted before, then `do` for whoever waits for `answer`."""

    posted: list[_Do]
    do: _Do | None = None
    answer: asyncio.Future[Any] | None = None
    writes: bool = True


class Ledger:
    """Runs what is to be done with the history. Close it when the audit is over.

    `trouble` says why the history could not be kept to the end; "" where it was.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.trouble = ""
        self._connection = connection
        self._orders: queue.SimpleQueue[_Order | None] = queue.SimpleQueue()
        self._posted: list[_Do] = []
        self._handing_over: asyncio.TimerHandle | None = None
        self._fault: BaseException | None = None
        self._written: list[_Do] = []
        self._thread = threading.Thread(target=self._run, name="history", daemon=True)
        self._thread.start()

    async def call(self, do: Callable[[sqlite3.Connection], T], *, writes: bool = True) -> T:
        """What `do` brings, after all that was asked for before it."""
        answer: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._orders.put(_Order(self._taken(), do, answer, writes))
        return await answer

    def post(self, do: _Do) -> None:
        """Have something written soon. Raises what went wrong with an earlier one.

        Only to be called from within an event loop, as `call`.
        """
        if self._fault is not None:
            raise self._fault
        self._posted.append(do)
        if self._handing_over is None:
            loop = asyncio.get_running_loop()
            self._handing_over = loop.call_later(HAND_OVER_EVERY, self._hand_over)

    def close(self) -> sqlite3.Connection:
        """Write down what is left and end the thread. The connection is its caller's again.

        Raises what went wrong on the way.
        """
        self._hand_over()
        self._orders.put(None)
        self._thread.join()
        if self._fault is not None:
            raise self._fault
        return self._connection

    def abandon(self) -> None:
        """End after a fault: what was written stays, and nothing is raised."""
        if self._thread.is_alive():
            self._hand_over()
            self._orders.put(None)
            self._thread.join()
        self._connection.close()

    def _taken(self) -> list[_Do]:
        """What was posted and not handed over yet."""
        if self._handing_over is not None:
            self._handing_over.cancel()
            self._handing_over = None
        posted, self._posted = self._posted, []
        return posted

    def _hand_over(self) -> None:
        if posted := self._taken():
            self._orders.put(_Order(posted))

    def _run(self) -> None:
        commit_at = 0.0
        while True:
            if not self._connection.in_transaction:
                order = self._orders.get()
                commit_at = time.monotonic() + COMMIT_EVERY
            else:
                order = self._next(commit_at)
            if order is None:
                break
            if order is _COMMIT:
                self._guarded(_commit)
                self._written.clear()
                time.sleep(BREATH)
            else:
                self._obey(order)
        self._guarded(_commit)

    def _next(self, commit_at: float) -> _Order | None:
        wait = commit_at - time.monotonic()
        if wait <= 0:
            return _COMMIT
        try:
            return self._orders.get(timeout=wait)
        except queue.Empty:
            return _COMMIT

    def _obey(self, order: _Order) -> None:
        for posted in order.posted:
            try:
                self._write(posted)
            except BaseException as error:  # noqa: BLE001 - told to whoever posts next
                self._fault = self._fault or error
        if order.do is None or order.answer is None:
            return
        try:
            found = self._write(order.do) if order.writes else self._guarded(order.do)
        except BaseException as error:  # noqa: BLE001 - handed to whoever asked
            _tell(order.answer, order.answer.set_exception, error)
            return
        _tell(order.answer, order.answer.set_result, found)

    def _write(self, do: _Do) -> Any:
        found = self._guarded(_in_transaction(do))
        self._written.append(do)
        return found

    def _guarded(self, do: _Do) -> Any:
        """What `do` brings; where the file cannot be written any more, from a copy in memory."""
        try:
            return do(self._connection)
        except sqlite3.OperationalError as error:
            if self.trouble:
                raise
            self._go_on_in_memory(error)
            return do(self._connection)

    def _go_on_in_memory(self, error: sqlite3.OperationalError) -> None:
        """A full disk costs the history, not the audit."""
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")
        memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        memory.row_factory = sqlite3.Row
        self._connection.backup(memory)
        self._connection.close()
        self._connection = memory
        self.trouble = f"the history could not be written any more ({error})"
        memory.execute("BEGIN")
        for written in self._written:
            written(memory)


_COMMIT = _Order([])


def _commit(connection: sqlite3.Connection) -> None:
    if connection.in_transaction:
        connection.execute("COMMIT")


def _in_transaction(do: _Do) -> _Do:
    def within(connection: sqlite3.Connection) -> Any:
        if not connection.in_transaction:
            connection.execute("BEGIN IMMEDIATE")
        return do(connection)

    return within


def _tell(answer: asyncio.Future[Any], set_it: Callable[[Any], None], what: object) -> None:
    """Hand an answer to the loop that waits for it, unless it is gone or waits no more."""

    def hand_over() -> None:
        if not answer.done():
            set_it(what)

    try:
        answer.get_loop().call_soon_threadsafe(hand_over)
    except RuntimeError:
        return  # the loop was closed: nobody waits
