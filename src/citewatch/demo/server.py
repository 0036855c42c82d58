"""A small web server on loopback that behaves at each address as it is told to."""

import asyncio
import ssl
from collections.abc import Mapping
from types import TracebackType
from typing import Self

from citewatch.demo.answers import error, page
from citewatch.demo.exchange import (
    MAX_REQUEST_HEAD,
    Behaviour,
    Exchange,
    Request,
    SecureHello,
    read_request_head,
)
from citewatch.demo.log import RequestLog
from citewatch.demo.markup import front_page

LOOPBACK = "127.0.0.1"
EVERYTHING_ELSE = "*"
"""The path that stands for all paths of a host that are not named."""

Sites = Mapping[str, Mapping[str, Behaviour]]
"""Hosts, their paths (with query, or without for any query), and how each of them answers."""

_HANDSHAKE_FAILURE = bytes.fromhex("15 03 01 00 02 02 28")
"""The TLS alert of a server that finds no common way to speak (RFC 8446 section 6.2)."""


class MisbehavingServer:
    """Serves `sites` on 127.0.0.1: http on `http_port`, https on `https_port` where `tls` is given.

    To be used as an asynchronous context. Paths that are not named are answered with 404, but
    for front pages, which are there: a site without one would seem to keep every visit out. Hosts
    that are not named are answered with 421; an attempt to speak TLS on the http port fails.
    `log` remembers every request.
    """

    def __init__(self, sites: Sites, tls: ssl.SSLContext | None = None) -> None:
        self.log = RequestLog()
        self.http_port = 0
        self.https_port = 0
        self._sites = sites
        self._tls = tls
        self._servers: list[asyncio.Server] = []
        self._connections: set[asyncio.Task[None]] = set()

    @property
    def hosts(self) -> frozenset[str]:
        """The names of the sites."""
        return frozenset(self._sites)

    async def __aenter__(self) -> Self:
        self.http_port = await self._listen("http", None)
        if self._tls is not None:
            self.https_port = await self._listen("https", self._tls)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for server in self._servers:
            server.close()
        for connection in self._connections:
            connection.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)
        await asyncio.sleep(0)  # asyncio closes the sockets in its next turn

    async def _listen(self, scheme: str, tls: ssl.SSLContext | None) -> int:
        def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            task = asyncio.create_task(self._serve(scheme, reader, writer))
            self._connections.add(task)
            task.add_done_callback(self._connections.discard)

        server = await asyncio.start_server(
            connected, LOOPBACK, 0, ssl=tls, limit=MAX_REQUEST_HEAD, backlog=512
        )
        self._servers.append(server)
        port: int = server.sockets[0].getsockname()[1]
        return port

    async def _serve(
        self, scheme: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        try:
            while (request := await self._next_request(scheme, reader)) is not None:
                exchange = Exchange(request, reader, writer)
                with self.log.answering(request):
                    await self._behaviour_at(request)(exchange)
                if exchange.over:
                    break
        except SecureHello:
            writer.write(_HANDSHAKE_FAILURE)
        except ConnectionError:
            pass  # the client has seen enough
        except asyncio.CancelledError:
            writer.transport.abort()  # a TLS connection would wait for its client's goodbye
            raise
        finally:
            writer.close()

    async def _next_request(self, scheme: str, reader: asyncio.StreamReader) -> Request | None:
        found = await read_request_head(reader)
        if found is None:
            return None
        path, headers = found
        host = headers.get("host", "").partition(":")[0].lower()
        now = asyncio.get_running_loop().time()
        return Request(scheme, host, path, headers, now, self.log.count(host, path))

    def _behaviour_at(self, request: Request) -> Behaviour:
        paths = self._sites.get(request.host)
        if paths is None:
            return error(421)
        for path in (request.path, request.path.partition("?")[0], EVERYTHING_ELSE):
            if path in paths:
                return paths[path]
        return page(front_page(request.host)) if request.path == "/" else error(404)
