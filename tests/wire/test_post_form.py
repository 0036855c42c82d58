import asyncio

import pytest

from citewatch.core.evidence import Failure
from citewatch.wire.faults import WireFault
from wire.rawserver import Call, serving
from wire.wire_lab import getting


async def head_and_body(call: Call) -> tuple[bytes, bytes]:
    head = await call.request()
    length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0] or 0)
    return head, await call.content(length)


async def test_a_form_is_sent_encoded_and_with_its_length() -> None:
    seen: list[tuple[bytes, bytes]] = []

    async def behave(call: Call) -> None:
        seen.append(await head_and_body(call))
        await call.reply(b'{"ok": 1}')

    async with serving(behave) as server, getting() as getter:
        form = {"url": "http://example.org/?a=1&b=é", "capture": "1"}
        answer = await getter.post_form(server.url + "save", form, {"Authorization": "LOW a:b"})
    head, body = seen[0]
    assert (answer.status, answer.body) == (200, b'{"ok": 1}')
    assert head.startswith(b"POST /save HTTP/1.1\r\n")
    assert b"authorization: low a:b\r\n" in head.lower()
    assert b"content-type: application/x-www-form-urlencoded\r\n" in head.lower()
    assert body == b"url=http%3A%2F%2Fexample.org%2F%3Fa%3D1%26b%3D%C3%A9&capture=1"


async def test_a_form_goes_over_a_fresh_connection_since_it_must_not_be_sent_twice() -> None:
    numbers: list[int] = []

    async def behave(call: Call) -> None:
        while True:
            await head_and_body(call)
            numbers.append(call.number)
            await call.reply()

    async with serving(behave) as server, getting() as getter:
        await getter.get(server.url)
        await getter.post_form(server.url, {"a": "1"})
        await getter.get(server.url)
    assert numbers[:2] == [1, 2]


async def test_a_form_that_is_not_answered_in_time_is_given_up() -> None:
    async def behave(call: Call) -> None:
        await head_and_body(call)
        await call.hang()

    async with serving(behave) as server, getting() as getter:
        started = asyncio.get_running_loop().time()
        with pytest.raises(WireFault) as caught:
            await getter.post_form(server.url, {"a": "1"}, deadline=0.2)
        assert caught.value.failure is Failure.DEADLINE
        assert asyncio.get_running_loop().time() - started < 2
        assert server.accepted == 1
