"""The only way out that a browser has: a SOCKS proxy of ours for one look, behind the guard.

A browser would look names up itself, and dial what it found. Here it hands over names alone (RFC
1928, domain names), and each is looked up, judged and dialled as every other request of this
program is: a page, what it is made of, what it redirects to, its sockets, all of it.
"""

import asyncio
import socket
from collections import defaultdict
from contextlib import suppress
from ipaddress import IPv4Address, IPv6Address
from types import TracebackType
from typing import Self

from citewatch.browser.limits import Limits
from citewatch.core.evidence import Failure
from citewatch.wire.dial import Dialler
from citewatch.wire.faults import WireFault

LOOPBACK = "127.0.0.1"
_PIECE = 64 * 1024
_GREETING = 10.0
_POLL = 0.05
_AT_REST = 1.0
"""Seconds after its answer for which a connection is taken to be still in use."""

_DONE, _FAILED, _FORBIDDEN, _NO_HOST, _REFUSED = 0, 1, 2, 4, 5
_CODES = {
    Failure.PRIVATE_ADDRESS: _FORBIDDEN,
    Failure.NAME_NOT_PUBLIC: _FORBIDDEN,
    Failure.NO_SUCH_HOST: _NO_HOST,
    Failure.REFUSED: _REFUSED,
}


class _Tunnel:
    """One connection of the browser: when something came through last, and from which side."""

    def __init__(self, task: "asyncio.Task[None]", now: float) -> None:
        self.task = task
        self.last = now
        self.asked = True

    def is_at_rest(self, now: float) -> bool:
        return not self.asked and now - self.last > _AT_REST


class Way:
    """A proxy on loopback, as long as its context. `dialler` is behind the guard.

    `faults` tells of each host that could not be reached why; `full` is true once the browser had
    all the bytes that it may have, from when on it has no connection any more.
    """

    def __init__(self, dialler: Dialler, limits: Limits) -> None:
        self.faults: dict[str, WireFault] = {}
        self.addresses: dict[str, str] = {}
        self.full = False
        self._dialler = dialler
        self._limits = limits
        self._passed = 0
        self._tunnels: dict[str, list[_Tunnel]] = defaultdict(list)
        self._tasks: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._connected, LOOPBACK, 0)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.close()
        await self._close_all()

    @property
    def address(self) -> str:
        """Where the browser finds it."""
        port = self._server.sockets[0].getsockname()[1]
        return f"socks5://{LOOPBACK}:{port}"

    async def _close_all(self) -> None:
        tasks = [task for task in self._tasks if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.sleep(0)  # asyncio closes the sockets in its next turn

    def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(self._serve(reader, writer))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async with asyncio.timeout(_GREETING):
                host, port = await _asked_for(reader, writer)
            await self._lead(host, port, reader, writer)
        except (OSError, EOFError, ValueError, TimeoutError):
            pass  # the browser has seen enough, or is none
        finally:
            writer.transport.abort()

    async def _lead(
        self, host: str, port: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        task = asyncio.current_task()
        assert task is not None
        tunnel = _Tunnel(task, _now())
        await self._wait_for_room(host)
        self._tunnels[host].append(tunnel)
        try:
            sock = await self._reach(host, port, writer)
            if sock is not None:
                await self._join(sock, reader, writer, tunnel)
        finally:
            self._tunnels[host].remove(tunnel)

    async def _wait_for_room(self, host: str) -> None:
        """Until the host has room for one more; a connection that rests makes way for it."""
        while len(tunnels := self._tunnels[host]) >= self._limits.per_host:
            rests = [tunnel for tunnel in tunnels if tunnel.is_at_rest(_now())]
            if rests:
                rests[0].task.cancel()
            await asyncio.sleep(_POLL)

    async def _reach(
        self, host: str, port: int, writer: asyncio.StreamWriter
    ) -> socket.socket | None:
        if self.full:
            await _reply(writer, _FORBIDDEN)
            return None
        try:
            sock, address = await self._dialler.reach(host, port)
        except WireFault as fault:
            self.faults[host] = fault
            await _reply(writer, _CODES.get(fault.failure, _FAILED))
            return None
        self.addresses[host] = address.ip
        await _reply(writer, _DONE)
        return sock

    async def _join(
        self,
        sock: socket.socket,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        tunnel: _Tunnel,
    ) -> None:
        from_host, to_host = await asyncio.open_connection(sock=sock)
        up = asyncio.create_task(self._pass_on(reader, to_host, tunnel, asks=True))
        down = asyncio.create_task(self._pass_on(from_host, writer, tunnel, asks=False))
        try:
            await asyncio.wait({up, down}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (up, down):
                task.cancel()
            await asyncio.gather(up, down, return_exceptions=True)
            with suppress(OSError):
                writer.close()  # what was written by now is still sent
                await asyncio.wait_for(writer.wait_closed(), _AT_REST)
            to_host.transport.abort()

    async def _pass_on(
        self,
        source: asyncio.StreamReader,
        sink: asyncio.StreamWriter,
        tunnel: _Tunnel,
        *,
        asks: bool,
    ) -> None:
        while data := await source.read(_PIECE):
            tunnel.last, tunnel.asked = _now(), asks
            self._passed += len(data)
            if self._passed > self._limits.traffic:
                self.full = True
                for other in self._tasks:
                    other.cancel()
                return
            sink.write(data)
            await sink.drain()


async def _asked_for(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> tuple[str, int]:
    """The host and the port that a client names. Raises ValueError where it speaks otherwise."""
    version, methods = await reader.readexactly(2)
    await reader.readexactly(methods)
    if version != 5:
        raise ValueError
    writer.write(b"\x05\x00")
    version, command, _, kind = await reader.readexactly(4)
    if (version, command) != (5, 1):
        raise ValueError
    if kind == 3:
        (length,) = await reader.readexactly(1)
        host = (await reader.readexactly(length)).decode("ascii")
    elif kind in (1, 4):
        packed = await reader.readexactly(4 if kind == 1 else 16)
        host = str(IPv4Address(packed) if kind == 1 else IPv6Address(packed))
    else:
        raise ValueError
    return host.lower(), int.from_bytes(await reader.readexactly(2))


async def _reply(writer: asyncio.StreamWriter, code: int) -> None:
    writer.write(bytes((5, code, 0, 1)) + bytes(6))
    await writer.drain()


def _now() -> float:
    return asyncio.get_running_loop().time()
