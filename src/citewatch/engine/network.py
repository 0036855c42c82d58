"""Whether this machine reaches anything, before a whole audit of failures is believed."""

import asyncio
from collections.abc import Awaitable, Callable

from citewatch.core.evidence import Failure, Visit

_NO_CONTACT = frozenset(
    {
        Failure.NO_SUCH_HOST,
        Failure.NO_ADDRESS_RECORD,
        Failure.DNS_UNANSWERED,
        Failure.CONNECT_TIMEOUT,
        Failure.NETWORK_UNREACHABLE,
    }
)
"""What every request meets on a machine that has lost its network."""

_PROVES_NOTHING = _NO_CONTACT | {
    Failure.NAME_NOT_PUBLIC,
    Failure.PRIVATE_ADDRESS,
    Failure.MALFORMED_ADDRESS,
    Failure.OTHER_SCHEME,
}

PATIENCE = 5.0
"""Seconds in which another link may prove the network before sites that always answer are asked."""


class Offline(Exception):
    """Nothing at all can be reached."""


class Network:
    """Believed in once anybody was met. `online` asks sites that always answer."""

    def __init__(self, online: Callable[[], Awaitable[bool]], patience: float = PATIENCE) -> None:
        self._online = online
        self._patience = patience
        self._proven = asyncio.Event()
        self._asking = asyncio.Lock()

    async def trust(self, visit: Visit) -> None:
        """Go on once a visit may be believed. Raises Offline where nothing at all is reached."""
        if _met_somebody(visit):
            self._proven.set()
        if self._proven.is_set() or visit.failure not in _NO_CONTACT:
            return
        try:
            async with asyncio.timeout(self._patience):
                await self._proven.wait()
        except TimeoutError:
            async with self._asking:
                if not self._proven.is_set() and not await self._online():
                    raise Offline from None
                self._proven.set()


def _met_somebody(visit: Visit) -> bool:
    if visit.status is not None:
        return True
    return visit.asked and visit.failure not in _PROVES_NOTHING
