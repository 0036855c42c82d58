"""Ports of this machine that no server stands behind."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from citewatch.wire.names import Address

_LOOPBACK = "127.0.0.1"
_FILLERS = 3

UNREACHABLE = Address("255.255.255.255", 80)
"""The broadcast address: to connect to it is refused by every system before anything is sent."""


@contextmanager
def refused() -> Iterator[Address]:
    """An address that refuses connections: the port is taken, and nobody listens."""
    with socket.socket() as taken:
        taken.bind((_LOOPBACK, 0))
        yield Address(*taken.getsockname())


@contextmanager
def unanswering() -> Iterator[Address]:
    """An address where connections do not come about: its queue is full and stays so."""
    with socket.socket() as listener, ExitStack() as fillers:
        listener.bind((_LOOPBACK, 0))
        listener.listen(0)
        address = listener.getsockname()
        for _ in range(_FILLERS):
            filler = fillers.enter_context(socket.socket())
            filler.setblocking(False)
            filler.connect_ex(address)
        yield Address(*address)
