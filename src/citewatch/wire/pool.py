"""Open connections at rest, kept for the next request to the same server."""

import time
from collections import OrderedDict

from citewatch.wire.connection import Connection

IDLE_SECONDS = 15.0
"""Shorter than what servers commonly allow, so that few connections turn out to be stale."""

IDLE_PER_ORIGIN = 2
IDLE_AT_ALL = 256

Origin = tuple[str, str, int]
"""Scheme, host, port."""


class IdlePool:
    """Connections at rest. Every operation takes constant time, however many are open."""

    def __init__(self) -> None:
        self._by_origin: dict[Origin, list[Connection]] = {}
        self._since: OrderedDict[Connection, tuple[Origin, float]] = OrderedDict()

    def take(self, origin: Origin) -> Connection | None:
        """The connection to `origin` that rested least, or None."""
        self._drop_old()
        while (idle := self._by_origin.get(origin)) is not None:
            connection = idle[-1]
            self._remove(connection)
            if connection.reusable:
                return connection
            connection.close()
        return None

    def put(self, origin: Origin, connection: Connection) -> None:
        """Keep a connection, or close it where it or the pool has had enough."""
        self._drop_old()
        idle = self._by_origin.get(origin, [])
        if not connection.reusable or len(idle) >= IDLE_PER_ORIGIN:
            connection.close()
            return
        self._by_origin.setdefault(origin, []).append(connection)
        self._since[connection] = (origin, time.monotonic())

    def close(self) -> None:
        """Close all of them."""
        while self._since:
            self._close_oldest()

    def _drop_old(self) -> None:
        limit = time.monotonic() - IDLE_SECONDS
        while self._since:
            oldest = next(iter(self._since))
            if len(self._since) < IDLE_AT_ALL and self._since[oldest][1] > limit:
                return
            self._close_oldest()

    def _close_oldest(self) -> None:
        connection = next(iter(self._since))
        self._remove(connection)
        connection.close()

    def _remove(self, connection: Connection) -> None:
        origin, _ = self._since.pop(connection)
        idle = self._by_origin[origin]
        idle.remove(connection)
        if not idle:
            del self._by_origin[origin]
