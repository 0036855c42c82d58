"""One kind of call to an archive: its spacing, its deadline, and how often it failed in a row."""

import asyncio

from msgspec import Struct, field

TROUBLES_AT_MOST = 3
"""Timeouts or server errors in a row, after which a kind of call is given up for the run."""


class Lane(Struct):
    """A kind of call: `spacing` and `deadline` in seconds, `attempts` where the server fails.

    Archives count replays and index calls apart and serve them by different machines, so each
    has its own pace and its own run of failures. `entry` lets calls in one at a time, in order.
    `closed` says why the lane is given up, and is empty while it is not.
    """

    spacing: float
    deadline: float
    attempts: int
    entry: asyncio.Lock = field(default_factory=asyncio.Lock)
    next_start: float = 0.0
    troubles: int = 0
    closed: str = ""

    def well(self) -> None:
        """An answer came: the run of failures is over."""
        self.troubles = 0

    def trouble(self) -> None:
        """Count a failure, and give up after one too many."""
        self.troubles += 1
        if self.troubles >= TROUBLES_AT_MOST:
            self.closed = f"It failed {self.troubles} times in a row"
