"""Host names to addresses, with a deadline, so that a slow name waits alone."""

import asyncio
import contextlib
import socket
import threading
from collections.abc import Callable
from functools import lru_cache
from ipaddress import ip_address
from typing import Protocol

from msgspec import Struct

from citewatch.core.evidence import Failure
from citewatch.once import Once
from citewatch.wire.absence import Absent, confirm_absence
from citewatch.wire.faults import WireFault

LOOK_UP_SECONDS = 10.0
"""Two tries of the C library's resolver (resolv.conf(5): 5 seconds each)."""

LOOK_UPS_AT_ONCE = 256
"""500 names took 4.8 s with the event loop's own 6 threads and 1.3 s with 64; names that hang hold
their places for long, so there are as many as connections."""

NAMES_KEPT = 4096
"""Names remembered: each is needed twice within one visit, and again by the host's other links."""


class Address(Struct, frozen=True):
    """Where to dial: a numeric IP address and a port."""

    ip: str
    port: int


class Resolver(Protocol):
    """Looks host names up."""

    async def resolve(self, host: str, port: int) -> tuple[Address, ...]:
        """The addresses of `host`, at least one. Raises WireFault."""
        ...


_EAI_NODATA: int = getattr(socket, "EAI_NODATA", -5)


class SystemResolver:
    """The machine's own resolver: /etc/hosts, resolv.conf and whatever else is set up here.

    Look-ups run in daemon threads, since one that hangs must hold up neither another name nor
    the end of the program. A look-up given up at its deadline frees its place. Looks at the same
    name are shared; what was found is kept, what failed is looked at again the next time.
    """

    def __init__(self, seconds: float = LOOK_UP_SECONDS, at_once: int = LOOK_UPS_AT_ONCE) -> None:
        self._seconds = seconds
        self._places = asyncio.Semaphore(at_once)
        self._found = Once[str, tuple[str, ...]](NAMES_KEPT)

    async def resolve(self, host: str, port: int) -> tuple[Address, ...]:
        """See Resolver."""
        ips = _literal(host)
        if ips is None:
            ips = await self._found.get(host, lambda: self._look_up(host))
        return tuple(Address(ip, port) for ip in ips)

    async def _look_up(self, host: str) -> tuple[str, ...]:
        async with self._places:
            try:
                async with asyncio.timeout(self._seconds):
                    return await _in_daemon_thread(lambda: _ask_system(host))
            except TimeoutError:
                raise WireFault(
                    Failure.DNS_UNANSWERED,
                    f"Looking up the name {host} got no answer in {self._seconds:g} seconds.",
                ) from None
            except (Absent, OSError, ValueError, RuntimeError) as error:
                raise _fault(host, error) from None


@lru_cache(maxsize=256)
def _literal(host: str) -> tuple[str, ...] | None:
    try:
        return (str(ip_address(host)),)
    except ValueError:
        return None


def _ask_system(host: str) -> tuple[str, ...]:
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        if error.errno == socket.EAI_NONAME:
            confirm_absence(host)
        raise
    families = (socket.AF_INET, socket.AF_INET6)
    ips = tuple(dict.fromkeys(str(item[4][0]) for item in found if item[0] in families))
    if not ips:
        raise socket.gaierror(_EAI_NODATA, "no usable address")
    return ips


def _fault(host: str, error: Exception) -> WireFault:
    """What a failed look-up means."""
    if isinstance(error, ValueError):
        return WireFault(Failure.MALFORMED_ADDRESS, f"{host} cannot be the name of a host.")
    code = error.errno if isinstance(error, socket.gaierror) else None
    if isinstance(error, Absent):
        return WireFault(Failure.NO_SUCH_HOST, f"There is no host named {host}.")
    if code == _EAI_NODATA:
        return WireFault(
            Failure.NO_ADDRESS_RECORD, f"The name {host} exists, but leads to no address."
        )
    return WireFault(
        Failure.DNS_UNANSWERED, f"The name {host} could not be looked up; that may pass."
    )


async def _in_daemon_thread(work: Callable[[], tuple[str, ...]]) -> tuple[str, ...]:
    loop = asyncio.get_running_loop()
    future: asyncio.Future[tuple[str, ...]] = loop.create_future()

    def settle(result: tuple[str, ...], error: Exception | None) -> None:
        if future.done():
            return
        if error is not None:
            future.set_exception(error)
        else:
            future.set_result(result)

    def run() -> None:
        result: tuple[str, ...] = ()
        fault: Exception | None = None
        try:
            result = work()
        except Exception as error:  # noqa: BLE001 - handed to the waiting task
            fault = error
        with contextlib.suppress(RuntimeError):  # the program ended meanwhile
            loop.call_soon_threadsafe(settle, result, fault)

    threading.Thread(target=run, daemon=True, name="citewatch-name").start()
    return await future
