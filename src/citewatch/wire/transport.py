"""HTTP/1.1 below httpx: GET and POST, guarded addresses, exact faults, flat cost a connection.

httpx's own pool looks at every open connection for every request, so that it costs the more the
more are open. This one costs the same whatever the number: bench/README.md has the measurement.
"""

import asyncio
import re
import ssl
from collections.abc import AsyncIterator, Callable

import httpx

from citewatch.core.evidence import Failure
from citewatch.wire.connection import Connection
from citewatch.wire.dial import Dialler
from citewatch.wire.faults import WireFault
from citewatch.wire.message import Message
from citewatch.wire.names import Resolver
from citewatch.wire.pool import IdlePool, Origin

CONNECT_SECONDS = 10.0
READ_SECONDS = 20.0

_METHODS = frozenset({"GET", "POST"})
_PORTS = {"http": 80, "https": 443}
_LINE_BREAKS = re.compile(rb"[\r\n\0]")


class WireTransport(httpx.AsyncBaseTransport):
    """The way of every request that does not go through a proxy. Raises WireFault alone.

    `ssl_context_factory` is called once, at the first https address and in a thread of its own,
    since reading all trusted certificates takes 25 to 40 ms. Timeouts are in seconds. For
    `allow_private` and `staged` see Dialler. The extensions of a response hold `peer`, the address
    that was asked.
    """

    def __init__(  # noqa: PLR0913 - each is one plain setting, and most are left alone
        self,
        resolver: Resolver,
        ssl_context_factory: Callable[[], ssl.SSLContext],
        *,
        allow_private: bool = False,
        staged: frozenset[str] = frozenset(),
        connect_timeout: float = CONNECT_SECONDS,
        read_timeout: float = READ_SECONDS,
    ) -> None:
        self._dialler = Dialler(
            resolver,
            allow_private=allow_private,
            staged=staged,
            connect_timeout=connect_timeout,
            read_timeout=read_timeout,
        )
        self._new_tls = ssl_context_factory
        self._tls: asyncio.Future[ssl.SSLContext] | None = None
        self._pool = IdlePool()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Answer one request; the answer's body is read from the connection as it is asked for."""
        if request.method not in _METHODS:
            raise WireFault(Failure.OTHER_SCHEME, "Only GET and POST requests are made.")
        origin = origin_of(request.url)
        sent = _request_bytes(request) + await request.aread()
        connection, message = await self._ask(origin, sent, repeatable=request.method == "GET")
        return httpx.Response(
            message.status,
            headers=message.headers,
            stream=_Body(connection, origin, self._pool),
            extensions={"http_version": b"HTTP/1.1", "peer": connection.address.ip},
        )

    async def aclose(self) -> None:
        """Close the connections at rest."""
        self._pool.close()
        await asyncio.sleep(0)  # asyncio closes the sockets in its next turn

    async def _ask(
        self, origin: Origin, request: bytes, *, repeatable: bool
    ) -> tuple[Connection, Message]:
        """The answer's head. A kept connection that the server has ended meanwhile is replaced.

        What must not be sent twice goes over a fresh one (RFC 9110 section 9.2.2).
        """
        kept = self._pool.take(origin) if repeatable else None
        if kept is not None:
            try:
                return kept, await _answer(kept, request)
            except WireFault as fault:
                if kept.answered or fault.failure is not Failure.RESET:
                    raise
        scheme, host, port = origin
        tls = self._certificates() if scheme == "https" else None
        fresh = await self._dialler.connect(host, port, tls)
        return fresh, await _answer(fresh, request)

    def _certificates(self) -> asyncio.Future[ssl.SSLContext]:
        """The trusted certificates: read while the first host is looked up and dialled."""
        if self._tls is None:
            self._tls = asyncio.ensure_future(asyncio.to_thread(self._context))
            self._tls.add_done_callback(_note_failure)
        return self._tls

    def _context(self) -> ssl.SSLContext:
        context = self._new_tls()
        context.set_alpn_protocols(["http/1.1"])
        return context


def _note_failure(reading: asyncio.Future[ssl.SSLContext]) -> None:
    """A failure is told to those who wait; where nobody does any more, it is nobody's."""
    if not reading.cancelled():
        reading.exception()


class _Body(httpx.AsyncByteStream):
    """The body of an answer; closing it gives the connection back, or up where it was not read."""

    def __init__(self, connection: Connection, origin: Origin, pool: IdlePool) -> None:
        self._connection = connection
        self._origin = origin
        self._pool = pool
        self._closed = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while data := await self._connection.read():
            yield data

    async def aclose(self) -> None:
        if not self._closed:
            self._closed = True
            self._pool.put(self._origin, self._connection)


async def _answer(connection: Connection, request: bytes) -> Message:
    try:
        return await connection.ask(request)
    except BaseException:
        connection.close()
        raise


def origin_of(url: httpx.URL) -> Origin:
    """Where to connect for an address. Raises WireFault where it cannot be visited."""
    if url.scheme and url.scheme not in _PORTS:
        raise WireFault(Failure.OTHER_SCHEME, "Only http and https can be visited.")
    host = url.raw_host.decode("ascii")
    if not host or not url.scheme:
        raise WireFault(Failure.MALFORMED_ADDRESS, "The address names no host.")
    if "%" in host and ":" not in host:  # httpx quotes what no host name can contain
        raise WireFault(Failure.MALFORMED_ADDRESS, f"{host} cannot be the name of a host.")
    port = _PORTS[url.scheme] if url.port is None else url.port
    if not 0 < port < 65_536:
        raise WireFault(Failure.MALFORMED_ADDRESS, f"There is no port {port}.")
    return url.scheme, host, port


def _request_bytes(request: httpx.Request) -> bytes:
    line = (request.method.encode("ascii"), b" ", request.url.raw_path, b" HTTP/1.1\r\n")
    parts = [*line, b"Host: ", request.url.netloc, b"\r\n"]
    for name, value in request.headers.raw:
        if name.lower() != b"host":
            parts += (name, b": ", _LINE_BREAKS.sub(b" ", value), b"\r\n")
    parts.append(b"\r\n")
    return b"".join(parts)
