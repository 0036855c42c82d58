"""Ctrl-C and polite termination: the first ends the audit, the second ends the program."""

import asyncio
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from citewatch.cli.exits import Exit

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


def leave_on_signals() -> None:
    """Outside an audit, an interruption ends the program at once, without a traceback."""
    for number in _SIGNALS:
        signal.signal(number, _leave)


@contextmanager
def stop_on_signals(stopped: asyncio.Event) -> Iterator[None]:
    """Inside an audit, the first interruption sets `stopped`. Call from within the event loop."""
    loop = asyncio.get_running_loop()

    def stop(_number: int, _frame: FrameType | None) -> None:
        leave_on_signals()
        loop.call_soon_threadsafe(stopped.set)

    for number in _SIGNALS:
        signal.signal(number, stop)
    try:
        yield
    finally:
        leave_on_signals()


def _leave(_number: int, _frame: FrameType | None) -> None:
    sys.exit(Exit.NOT_DONE)
