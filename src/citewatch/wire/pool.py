"""Open connections at rest, kept for the next request to the same server."""

import time
from collections import OrderedDict

from citewatch.wire.connection import Connection

IDLE_SECONDS = 15.0
"""Shorter than what servers commonly allow, so that few connections turn out to be stale."""

IDLE_PER_HOST = 2
IDLE_AT_ALL = 256

Origin = tuple[str, str, int]
"""Scheme, host, port."""


class IdlePool:
    """Connections at rest. Every operation takes constant time, however many are open.

    A host counts once, whatever the scheme: where a new connection to it is needed, those at rest
    are closed first, so that whoever allows it two at work never holds more than two open.
    """

    def __init__(self) -> None:
        self._by_host: dict[str, list[Connection]] = {}
        self._since: OrderedDict[Connection, tuple[Origin, float]] = OrderedDict()

    def take(self, origin: Origin) -> Connection | None:
        """The connection to `origin` that rested least; None, with all to its host closed."""
        self._drop_old()
        idle = self._by_host.get(origin[1], [])
        for connection in reversed(list(idle)):
            if self._since[connection][0] == origin and connection.reusable:
                self._remove(connection)
                return connection
        for connection in list(idle):
            self._remove(connection)
            connection.close()
        return None

    def put(self, origin: Origin, connection: Connection) -> None:
        """Keep a connection, or close it where it or the pool has had enough."""
        self._drop_old()
        idle = self._by_host.get(origin[1], [])
        if not connection.reusable or len(idle) >= IDLE_PER_HOST:
            connection.close()
            return
        self._by_host.setdefault(origin[1], []).append(connection)
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
        idle = self._by_host[origin[1]]
        idle.remove(connection)
        if not idle:
            del self._by_host[origin[1]]
