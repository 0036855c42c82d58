"""Listens to a transport: every answer that passes is handed on for keeping, as it was sent."""

import asyncio
from collections.abc import AsyncIterator, Callable

import httpx
from msgspec.structs import replace

from citewatch.core.evidence import Failure
from citewatch.ports import Clock
from citewatch.vault.exchange import Exchange, head_of
from citewatch.wire.faults import WireFault

Keep = Callable[[Exchange], None]
"""Takes an exchange for keeping, at once: a slow or full disk is no trouble of a server's."""

_SILENT = frozenset({Failure.ANSWER_TIMEOUT, Failure.DEADLINE})


class RecordingTransport(httpx.AsyncBaseTransport):
    """Passes requests on to `inner`, and each answer to `keep` once its reader is done with it.

    It stands below all reading and decoding, so it sees bodies as the servers sent them; it reads
    no more of them than was asked for. Requests that brought no answer leave nothing to keep.
    """

    def __init__(self, inner: httpx.AsyncBaseTransport, keep: Keep, clock: Clock) -> None:
        self._inner = inner
        self._keep = keep
        self._clock = clock

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Make one request."""
        at = self._clock()
        response = await self._inner.handle_async_request(request)
        assert isinstance(response.stream, httpx.AsyncByteStream)
        head = head_of(request, response, at)  # a client may change the headers later
        response.stream = _Overheard(head, response.stream, self._keep)
        return response

    async def aclose(self) -> None:
        """Close the transport below."""
        await self._inner.aclose()


class _Overheard(httpx.AsyncByteStream):
    """The body of one answer."""

    def __init__(self, head: Exchange, stream: httpx.AsyncByteStream, keep: Keep) -> None:
        self._head = head
        self._stream = stream
        self._keep = keep
        self._chunks: list[bytes] = []
        self._cut: str | None = "length"
        self._closed = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        try:
            async for chunk in self._stream:
                self._chunks.append(chunk)
                yield chunk
            self._cut = None
        except asyncio.CancelledError:  # the visit's time was up, or the audit was stopped
            self._cut = "unspecified"
            raise
        except WireFault as fault:
            self._cut = "time" if fault.failure in _SILENT else "disconnect"
            raise
        except httpx.HTTPError:
            self._cut = "disconnect"
            raise

    async def aclose(self) -> None:
        if self._closed:
            return
        self._closed = True
        try:
            await self._stream.aclose()
        finally:
            body = b"".join(self._chunks)
            self._chunks.clear()
            self._keep(replace(self._head, body=body, cut=self._cut))
