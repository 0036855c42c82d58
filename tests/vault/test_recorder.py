import asyncio
import gzip
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest

from citewatch.vault.exchange import Exchange
from citewatch.vault.recorder import RecordingTransport
from citewatch.wire.faults import WireFault
from citewatch.wire.get import Getter, Limits
from citewatch.wire.names import SystemResolver
from citewatch.wire.transport import WireTransport
from vault.vault_lab import AT
from wire.rawserver import Call, serving


@asynccontextmanager
async def recording(limits: Limits | None = None) -> AsyncIterator[tuple[Getter, list[Exchange]]]:
    kept: list[Exchange] = []

    wire = WireTransport(
        SystemResolver(), ssl.create_default_context, allow_private=True, read_timeout=0.3
    )
    transport = RecordingTransport(wire, kept.append, lambda: AT)
    async with httpx.AsyncClient(transport=transport, trust_env=False) as client:
        yield Getter(client, limits), kept


def replying(body: bytes, *headers: str, status: str = "200 OK"):  # type: ignore[no-untyped-def]
    async def behave(call: Call) -> None:
        while True:
            await call.request()
            await call.reply(body, *headers, status=status)

    return behave


async def test_an_answer_is_kept_as_it_was_sent_and_read_as_ever() -> None:
    packed = gzip.compress(b"hello " * 100)
    async with (
        serving(replying(packed, "Content-Encoding: gzip")) as server,
        recording() as (
            getter,
            kept,
        ),
    ):
        answer = await getter.get(server.url)
    assert answer.body == b"hello " * 100
    (exchange,) = kept
    assert (exchange.body, exchange.status, exchange.cut) == (packed, 200, None)
    assert exchange.header("content-encoding") == "gzip"
    assert (exchange.asked, exchange.at, exchange.ip) == (server.url, AT, "127.0.0.1")


async def test_cookies_and_credentials_are_not_kept() -> None:
    cookie = "Set-Cookie: session=abc"
    async with serving(replying(b"hello", cookie)) as server, recording() as (getter, kept):
        url = server.url.replace("http://", "http://me:pass@") + "?token=abcdef&page=2"
        await getter.get(url, {"Cookie": "session=abc", "Authorization": "Basic bWU6cGFzcw=="})
    exchange = kept[0]
    assert exchange.url == f"http://***@127.0.0.1:{server.port}/?token=***&page=2"
    assert exchange.path == "/?token=***&page=2"
    names = {name.lower() for name, _ in (*exchange.headers, *exchange.request_headers)}
    assert names.isdisjoint({"cookie", "set-cookie", "authorization"})
    assert "user-agent" in names


async def test_secrets_in_a_redirects_target_are_not_kept() -> None:
    location = "Location: http://b.example/?access_token=abcdef"
    async with (
        serving(replying(b"", location, status="302 Found")) as server,
        recording() as (getter, kept),
    ):
        await getter.get(server.url)
    assert kept[0].header("location") == "http://b.example/?access_token=***"


async def test_a_body_longer_than_is_read_is_kept_as_far_as_it_was_read() -> None:
    limits = Limits(raw_bytes=100_000, decoded_bytes=100_000)
    body = b"x" * 1_000_000
    async with serving(replying(body)) as server, recording(limits) as (getter, kept):
        answer = await getter.get(server.url)
    assert answer.truncated
    assert kept[0].cut == "length"
    assert 100_000 <= len(kept[0].body) < 300_000


@pytest.mark.parametrize(("ending", "cut"), [("reset", "disconnect"), ("hang", "time")])
async def test_a_body_that_does_not_come_to_its_end_says_why(ending: str, cut: str) -> None:
    async def behave(call: Call) -> None:
        await call.request()
        await call.send(b"HTTP/1.1 200 OK\r\nContent-Length: 90000\r\n\r\n" + b"x" * 20_000)
        if ending == "reset":
            return
        await call.hang()

    async with serving(behave) as server, recording() as (getter, kept):
        answer = await getter.get(server.url)
    assert answer.truncated
    assert (kept[0].cut, kept[0].body) == (cut, b"x" * 20_000)


async def test_a_body_that_takes_too_long_is_kept_as_far_as_it_came() -> None:
    async def behave(call: Call) -> None:
        await call.request()
        await call.send(b"HTTP/1.1 200 OK\r\nContent-Length: 900000\r\n\r\n" + b"x" * 20_000)
        while True:
            await asyncio.sleep(0.05)
            await call.send(b"x")

    async with serving(behave) as server, recording() as (getter, kept):
        assert (await getter.get(server.url, deadline=0.3)).truncated
    assert (kept[0].cut, kept[0].body[:20_000]) == ("unspecified", b"x" * 20_000)


async def test_a_request_without_an_answer_leaves_nothing() -> None:
    async def behave(call: Call) -> None:
        call.reset()

    async with serving(behave) as server, recording() as (getter, kept):
        with pytest.raises(WireFault):
            await getter.get(server.url)
    assert kept == []
