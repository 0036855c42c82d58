"""One bounded request: never more than so many bytes, never longer than so many seconds."""

import asyncio
import time
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import aclosing
from typing import cast
from urllib.parse import urlencode

import httpx
from msgspec import Struct

from citewatch.core.evidence import Failure
from citewatch.wire.body import BodyReader, Caps
from citewatch.wire.client import headers_of, only_transport, take_charge
from citewatch.wire.faults import WireFault, as_fault
from citewatch.wire.transport import origin_of

_SMALL_BODY = 256 * 1024
_LARGE_BODIES = 8
"""Bodies past _SMALL_BODY that are read at once; the others of that size wait for their turn."""

_TELLING_BODY = 16 * 1024
"""Bytes of a page that say what it is, though the rest never came."""

_SILENT = {Failure.ANSWER_TIMEOUT, Failure.DEADLINE}
_TROUBLE = (httpx.HTTPError, httpx.InvalidURL, OSError)


class Limits(Struct, frozen=True):
    """What one request may cost: bytes received, bytes decoded, and seconds for all of it."""

    raw_bytes: int = 4 * 1024 * 1024
    decoded_bytes: int = 4 * 1024 * 1024
    error_bytes: int = 64 * 1024
    deadline: float = 30.0


class Answer(Struct, frozen=True):
    """An answer to a request.

    `truncated` says that the body goes on past the limits or broke off; `opaque` that it is in a
    coding that is not read here. `address` is the IP address that was asked, None behind a proxy;
    `seconds` the time from the first look-up to the last byte.
    """

    url: str
    status: int
    headers: httpx.Headers
    body: bytes
    truncated: bool
    opaque: bool
    address: str | None
    seconds: float


class Getter:
    """Makes requests through an httpx client, whose settings it takes charge of.

    Redirects are not followed and cookies not kept: both are the caller's. A name and a password
    in an address are sent to it as Basic authentication.
    """

    def __init__(self, client: httpx.AsyncClient, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._large = asyncio.Semaphore(_LARGE_BODIES)
        self._client = client
        take_charge(client)
        self._transport = only_transport(client)
        self._usual = _by_name(client.headers)

    async def get(
        self, url: str, headers: Mapping[str, str] | None = None, deadline: float | None = None
    ) -> Answer:
        """The answer to one GET, within `deadline` seconds. Raises WireFault and nothing else.

        An answer that breaks off or comes too slowly is given as far as it came, `truncated`,
        where that is enough to be judged.
        """
        return await self._bounded(_Exchange(url), headers or {}, deadline)

    async def post_form(
        self,
        url: str,
        form: Mapping[str, str],
        headers: Mapping[str, str] | None = None,
        deadline: float | None = None,
    ) -> Answer:
        """The answer to one POST of `form`, on the same terms as `get`. It is never sent twice."""
        fields = {**(headers or {}), "Content-Type": "application/x-www-form-urlencoded"}
        return await self._bounded(_Exchange(url, urlencode(form).encode()), fields, deadline)

    async def _bounded(
        self, exchange: "_Exchange", headers: Mapping[str, str], deadline: float | None
    ) -> Answer:
        seconds = self._limits.deadline if deadline is None else deadline
        started = time.monotonic()
        try:
            async with asyncio.timeout(seconds):
                await self._make(exchange, headers)
        except TimeoutError:
            if not exchange.tells_enough:
                raise WireFault(
                    Failure.DEADLINE, f"The whole answer did not come in {seconds:g} seconds."
                ) from None
        except _TROUBLE as error:
            raise as_fault(error) from None
        return exchange.answer(time.monotonic() - started)

    async def _make(self, exchange: "_Exchange", headers: Mapping[str, str]) -> None:
        request = self._request(exchange, headers)
        if self._transport is None:
            response = await self._client.send(request, stream=True)
            headers, stream = headers_of(response), response.aiter_raw()
        else:
            response = await self._transport.handle_async_request(_authorized(request))
            assert isinstance(response.stream, httpx.AsyncByteStream)
            headers, stream = response.headers, aiter(response.stream)
        try:
            exchange.begin(response, headers, self._limits)
            await self._read(exchange, stream)
        finally:
            await response.aclose()

    def _request(self, exchange: "_Exchange", headers: Mapping[str, str]) -> httpx.Request:
        """A request as the client would build it, for half of what that costs."""
        target = _target(exchange.url)
        own = {
            **headers,
            "Accept-Encoding": "gzip, deflate",
            # httpx would decode the name for this header, and raise for one such as
            # xn--qei.example.
            "Host": target.netloc.decode("ascii"),
        }
        fields = self._usual | {name.lower(): (name, value) for name, value in own.items()}
        pairs = [(name.encode("ascii"), value.encode()) for name, value in fields.values()]
        return httpx.Request(exchange.method, target, headers=pairs, content=exchange.content)

    async def _read(self, exchange: "_Exchange", stream: AsyncIterator[bytes]) -> None:
        reader = exchange.reader
        assert reader is not None
        try:
            async with aclosing(cast("AsyncGenerator[bytes]", stream)) as chunks:
                if not await _fill(reader, chunks, _SMALL_BODY):
                    async with self._large:
                        await _fill(reader, chunks, self._limits.decoded_bytes)
            exchange.ended = True
        except _TROUBLE as error:
            if as_fault(error).failure in _SILENT and not exchange.tells_enough:
                raise
        if reader.is_bomb and reader.size >= self._limits.decoded_bytes:
            raise WireFault(
                Failure.BODY_BOMB, "The server sent a small answer made to swell without end."
            )


class _Exchange:
    """A request under way, and how far its answer has come."""

    def __init__(self, url: str, content: bytes | None = None) -> None:
        self.url = url
        self.method = "GET" if content is None else "POST"
        self.content = content
        self.status = 0
        self.headers = httpx.Headers()
        self.reader: BodyReader | None = None
        self.ended = False
        self._peer: str | None = None

    def begin(self, response: httpx.Response, headers: httpx.Headers, limits: Limits) -> None:
        """The head of the answer is there."""
        self.status = response.status_code
        self.headers = headers
        self._peer = response.extensions.get("peer")
        caps = Caps(limits.raw_bytes, limits.decoded_bytes)
        if self._is_redirect or self.status >= 400:
            brief = limits.error_bytes
            caps = Caps(min(brief, caps.raw), min(brief, caps.decoded))
        self.reader = BodyReader(self.headers.get("content-encoding", ""), caps)

    @property
    def tells_enough(self) -> bool:
        """Whether the answer can be judged though its end is missing."""
        if self.reader is None:
            return False
        media_type = self.headers.get("content-type", "html").lower()
        enough = _TELLING_BODY if "html" in media_type else 1
        return self._is_redirect or self.reader.size >= enough

    def answer(self, seconds: float) -> Answer:
        """The answer as far as it came."""
        assert self.reader is not None
        body = self.reader.finish(self.ended)
        return Answer(
            url=self.url,
            status=self.status,
            headers=self.headers,
            body=body.data,
            truncated=body.truncated,
            opaque=body.opaque,
            address=self._peer,
            seconds=seconds,
        )

    @property
    def _is_redirect(self) -> bool:
        return 300 <= self.status < 400 and "location" in self.headers


def _authorized(request: httpx.Request) -> httpx.Request:
    """The request with the name and password that stand in its address, as a client sends them."""
    url = request.url
    if url.userinfo and "authorization" not in request.headers:
        next(httpx.BasicAuth(url.username, url.password).auth_flow(request))
    return request


def _by_name(headers: httpx.Headers) -> dict[str, tuple[str, str]]:
    """Headers by their names in lower case, each with its name as it is sent."""
    pairs = ((name.decode("ascii"), value.decode()) for name, value in headers.raw)
    return {name.lower(): (name, value) for name, value in pairs}


def _target(url: str) -> httpx.URL:
    try:
        target = httpx.URL(url)
    except UnicodeError:
        raise WireFault(
            Failure.MALFORMED_ADDRESS, "This is not an address that can be visited."
        ) from None
    origin_of(target)  # httpx would complete an address that lacks its scheme or host
    return target


async def _fill(reader: BodyReader, chunks: AsyncIterator[bytes], size: int) -> bool:
    """Read on to the body's end (True) or until `size` bytes have come (False)."""
    async for chunk in chunks:
        reader.feed(chunk)
        if reader.full:
            return True
        if reader.size > size:
            return False
    return True
