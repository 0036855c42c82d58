"""Opens connections, to the very addresses that the guard has judged and to no others."""

import asyncio
import errno
import socket
import ssl
from collections.abc import Iterable, Sequence
from itertools import chain, zip_longest

from citewatch.core.evidence import NEVER_SECURED, Failure
from citewatch.wire.connection import Connection
from citewatch.wire.faults import WireFault, tls_fault
from citewatch.wire.guard import is_local_name, is_public
from citewatch.wire.names import Address, Resolver

STAGGER_SECONDS = 0.25
"""How long one address has for itself before the next is tried too: RFC 8305 section 8."""

_UNREACHABLE = "This machine has no way to the server's network."
_MEANING: dict[int, tuple[Failure, str]] = {
    errno.ECONNREFUSED: (Failure.REFUSED, "The server refused the connection."),
    errno.ECONNRESET: (Failure.RESET, "The server broke off the connection."),
    errno.ECONNABORTED: (Failure.RESET, "The connection broke off."),
    errno.EPIPE: (Failure.RESET, "The server broke off the connection."),
    errno.ETIMEDOUT: (Failure.CONNECT_TIMEOUT, "The server did not take the connection in time."),
    errno.EMFILE: (Failure.NETWORK_UNREACHABLE, "This machine has too many files open."),
    errno.ENFILE: (Failure.NETWORK_UNREACHABLE, "This machine has too many files open."),
}


class Dialler:
    """Looks a host up once, judges every address found, and connects to one of them.

    `connect_timeout` (seconds) bounds the TCP connection, and then once more the TLS handshake;
    `read_timeout` is that of the connections. Private addresses are refused, also where only one
    of several is private, unless `allow_private`; the addresses in `staged` are let through.
    """

    def __init__(
        self,
        resolver: Resolver,
        *,
        allow_private: bool,
        staged: frozenset[str] = frozenset(),
        connect_timeout: float,
        read_timeout: float,
    ) -> None:
        self._resolver = resolver
        self._allow_private = allow_private
        self._staged = staged
        self._connect_timeout = connect_timeout
        self._read_timeout = read_timeout

    async def connect(
        self, host: str, port: int, tls: asyncio.Future[ssl.SSLContext] | None
    ) -> Connection:
        """A connection to `host`, secured with `tls` where it is given. Raises WireFault.

        `tls` is for all connections, and waited for once this one stands.
        """
        sock, address = await self.reach(host, port)
        connection = Connection(address, self._read_timeout)
        loop = asyncio.get_running_loop()
        if tls is None:
            await loop.create_connection(lambda: connection, sock=sock)
        else:
            context, name = await _shared(tls, sock), host.rstrip(".")
            try:
                await self._secure(connection, sock, name, context)
            except WireFault as fault:
                if fault.failure is not Failure.TLS_WRONG_HOST or "_" not in name:
                    raise
                return await self._named_by_ourselves(address, name, context, fault)
        return connection

    async def reach(self, host: str, port: int) -> tuple[socket.socket, Address]:
        """A socket connected to `host`, and the address that it leads to. Raises WireFault."""
        if not self._allow_private and is_local_name(host):
            raise WireFault(Failure.PRIVATE_ADDRESS, f"{host} is this machine.")
        addresses = await self._resolver.resolve(host, port)
        if not self._allow_private:
            refuse_private(host, [a for a in addresses if a.ip not in self._staged])
        return await self._connected(addresses)

    async def _connected(self, addresses: Sequence[Address]) -> tuple[socket.socket, Address]:
        try:
            async with asyncio.timeout(self._connect_timeout):
                return await _first_to_connect(_interleaved(addresses))
        except TimeoutError:
            raise WireFault(
                Failure.CONNECT_TIMEOUT,
                f"The server did not take the connection in {self._connect_timeout:g} seconds.",
            ) from None

    async def _named_by_ourselves(
        self, address: Address, name: str, tls: ssl.SSLContext, refusal: WireFault
    ) -> Connection:
        """Another connection, whose certificate's name is judged as browsers judge it.

        All else about the certificate is verified as ever, and nothing is sent before both.
        """
        # Slow to import, and needed for few names.
        from citewatch.wire.certificate_names import is_made_out_to, without_names  # noqa: PLC0415

        context = await asyncio.to_thread(without_names, tls)
        sock, _ = await self._connected([address])
        connection = Connection(address, self._read_timeout)
        transport = await self._secure(connection, sock, name, context)
        if not is_made_out_to(_dns_names(transport), name):
            connection.close()
            raise refusal
        return connection

    async def _secure(
        self, connection: Connection, sock: socket.socket, name: str, tls: ssl.SSLContext
    ) -> asyncio.Transport:
        try:
            async with asyncio.timeout(self._connect_timeout):
                transport, _ = await asyncio.get_running_loop().create_connection(
                    lambda: connection, sock=sock, ssl=tls, server_hostname=name
                )
        except TimeoutError:
            raise WireFault(Failure.ANSWER_TIMEOUT, NEVER_SECURED) from None
        except ssl.SSLError as error:
            raise tls_fault(error) from None
        except OSError:
            raise WireFault(
                Failure.RESET, "The server broke off the connection while it was being secured."
            ) from None
        return transport


def _dns_names(transport: asyncio.Transport) -> list[str]:
    """The names that the certificate of a secured connection is made out to."""
    certificate = transport.get_extra_info("peercert") or {}
    return [name for kind, name in certificate.get("subjectAltName", ()) if kind == "DNS"]


async def _shared(tls: asyncio.Future[ssl.SSLContext], sock: socket.socket) -> ssl.SSLContext:
    """The context, which one who gives up waiting leaves to the others."""
    try:
        return await asyncio.shield(tls)
    except BaseException:
        sock.close()
        raise


def refuse_private(host: str, addresses: Iterable[Address]) -> None:
    """Raises WireFault where any of the addresses is not on the public internet."""
    for address in addresses:
        if not is_public(address.ip):
            raise WireFault(
                Failure.PRIVATE_ADDRESS,
                f"{host} leads to {address.ip}, which is in a private network or on this machine.",
            )


def _interleaved(addresses: Sequence[Address]) -> list[Address]:
    """The families in turn, that of the first address first: RFC 8305 section 4."""
    six_first = ":" in addresses[0].ip
    first = [a for a in addresses if (":" in a.ip) == six_first]
    other = [a for a in addresses if (":" in a.ip) != six_first]
    pairs = zip_longest(first, other)
    return [address for address in chain.from_iterable(pairs) if address is not None]


async def _first_to_connect(addresses: Sequence[Address]) -> tuple[socket.socket, Address]:
    """A connected socket to the first address that takes one. Raises WireFault where none does."""
    if len(addresses) == 1:
        return await _connected(addresses[0])
    running: set[asyncio.Task[tuple[socket.socket, Address]]] = set()
    faults: list[WireFault] = []
    waiting = list(addresses)
    try:
        while waiting or running:
            if waiting:
                running.add(asyncio.create_task(_connected(waiting.pop(0))))
            done, running = await asyncio.wait(
                running,
                timeout=STAGGER_SECONDS if waiting else None,
                return_when=asyncio.FIRST_COMPLETED,
            )
            winner = _settle(done, faults)
            if winner is not None:
                return winner
    finally:
        await _drop(running)
    raise min(faults, key=lambda fault: fault.failure is Failure.NETWORK_UNREACHABLE)


def _settle(
    done: Iterable[asyncio.Task[tuple[socket.socket, Address]]], faults: list[WireFault]
) -> tuple[socket.socket, Address] | None:
    """The first connection among finished tries; any other one is closed again."""
    winner = None
    for task in done:
        error = task.exception()
        if isinstance(error, WireFault):
            faults.append(error)
        elif error is not None:
            raise error
        elif winner is None:
            winner = task.result()
        else:
            task.result()[0].close()
    return winner


async def _drop(losers: Iterable[asyncio.Task[tuple[socket.socket, Address]]]) -> None:
    for task in losers:
        task.cancel()
    for outcome in await asyncio.gather(*losers, return_exceptions=True):
        if isinstance(outcome, tuple):
            outcome[0].close()


async def _connected(address: Address) -> tuple[socket.socket, Address]:
    family = socket.AF_INET6 if ":" in address.ip else socket.AF_INET
    sock: socket.socket | None = None
    try:
        sock = socket.socket(family, socket.SOCK_STREAM)
        sock.setblocking(False)
        await asyncio.get_running_loop().sock_connect(sock, (address.ip, address.port))
    except OSError as error:
        if sock is not None:
            sock.close()
        unreachable = (Failure.NETWORK_UNREACHABLE, _UNREACHABLE)
        raise WireFault(*_MEANING.get(error.errno or 0, unreachable)) from None
    except BaseException:
        if sock is not None:
            sock.close()
        raise
    return sock, address
