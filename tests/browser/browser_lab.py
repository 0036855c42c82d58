"""A real browser over a staged web on loopback. Needs an installed Chromium and Playwright."""

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from time import monotonic

import pytest
from msgspec.structs import replace

from citewatch.browser.find import chromium_here
from citewatch.browser.limits import Limits
from citewatch.core.evidence import Visit
from citewatch.demo.exchange import Behaviour
from citewatch.demo.names import StagedNames
from citewatch.demo.server import LOOPBACK, MisbehavingServer
from citewatch.errors import CitewatchError
from citewatch.ports import Browser
from citewatch.web.lanes import Lanes
from citewatch.web.live import LiveWeb
from citewatch.web.manners import Manners
from citewatch.wire.dial import Dialler
from citewatch.wire.get import Getter
from citewatch.wire.names import Address
from citewatch.wire.transport import WireTransport
from citewatch.wiring.ways import client_over

AGENT = "Mozilla/5.0 (compatible; citewatch/0; checks that cited sources still answer) {browser}"
QUICK = Limits(whole=20.0, wall=3.0, frame=1.5, very_still=1.0, still=0.4)
PRIVATE = "127.0.0.2"
"""Where a server stands that no page may reach."""


def _why_not() -> str:
    try:
        chromium_here()
    except CitewatchError as error:
        return str(error)
    return ""


needs_chromium = pytest.mark.skipif(bool(_why_not()), reason=_why_not() or "it is there")


@dataclass
class Kept:
    """What a browser showed."""

    url: str
    body: bytes
    media_type: str


@dataclass
class Stage:
    """A staged web, and the two ways to look at it. `trap` counts who reached a private address."""

    server: MisbehavingServer
    web: LiveWeb
    browser: Browser
    kept: list[Kept]
    trap: list[bytes]
    trap_port: int
    lanes: Lanes

    async def look(self, url: str) -> Visit:
        return await self.browser.visit(url)

    def asked(self, host: str) -> list[str]:
        return [one.path for one in self.server.log.requests if one.host == host]


def now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - real servers answer in real time


@asynccontextmanager
async def trapped(trap: list[bytes]) -> AsyncIterator[int]:
    """A server at a private address, which remembers what reached it."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        trap.append(await reader.read(200))
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret")
        writer.close()

    server = await asyncio.start_server(serve, PRIVATE, 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()


@asynccontextmanager
async def staged(
    sites: Mapping[str, Mapping[str, Behaviour]],
    *,
    limits: Limits = QUICK,
    pictures: bool = False,
    **changes: float,
) -> AsyncIterator[Stage]:
    """A staged web, looked at with and without a browser."""
    from citewatch.browser.chromium import Chromium
    from citewatch.browser.look import BrowserWeb

    kept: list[Kept] = []
    trap: list[bytes] = []

    def keep(url: str, _at: datetime, body: bytes, media_type: str) -> None:
        kept.append(Kept(url, body, media_type))

    limits = replace(limits, **changes)
    async with MisbehavingServer(sites) as server, trapped(trap) as trap_port:
        here = Address(LOOPBACK, server.http_port)
        private = {
            ("intranet.example", 80): Address(PRIVATE, trap_port),
            (PRIVATE, 80): Address(PRIVATE, trap_port),
        }
        names = StagedNames(server.hosts, {80: here}, private, {})
        dialler = Dialler(
            names,
            allow_private=False,
            staged=frozenset({LOOPBACK}),
            connect_timeout=2.0,
            read_timeout=2.0,
        )
        lanes = Lanes(replace(Manners(), spacing=0.0), monotonic)
        transport = WireTransport(names, _no_tls, staged=frozenset({LOOPBACK}))
        async with (
            client_over(transport, {}) as client,
            Chromium(chromium_here(), AGENT, limits) as chromium,
        ):
            web = LiveWeb(Getter(client), lanes, Manners(), now, ())
            browser = BrowserWeb(chromium, dialler, lanes, limits, now, keep if pictures else None)
            yield Stage(server, web, browser, kept, trap, trap_port, lanes)


def _no_tls() -> ssl.SSLContext:
    raise AssertionError("nothing here is on https")


def udp_trap() -> socket.socket:
    """A socket that hears whether anybody speaks UDP to this machine."""
    heard = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    heard.bind((LOOPBACK, 0))
    heard.setblocking(False)
    return heard
