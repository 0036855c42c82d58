"""The history while an audit runs: one connection in a thread of its own, commits twice a second.

What is asked of it is done in the order in which it was asked. Other audits may use the same file:
the lock is held for parts of a second only. Where the file cannot be written any more, or turns out
to be damaged, the audit goes on in memory.
"""

import asyncio
import queue
import sqlite3
import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

from msgspec import Struct

from citewatch.history.held import Held
from citewatch.history.locking import BREATH, begin
from citewatch.history.trouble import is_of_the_file, told

T = TypeVar("T")

COMMIT_EVERY = 0.3
"""Seconds: with the time in which posts are gathered, what a kill can lose at most."""

HAND_OVER_EVERY = 0.05
"""Seconds in which posts are gathered: each time it is handed something, the thread has to wake."""

_Do = Callable[[sqlite3.Connection], Any]


class _Order(Struct, frozen=True):
    """First what was posted before, then `do` for whoever waits for its `answer`."""

    posted: list[_Do]
    do: _Do | None = None
    answer: asyncio.Future[Any] | None = None


class Ledger:
    """Runs what is to be done with the history. Close it when the audit is over.

    `held` is the history that it works on, in a file or in memory. What is to be
    done may have to be done once more, and must come to the same: it works with the connection that
    it is given, and with nothing else that changes. It reads no clock.
    """

    def __init__(self, history: sqlite3.Connection | Held) -> None:
        self.held = history if isinstance(history, Held) else Held(history)
        self.held.watch()
        self._orders: queue.SimpleQueue[_Order | None] = queue.SimpleQueue()
        self._posted: list[_Do] = []
        self._handing_over: asyncio.TimerHandle | None = None
        self._fault: BaseException | None = None
        self._unusable: Exception | None = None
        self._written: list[_Do] = []
        self._thread = threading.Thread(target=self._run, name="history", daemon=True)
        self._thread.start()

    @property
    def trouble(self) -> str:
        """Why the history could not be kept to the end; "" where it was."""
        return self.held.trouble

    async def call(self, do: Callable[[sqlite3.Connection], T]) -> T:
        """What `do` brings, after all that was asked for before it.

        Raises InputError where the history is damaged, and what could be rescued is no better.
        """
        answer: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._orders.put(_Order(self._taken(), do, answer))
        return await answer

    def post(self, do: _Do) -> None:
        """Have something written soon. Raises what went wrong with an earlier one.

        Only to be called from within an event loop, as `call`.
        """
        self._raise_fault()
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
        self._raise_fault()
        self.held.check()
        return self.held.connection

    def abandon(self) -> None:
        """End after a fault: what was written stays, and nothing is raised."""
        if self._thread.is_alive():
            self._hand_over()
            self._orders.put(None)
            self._thread.join()
        self.held.close()

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

    def _raise_fault(self) -> None:
        if self._fault is not None:
            raise self._fault

    def _run(self) -> None:
        commit_at = 0.0
        while True:
            if not self.held.connection.in_transaction:
                order = self._orders.get()
                commit_at = time.monotonic() + COMMIT_EVERY
            else:
                order = self._next(commit_at)
            if order is None:
                break
            if order is _COMMIT:
                self._commit()
                time.sleep(BREATH)
            else:
                self._obey(order)
        self._commit()

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
            self._write(posted, None)
        if order.do is not None:
            self._write(order.do, order.answer)

    def _write(self, do: _Do, answer: asyncio.Future[Any] | None) -> None:
        try:
            found = self._guarded(do)
        except BaseException as error:  # noqa: BLE001 - handed to whoever asked
            self._failed(answer, error)
            return
        self._written.append(do)
        if answer is not None:
            _tell(answer, answer.set_result, found)

    def _commit(self) -> None:
        try:
            self._guarded(_commit)
        except BaseException as error:  # noqa: BLE001 - told to whoever posts next
            self._failed(None, error)
            return
        self._written.clear()

    def _failed(self, answer: asyncio.Future[Any] | None, error: BaseException) -> None:
        if is_of_the_file(error):
            self.held.roll_back()
            self._unusable = error = told(self.held.name, error)
        if answer is None or error is self._unusable:
            self._fault = self._fault or error
        if answer is not None:
            _tell(answer, answer.set_exception, error)

    def _guarded(self, do: _Do) -> Any:
        """What `do` brings; where the file fails, in memory, after what was not committed."""
        if self._unusable is not None:
            raise self._unusable
        once_more: list[_Do] = []
        while True:
            try:
                for written in once_more:
                    self._done(written)
                return self._done(do)
            except Exception as error:
                if not self.held.goes_on_after(error):
                    raise
                once_more = self._written

    def _done(self, do: _Do) -> Any:
        if do is not _commit and not self.held.connection.in_transaction:
            begin(self.held.connection)
        return do(self.held.connection)


def _commit(connection: sqlite3.Connection) -> None:
    if connection.in_transaction:
        connection.execute("COMMIT")


_COMMIT = _Order([])


def _tell(answer: asyncio.Future[Any], set_it: Callable[[Any], None], what: object) -> None:
    """Hand an answer to the loop that waits for it, unless it is gone or waits no more."""

    def hand_over() -> None:
        if not answer.done():
            set_it(what)

    try:
        answer.get_loop().call_soon_threadsafe(hand_over)
    except RuntimeError:
        return  # the loop was closed: nobody waits
