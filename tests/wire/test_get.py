import asyncio
import gzip
import logging
import time
import tracemalloc
import zlib
from collections.abc import AsyncIterator, Callable

import httpx
import pytest

from citewatch.core.evidence import Failure
from citewatch.wire.faults import WireFault
from citewatch.wire.get import Getter, Limits
from wire.rawserver import Call, serving
from wire.wire_lab import ToldResolver, failure_of, getting

HTML = "Content-Type: text/html"


def always(data: bytes) -> Callable[[Call], "asyncio.Future[None]"]:
    async def behave(call: Call) -> None:
        await call.request()
        await call.send(data)

    return behave  # type: ignore[return-value]


async def drip(call: Call, head: bytes, piece: bytes) -> None:
    await call.request()
    await call.send(head)
    while True:
        await call.send(piece)
        await asyncio.sleep(0.02)


def zeros_gzipped(mebibytes: int) -> bytes:
    """Zeros as gzip, made of one compressed MiB repeated, without the end of the file."""
    compressor = zlib.compressobj(9, wbits=31)
    head = compressor.compress(b"") + compressor.flush(zlib.Z_FULL_FLUSH)
    block = compressor.compress(b"\0" * 1_048_576) + compressor.flush(zlib.Z_FULL_FLUSH)
    return head + block * mebibytes


async def test_a_gzip_bomb_is_named_one_and_costs_little_memory_and_time() -> None:
    bomb = zeros_gzipped(1_024)

    async def behave(call: Call) -> None:
        await call.request()
        await call.reply(bomb, "Content-Encoding: gzip", HTML)

    async with serving(behave) as server, getting() as getter:
        tracemalloc.start()
        started = time.monotonic()
        kind, _ = await failure_of(getter, server.url)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert kind is Failure.BODY_BOMB
    assert peak < 30_000_000
    assert time.monotonic() - started < 5


async def test_twice_gzipped_is_left_as_received() -> None:
    twice = gzip.compress(zeros_gzipped(10))

    async def behave(call: Call) -> None:
        await call.request()
        await call.reply(twice, "Content-Encoding: gzip, gzip")

    async with serving(behave) as server, getting() as getter:
        answer = await getter.get(server.url)
    assert (answer.opaque, answer.truncated, answer.body) == (True, False, twice)


async def test_an_endless_body_is_cut_at_the_limit_and_costs_little_memory() -> None:
    sent = 0

    async def behave(call: Call) -> None:
        nonlocal sent
        await call.request()
        await call.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while True:
            await call.send(b"x" * 65_536)
            sent += 65_536

    async with serving(behave) as server, getting() as getter:
        tracemalloc.start()
        answer = await getter.get(server.url)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert (len(answer.body), answer.truncated) == (4 * 1024 * 1024, True)
    assert peak < 30_000_000
    assert sent < 30_000_000


async def test_a_server_that_outruns_its_reader_is_made_to_wait() -> None:
    sent = 0

    async def behave(call: Call) -> None:
        nonlocal sent
        await call.request()
        await call.send(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            await call.send(b"x" * 65_536)
            sent += 65_536

    async with serving(behave) as server, getting() as getter:
        request = getter._client.build_request("GET", server.url)
        response = await getter._client.send(request, stream=True)
        await asyncio.sleep(0.5)
        await response.aclose()
    assert sent < 16_000_000


@pytest.mark.parametrize(
    ("head", "piece"),
    [
        (b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"x"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n", b"X: y\r\n"),
    ],
)
async def test_what_drips_ends_at_the_deadline(head: bytes, piece: bytes) -> None:
    async with serving(lambda call: drip(call, head, piece)) as server, getting() as getter:
        started = time.monotonic()
        kind, _ = await failure_of(getter, server.url, deadline=0.4)
    assert kind is Failure.DEADLINE
    assert time.monotonic() - started < 1


@pytest.mark.parametrize(
    ("head", "size"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", 16_384),
        (b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n", 10),
        (b"HTTP/1.1 302 Found\r\nLocation: /new\r\nContent-Length: 9\r\n\r\n", 0),
    ],
)
@pytest.mark.parametrize("deadline", [0.3, 20])
async def test_what_came_before_the_silence_is_kept_where_it_tells_enough(
    head: bytes, size: int, deadline: float
) -> None:
    async def behave(call: Call) -> None:
        await call.request()
        await call.send(head + b"x" * size)
        await call.hang()

    async with serving(behave) as server, getting(timeout=0.5) as getter:
        answer = await getter.get(server.url, deadline=deadline)
    assert (len(answer.body), answer.truncated) == (size, True)


async def test_a_page_that_falls_silent_too_early_is_an_answer_timeout() -> None:
    async def behave(call: Call) -> None:
        await call.request()
        await call.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<title>")
        await call.hang()

    async with serving(behave) as server, getting(timeout=0.3) as getter:
        assert (await failure_of(getter, server.url))[0] is Failure.ANSWER_TIMEOUT


async def test_a_body_that_breaks_off_is_kept_and_truncated() -> None:
    data = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 999\r\n\r\n<title>"
    async with serving(always(data)) as server, getting() as getter:
        answer = await getter.get(server.url)
    assert (answer.status, answer.body, answer.truncated) == (200, b"<title>", True)


async def test_a_broken_gzip_body_does_not_fail_the_visit() -> None:
    async def behave(call: Call) -> None:
        await call.request()
        await call.reply(gzip.compress(b"x" * 999)[:-8] + b"\xff" * 8, "Content-Encoding: gzip")

    async with serving(behave) as server, getting() as getter:
        answer = await getter.get(server.url)
    assert (answer.status, answer.truncated) == (200, True)
    assert answer.body in (b"x" * 998, b"x" * 999)


@pytest.mark.parametrize("status", ["404 Not Found", "301 Moved", "500 Oops"])
async def test_of_an_error_or_a_redirect_only_the_beginning_is_read(status: str) -> None:
    async def behave(call: Call) -> None:
        await call.request()
        await call.reply(b"x" * 200_000, "Location: /elsewhere", status=status)

    async with serving(behave) as server, getting() as getter:
        answer = await getter.get(server.url)
    assert (len(answer.body), answer.truncated) == (65_536, True)


@pytest.mark.parametrize(
    "location", ["http://[bad", "", "//", "http://x:99999999/", "\x7f", "mailto:a@b"]
)
async def test_a_redirect_is_handed_over_unread_whatever_it_points_to(location: str) -> None:
    async def behave(call: Call) -> None:
        await call.request()
        await call.reply(b"", f"Location: {location}", "Set-Cookie: a=b", status="302 Found")

    async with serving(behave) as server, getting() as getter:
        answer = await getter.get(server.url)
    assert (answer.status, answer.headers["location"]) == (302, location)


async def test_cookies_and_passwords_go_where_they_are_meant_to_and_nowhere_else() -> None:
    asked: list[bytes] = []

    async def behave(call: Call) -> None:
        while True:
            asked.append(await call.request())
            await call.reply(b"", "Set-Cookie: stored=yes; Path=/")

    async with serving(behave) as server, getting() as getter:
        await getter.get(f"http://me:p%40ss@127.0.0.1:{server.port}/")
        await getter.get(server.url, {"Cookie": "kept=é\r\nInjected: 1"})
        await getter.get(server.url)
    assert b"Authorization: Basic bWU6cEBzcw==" in asked[0]  # me:p@ss
    assert "Cookie: kept=é  Injected: 1\r\n".encode() in asked[1]
    assert b"Authorization" not in asked[1] + asked[2]
    assert b"stored" not in b"".join(asked)
    assert b"Cookie" not in asked[2]


async def test_no_address_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    async def behave(call: Call) -> None:
        await call.request()
        await call.reply()

    with caplog.at_level(logging.DEBUG):
        async with serving(behave) as server, getting() as getter:
            await getter.get(f"http://me:secret@127.0.0.1:{server.port}/?token=secret")
    assert "secret" not in caplog.text


@pytest.mark.parametrize(
    ("url", "failure"),
    [
        ("http://[bad/", Failure.MALFORMED_ADDRESS),
        ("http://host:99999999/", Failure.MALFORMED_ADDRESS),
        ("http:///path", Failure.MALFORMED_ADDRESS),
        ("http://", Failure.MALFORMED_ADDRESS),
        ("no-scheme/path", Failure.MALFORMED_ADDRESS),
        ("http://a b.example/", Failure.MALFORMED_ADDRESS),
        ("http://nul\0.example/", Failure.MALFORMED_ADDRESS),
        ("http://" + "x" * 64 + ".example/", Failure.MALFORMED_ADDRESS),
        ("http://half\ud800.example/", Failure.MALFORMED_ADDRESS),
        ("http://site.example/\ud800", Failure.MALFORMED_ADDRESS),
        ("http://site.example:0/", Failure.MALFORMED_ADDRESS),
        ("ftp://127.0.0.1/", Failure.OTHER_SCHEME),
        ("file:///etc/passwd", Failure.OTHER_SCHEME),
        ("mailto:someone@example.org", Failure.OTHER_SCHEME),
    ],
)
async def test_an_address_that_cannot_be_visited_is_told_by_its_fault(
    url: str, failure: Failure
) -> None:
    async with getting() as getter:
        assert (await failure_of(getter, url))[0] is failure


async def test_an_unknown_host_is_told_by_its_fault() -> None:
    async with getting(resolver=ToldResolver({})) as getter:
        kind, text = await failure_of(getter, "http://gone.example/")
    assert (kind, text) == (Failure.NO_SUCH_HOST, "There is no host named gone.example.")


@pytest.mark.parametrize(
    "host", ["xn--i-7iq.example", "xn--a.example", "a_b.example", "SITE.example"]
)
async def test_a_name_that_the_name_system_knows_is_visited_however_odd_it_looks(
    host: str,
) -> None:
    async def behave(call: Call) -> None:
        request = await call.request()
        await call.reply(request)

    names = ToldResolver({host.lower(): ("127.0.0.1",)})
    async with serving(behave) as server, getting(resolver=names) as getter:
        answer = await getter.get(f"http://{host}:{server.port}/")
    sent = f"GET / HTTP/1.1\r\nHost: {host.lower()}:{server.port}\r\n".encode()
    assert answer.body.startswith(sent)
    assert answer.body.count(b"ost:") == 1


async def test_what_an_address_contains_reaches_the_server_unchanged() -> None:
    asked: list[bytes] = []

    async def behave(call: Call) -> None:
        asked.append(await call.request())
        await call.reply()

    path = "a%2526b/%F6/;view=1up|x?q=%20+%2B&q=2&r=[1]"
    async with serving(behave) as server, getting() as getter:
        await getter.get(server.url + path + "#fragment")
    assert asked[0].startswith(b"GET /a%2526b/%F6/;view=1up")
    assert b"?q=%20+%2B&q=2&r=[1] HTTP/1.1\r\n" in asked[0]
    assert b"fragment" not in asked[0]
    assert f"Host: 127.0.0.1:{server.port}\r\n".encode() in asked[0]


class _LongBody(httpx.AsyncByteStream):
    """A body of 1 MB; `at_once` is how many were beyond their first 400 KB together."""

    reading = at_once = 0

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for number in range(10):
            if number == 4:
                _LongBody.reading += 1
                _LongBody.at_once = max(_LongBody.at_once, _LongBody.reading)
            await asyncio.sleep(0.001)
            yield b"x" * 100_000
        _LongBody.reading -= 1


async def test_large_bodies_are_read_eight_at_a_time() -> None:
    transport = httpx.MockTransport(lambda _: httpx.Response(200, stream=_LongBody()))
    async with httpx.AsyncClient(transport=transport) as client:
        getter = Getter(client)
        answers = await asyncio.gather(*(getter.get("http://a.example/") for _ in range(30)))
    assert {len(answer.body) for answer in answers} == {1_000_000}
    assert _LongBody.at_once == 8


async def test_the_errors_of_another_transport_arrive_as_faults() -> None:
    errors: dict[type[Exception], Failure] = {
        httpx.ConnectTimeout: Failure.CONNECT_TIMEOUT,
        httpx.ReadTimeout: Failure.ANSWER_TIMEOUT,
        httpx.ProxyError: Failure.NETWORK_UNREACHABLE,
        httpx.ConnectError: Failure.NETWORK_UNREACHABLE,
        httpx.ReadError: Failure.RESET,
        httpx.RemoteProtocolError: Failure.NOT_HTTP,
        ConnectionResetError: Failure.RESET,
    }
    for error, failure in errors.items():

        def fail(_: httpx.Request, error: type[Exception] = error) -> httpx.Response:
            raise error("whatever")

        async with httpx.AsyncClient(transport=httpx.MockTransport(fail)) as client:
            assert (await failure_of(Getter(client), "http://site.example/"))[0] is failure


async def test_a_get_that_is_cancelled_closes_its_connection() -> None:
    gone = asyncio.Event()

    async def behave(call: Call) -> None:
        await call.request()
        await call.hang()
        gone.set()

    async with serving(behave) as server, getting() as getter:
        task = asyncio.create_task(getter.get(server.url))
        await asyncio.sleep(0.1)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        async with asyncio.timeout(1):
            await gone.wait()


async def test_the_limits_of_a_getter_are_those_it_was_given() -> None:
    async def behave(call: Call) -> None:
        await call.request()
        await call.reply(b"x" * 1_000)

    limits = Limits(raw_bytes=500, decoded_bytes=400, deadline=5)
    async with serving(behave) as server, getting(limits=limits) as getter:
        answer = await getter.get(server.url)
    assert (len(answer.body), answer.truncated) == (400, True)


def test_a_fault_is_an_error_of_httpx() -> None:
    fault = WireFault(Failure.RESET, "The connection broke off.")
    assert isinstance(fault, httpx.TransportError)
    assert str(fault) == "The connection broke off."
