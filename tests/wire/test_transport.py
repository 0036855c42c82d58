import asyncio
import socket
import time

import pytest

from citewatch.core.evidence import Failure
from citewatch.wire import pool
from citewatch.wire.names import Address
from wire.rawserver import Call, serving
from wire.wire_lab import ToldResolver, failure_of, getting


async def answer_all(call: Call) -> None:
    while True:
        await call.request()
        await call.reply()


async def test_a_connection_serves_one_request_after_another() -> None:
    async with serving(answer_all) as server, getting() as getter:
        for _ in range(5):
            assert (await getter.get(server.url)).body == b"hello"
        assert server.accepted == 1


async def test_a_connection_that_is_to_be_closed_is_not_used_again() -> None:
    async def behave(call: Call) -> None:
        await call.request()
        await call.reply(b"hello", "Connection: close")
        await call.hang()

    async with serving(behave) as server, getting() as getter:
        await getter.get(server.url)
        assert (await getter.get(server.url)).body == b"hello"
        assert server.accepted == 2


async def test_a_connection_whose_body_did_not_come_to_its_end_is_not_used_again() -> None:
    async def behave(call: Call) -> None:
        await call.request()
        await call.send(b"HTTP/1.1 404 Gone\r\nContent-Length: 999999\r\n\r\n" + b"x" * 100_000)
        await call.hang()

    async with serving(behave) as server, getting() as getter:
        await getter.get(server.url)
        await getter.get(server.url)
        assert server.accepted == 2


async def test_a_connection_whose_body_came_but_was_left_unread_serves_on() -> None:
    async def behave(call: Call) -> None:
        while True:
            await call.request()
            await call.reply(b"x" * 66_000, status="404 Not Found")

    async with serving(behave) as server, getting() as getter:
        for _ in range(5):
            answer = await getter.get(server.url)
            assert (answer.status, len(answer.body)) == (404, 65_536)


async def test_a_kept_connection_that_the_server_ends_is_replaced_by_a_fresh_one() -> None:
    async def behave(call: Call) -> None:
        await call.request()
        await call.reply()
        if call.number == 1:
            await call.request()
            call.reset()

    async with serving(behave) as server, getting() as getter:
        await getter.get(server.url)
        assert (await getter.get(server.url)).body == b"hello"
        assert server.accepted == 2


async def test_a_fresh_connection_that_the_server_ends_is_not_tried_again() -> None:
    async def behave(call: Call) -> None:
        await call.request()

    async with serving(behave) as server, getting() as getter:
        kind, text = await failure_of(getter, server.url)
        assert (kind, text) == (
            Failure.RESET,
            "The server closed the connection without answering.",
        )
        assert server.accepted == 1


async def test_a_kept_connection_that_hangs_is_not_tried_again() -> None:
    async def behave(call: Call) -> None:
        await call.request()
        await call.reply()
        await call.hang()

    async with serving(behave) as server, getting(timeout=0.3) as getter:
        await getter.get(server.url)
        assert (await failure_of(getter, server.url))[0] is Failure.ANSWER_TIMEOUT
        assert server.accepted == 1


async def test_what_a_server_says_unasked_is_not_taken_for_the_next_answer() -> None:
    async def behave(call: Call) -> None:
        await call.request()
        await call.reply()
        if call.number == 1:
            await asyncio.sleep(0.05)
            await call.reply(b"smuggled")
        await call.hang()

    async with serving(behave) as server, getting() as getter:
        await getter.get(server.url)
        await asyncio.sleep(0.15)
        assert (await getter.get(server.url)).body == b"hello"


async def test_at_most_two_connections_to_a_server_are_kept() -> None:
    async with serving(answer_all) as server, getting() as getter:
        await asyncio.gather(*(getter.get(server.url) for _ in range(6)))
        await asyncio.gather(*(getter.get(server.url) for _ in range(2)))
        assert server.accepted == 6
        await asyncio.gather(*(getter.get(server.url) for _ in range(3)))
        assert server.accepted == 7


async def test_a_connection_at_rest_for_too_long_is_given_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pool, "IDLE_SECONDS", 0.05)
    async with serving(answer_all) as server, getting() as getter:
        await getter.get(server.url)
        await asyncio.sleep(0.1)
        await getter.get(server.url)
        assert server.accepted == 2


async def test_the_connection_that_rested_longest_makes_room(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pool, "IDLE_AT_ALL", 2)
    names = {f"h{number}.example": ("127.0.0.1",) for number in range(3)}
    async with serving(answer_all) as server, getting(resolver=ToldResolver(names)) as getter:
        for name in names:
            await getter.get(f"http://{name}:{server.port}/")
        await getter.get(f"http://h2.example:{server.port}/")
        assert server.accepted == 3
        await getter.get(f"http://h0.example:{server.port}/")
        assert server.accepted == 4


async def test_a_server_that_never_answers_costs_no_more_than_the_timeout() -> None:
    async def behave(call: Call) -> None:
        await call.hang()

    async with serving(behave) as server, getting(timeout=0.3) as getter:
        started = time.monotonic()
        kind, text = await failure_of(getter, server.url)
    assert (kind, text) == (Failure.ANSWER_TIMEOUT, "The server was silent for 0.3 seconds.")
    assert time.monotonic() - started < 0.8


async def test_a_slow_answer_that_keeps_coming_is_no_timeout() -> None:
    async def behave(call: Call) -> None:
        await call.request()
        await call.send(b"HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n")
        for _ in range(8):
            await asyncio.sleep(0.1)
            await call.send(b"x")

    async with serving(behave) as server, getting(timeout=0.3) as getter:
        assert (await getter.get(server.url)).body == b"x" * 8


async def test_garbage_instead_of_an_answer_is_not_http() -> None:
    async def behave(call: Call) -> None:
        await call.request()
        await call.send(b"\x00\x01\x02 garbage\r\n\r\n")

    async with serving(behave) as server, getting() as getter:
        assert (await failure_of(getter, server.url))[0] is Failure.NOT_HTTP


async def test_four_hundred_headers_of_four_kilobytes_are_too_large() -> None:
    async def behave(call: Call) -> None:
        await call.request()
        fields = b"".join(b"X-%d: %s\r\n" % (number, b"x" * 4_000) for number in range(400))
        await call.send(b"HTTP/1.1 200 OK\r\n" + fields + b"\r\n")

    async with serving(behave) as server, getting() as getter:
        assert (await failure_of(getter, server.url))[0] is Failure.HEADERS_TOO_LARGE


async def test_interim_answers_without_end_end_at_the_cap() -> None:
    async def behave(call: Call) -> None:
        await call.request()
        while True:
            await call.send(b"HTTP/1.1 100 Continue\r\n\r\n" * 1_000)

    async with serving(behave) as server, getting() as getter:
        assert (await failure_of(getter, server.url))[0] is Failure.HEADERS_TOO_LARGE


def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


async def test_a_closed_port_refuses_the_connection() -> None:
    async with getting() as getter:
        kind, _ = await failure_of(getter, f"http://127.0.0.1:{closed_port()}/")
    assert kind is Failure.REFUSED


async def test_a_server_that_does_not_take_connections_is_a_connect_timeout() -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full:
        fillers = [socket.socket() for _ in range(3)]
        for filler in fillers:
            filler.setblocking(False)
            filler.connect_ex(full.getsockname())
        async with getting(timeout=0.3) as getter:
            kind, _ = await failure_of(getter, f"http://127.0.0.1:{full.getsockname()[1]}/")
        for filler in fillers:
            filler.close()
    assert kind is Failure.CONNECT_TIMEOUT


@pytest.mark.parametrize("first", ["127.0.0.2", "::1"])
async def test_where_one_address_refuses_the_next_is_tried(first: str) -> None:
    resolver = ToldResolver({"two.example": (first, "127.0.0.1")})
    async with serving(answer_all) as server, getting(resolver=resolver) as getter:
        answer = await getter.get(f"http://two.example:{server.port}/")
        assert (answer.status, answer.address) == (200, "127.0.0.1")
        assert server.accepted == 1


async def test_where_one_address_is_silent_the_next_is_tried_soon() -> None:
    with socket.create_server(("127.0.0.2", 0), backlog=0) as full:
        port = full.getsockname()[1]
        fillers = [socket.socket() for _ in range(3)]
        for filler in fillers:
            filler.setblocking(False)
            filler.connect_ex(full.getsockname())
        resolver = ToldResolver({"two.example": ("127.0.0.2", "127.0.0.1")})
        server = await asyncio.start_server(_greet_stream, "127.0.0.1", port)
        async with server, getting(resolver=resolver, timeout=5) as getter:
            started = time.monotonic()
            answer = await getter.get(f"http://two.example:{port}/")
        for filler in fillers:
            filler.close()
    assert answer.address == "127.0.0.1"
    assert 0.2 < time.monotonic() - started < 1.5


async def _greet_stream(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
    writer.close()
    await writer.wait_closed()


async def test_a_refusal_says_more_than_a_network_that_is_not_there() -> None:
    resolver = ToldResolver({"two.example": ("255.255.255.255", "127.0.0.1")})
    async with getting(resolver=resolver) as getter:
        kind, _ = await failure_of(getter, f"http://two.example:{closed_port()}/")
    assert kind is Failure.REFUSED


async def test_the_address_that_answered_is_told() -> None:
    class Resolver:
        async def resolve(self, host: str, port: int) -> tuple[Address, ...]:
            return (Address("127.0.0.1", port),)

    async with serving(answer_all) as server, getting(resolver=Resolver()) as getter:
        assert (await getter.get(f"http://x.example:{server.port}/")).address == "127.0.0.1"
