"""One request to the staged web, and the means to answer it well or badly."""

import asyncio
import socket
import struct
from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus

from msgspec import Struct

MAX_REQUEST_HEAD = 64 * 1024
"""Bytes of a request's head; the staged web is asked by well-behaved programs only."""

_TLS_HANDSHAKE = b"\x16"
"""The first byte of a TLS handshake (RFC 8446 section 5.1)."""


class Request(Struct, frozen=True):
    """What was asked for. `path` has its query with it; `headers` have lower-case names.

    `at` is the event loop's time, in seconds; `earlier` counts the requests for this very address
    that came before.
    """

    scheme: str
    host: str
    path: str
    headers: Mapping[str, str]
    at: float
    earlier: int

    @property
    def url(self) -> str:
        """The address asked for."""
        return f"{self.scheme}://{self.host}{self.path}"


class Exchange:
    """A request and the connection it came on. `over` is true once the connection has had it."""

    def __init__(
        self, request: Request, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self.request = request
        self.over = False
        self._reader = reader
        self._writer = writer

    async def answer(
        self, status: int, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> None:
        """Send a whole answer in good order; the connection can carry another request."""
        bodiless = status in (204, 304)
        fields = {} if bodiless else {"Content-Length": str(len(body))}
        await self.send(head(status, {**fields, **(headers or {})}) + (b"" if bodiless else body))

    async def send(self, data: bytes) -> None:
        """Send bytes as they are. Raises ConnectionError once the client has gone."""
        self._writer.write(data)
        await self._writer.drain()

    async def client_gone(self) -> None:
        """Wait until the client gives up."""
        await self._reader.read()
        self.over = True

    def close(self) -> None:
        """End the connection in order."""
        self.over = True

    def reset(self) -> None:
        """End the connection with a TCP reset: closing with no time to linger sends one."""
        self.over = True
        at_once = struct.pack("ii", 1, 0)
        link = self._writer.get_extra_info("socket")
        link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, at_once)
        self._writer.transport.abort()


Behaviour = Callable[[Exchange], Awaitable[None]]
"""How an address of the staged web answers."""


def head(status: int, headers: Mapping[str, str]) -> bytes:
    """The head of an answer; any status has a phrase."""
    try:
        phrase = HTTPStatus(status).phrase
    except ValueError:
        phrase = "Unknown"
    lines = [f"HTTP/1.1 {status} {phrase}", *(f"{key}: {headers[key]}" for key in headers)]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


class SecureHello(Exception):
    """What came is no request but the beginning of a TLS handshake."""


async def read_request_head(reader: asyncio.StreamReader) -> tuple[str, dict[str, str]] | None:
    """The path and headers of the next request, or None where none comes any more.

    Raises SecureHello where the client wants to speak TLS.
    """
    try:
        raw = await reader.readexactly(1)
        if raw == _TLS_HANDSHAKE:
            raise SecureHello
        raw += await reader.readuntil(b"\r\n\r\n")
    except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError):
        return None
    first, *lines = raw.decode("latin-1").rstrip().split("\r\n")
    _, _, rest = first.partition(" ")
    pairs = (line.partition(":") for line in lines)
    return rest.rpartition(" ")[0], {name.lower(): value.strip() for name, _, value in pairs}
