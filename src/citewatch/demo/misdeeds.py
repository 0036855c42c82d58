"""What servers do that is not in order: silence, resets, noise, and answers without end."""

import asyncio
import zlib
from collections.abc import Iterator

from citewatch.demo.exchange import Behaviour, Exchange, head

_HTML = {"Content-Type": "text/html; charset=utf-8"}
_BLOCK = 1024 * 1024


async def hang(exchange: Exchange) -> None:
    """Never answer."""
    await exchange.client_gone()


async def hang_up(exchange: Exchange) -> None:
    """Close the connection without an answer."""
    exchange.close()


async def reset(exchange: Exchange) -> None:
    """Break the connection off with a reset."""
    exchange.reset()


async def garbage(exchange: Exchange) -> None:
    """Answer in another language than HTTP's, as a mail server would."""
    await exchange.send(b"220 mail.example ESMTP ready\r\n\x00\x01\x02 unexpected\r\n")
    exchange.close()


def drip(html: str, *, seconds: float = 0.25) -> Behaviour:
    """A page that arrives a byte at a time, `seconds` apart."""
    body = html.encode()

    async def answer(exchange: Exchange) -> None:
        await exchange.send(head(200, {**_HTML, "Content-Length": str(len(body))}))
        for byte in body:
            await asyncio.sleep(seconds)
            await exchange.send(bytes([byte]))

    return answer


def broken_off(html: str) -> Behaviour:
    """A page that stops before the end that its head promises."""
    body = html.encode()

    async def answer(exchange: Exchange) -> None:
        await exchange.send(head(200, {**_HTML, "Content-Length": str(2 * len(body))}) + body)
        exchange.close()

    return answer


def packed_twice(html: str) -> Behaviour:
    """A page in a coding that was not asked for."""
    body = zlib.compress(zlib.compress(html.encode()))

    async def answer(exchange: Exchange) -> None:
        await exchange.answer(200, body, {**_HTML, "Content-Encoding": "deflate, deflate"})

    return answer


def many_headers(count: int = 400, length: int = 4096) -> Behaviour:
    """An answer with far more headers than any reader takes."""
    filler = {f"X-Filler-{number}": "x" * length for number in range(count)}

    async def answer(exchange: Exchange) -> None:
        exchange.close()
        await exchange.send(head(200, {**_HTML, **filler, "Content-Length": "2"}) + b"ok")

    return answer


def bomb(blocks: int = 256) -> Behaviour:
    """A page of so many MB once unpacked, and a thousandth of that on the wire.

    It is packed while it is sent, so it costs little where the client has enough early.
    """

    async def answer(exchange: Exchange) -> None:
        fields = {**_HTML, "Content-Encoding": "gzip", "Transfer-Encoding": "chunked"}
        await exchange.send(head(200, fields))
        for piece in _packed_zeros(blocks):
            await _send_chunk(exchange, piece)
        await exchange.send(b"0\r\n\r\n")

    return answer


def endless(html: str) -> Behaviour:
    """A page that goes on and on after its beginning."""
    start = html.removesuffix("</body></html>").encode()
    more = b"<p>" + b"and so on " * 6000 + b"</p>\n"

    async def answer(exchange: Exchange) -> None:
        await exchange.send(head(200, {**_HTML, "Transfer-Encoding": "chunked"}))
        await _send_chunk(exchange, start)
        while True:
            await _send_chunk(exchange, more)

    return answer


async def _send_chunk(exchange: Exchange, data: bytes) -> None:
    await exchange.send(b"%x\r\n%b\r\n" % (len(data), data))
    await asyncio.sleep(0)  # sending does not wait by itself, and others want to be served


def _packed_zeros(blocks: int) -> Iterator[bytes]:
    packer = zlib.compressobj(level=1, wbits=16 + zlib.MAX_WBITS)
    zeros = bytes(_BLOCK)
    for _ in range(blocks):
        yield packer.compress(zeros) + packer.flush(zlib.Z_SYNC_FLUSH)
    yield packer.flush()
