import asyncio
import gzip
import zlib

import httpx
import pytest

from citewatch.demo import misdeeds
from citewatch.demo.answers import (
    circle,
    cookie_gate,
    endless_redirects,
    error,
    in_turn,
    meta_refresh,
    nothing,
    page,
    redirect,
)
from citewatch.demo.exchange import Behaviour
from citewatch.demo.server import MisbehavingServer

HOST = "town.example"


async def ask(server: MisbehavingServer, path: str = "/", host: str = HOST) -> httpx.Response:
    async with httpx.AsyncClient(trust_env=False) as client:
        return await client.get(
            f"http://127.0.0.1:{server.http_port}{path}", headers={"Host": host}, timeout=5
        )


async def answer_of(behaviour: Behaviour) -> httpx.Response:
    async with MisbehavingServer({HOST: {"/": behaviour}}) as server:
        return await ask(server)


async def raw_answer_of(behaviour: Behaviour, limit: int = -1) -> bytes:
    async with MisbehavingServer({HOST: {"/": behaviour}}) as server:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.http_port)
        writer.write(f"GET / HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode())
        try:
            async with asyncio.timeout(5):
                return await reader.read(limit)
        finally:
            writer.close()


async def test_each_host_and_path_answers_as_it_was_told() -> None:
    sites = {
        "one.example": {"/": page("one"), "/a?b=2": page("with query"), "/a": page("any query")},
        "two.example": {"*": page("two")},
    }
    async with MisbehavingServer(sites) as server:
        assert (await ask(server, "/", "one.example")).text == "one"
        assert (await ask(server, "/a?b=2", "one.example")).text == "with query"
        assert (await ask(server, "/a?b=3", "one.example")).text == "any query"
        assert (await ask(server, "/anything", "two.example")).text == "two"
        assert (await ask(server, "/missing", "one.example")).status_code == 404
        assert (await ask(server, "/", "three.example")).status_code == 421


@pytest.mark.parametrize("status", [401, 403, 404, 410, 429, 451, 503, 999])
async def test_an_error_has_its_status_and_a_page(status: int) -> None:
    answer = await answer_of(error(status, headers={"Retry-After": "7"}))

    assert answer.status_code == status
    assert str(status) in answer.text
    assert answer.headers["retry-after"] == "7"


@pytest.mark.parametrize("location", ["/there", "http://[malformed", "mailto:someone", "", None])
async def test_a_redirect_sends_its_location_as_it_is(location: str | None) -> None:
    raw = await raw_answer_of(in_turn(redirect(location, 308)), 4096)

    assert raw.startswith(b"HTTP/1.1 308 ")
    if location is None:
        assert b"Location" not in raw
    else:
        assert f"\r\nLocation: {location}\r\n".encode() in raw


async def test_an_answer_without_a_body_says_nothing_more() -> None:
    answer = await answer_of(nothing(204))

    assert (answer.status_code, answer.content) == (204, b"")


async def test_a_meta_refresh_names_its_target() -> None:
    answer = await answer_of(meta_refresh("http://new.example/?a=1&b=2"))

    assert 'http-equiv="refresh" content="0; url=http://new.example/?a=1&amp;b=2"' in answer.text


async def test_a_circle_leads_from_each_path_to_the_next() -> None:
    async with MisbehavingServer({HOST: {"*": circle("/a", "/b?x")}}) as server:
        assert (await ask(server, "/a")).headers["location"] == "/b?x"
        assert (await ask(server, "/b?x")).headers["location"] == "/a"


async def test_endless_redirects_go_round_the_hosts_under_new_numbers() -> None:
    hosts = ("one.example", "two.example")
    sites = {host: {"*": endless_redirects(hosts)} for host in hosts}
    async with MisbehavingServer(sites) as server:
        assert (await ask(server, "/1", hosts[1])).headers["location"] == "http://one.example/2"
        assert (await ask(server, "/2", hosts[0])).headers["location"] == "http://two.example/3"


async def test_a_cookie_gate_opens_for_those_who_bring_its_cookie() -> None:
    async with MisbehavingServer({HOST: {"*": cookie_gate(page("inside"))}}) as server:
        first = await ask(server, "/a")
        headers = {"Host": HOST, "Cookie": first.headers["set-cookie"].partition(";")[0]}
        async with httpx.AsyncClient(trust_env=False) as client:
            second = await client.get(f"http://127.0.0.1:{server.http_port}/a", headers=headers)

    assert (first.status_code, first.headers["location"]) == (302, "/a")
    assert second.text == "inside"


async def test_answers_can_take_turns_and_the_last_one_stays() -> None:
    async with MisbehavingServer({HOST: {"*": in_turn(error(404), page("back"))}}) as server:
        assert [(await ask(server)).status_code for _ in range(3)] == [404, 200, 200]
        assert (await ask(server, "/other")).status_code == 404


async def test_a_server_that_hangs_never_answers() -> None:
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.3):
            await raw_answer_of(misdeeds.hang)


async def test_a_server_that_hangs_up_closes_without_a_byte() -> None:
    assert await raw_answer_of(misdeeds.hang_up) == b""


async def test_a_reset_is_a_reset_and_no_orderly_end() -> None:
    with pytest.raises(ConnectionResetError):
        await raw_answer_of(misdeeds.reset)


async def test_garbage_is_no_http() -> None:
    assert not (await raw_answer_of(misdeeds.garbage)).startswith(b"HTTP")


async def test_a_dripping_page_comes_byte_by_byte() -> None:
    assert (await answer_of(misdeeds.drip("slow", seconds=0.01))).text == "slow"
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.3):
            await answer_of(misdeeds.drip("slow", seconds=10))


async def test_a_page_can_break_off_before_its_end() -> None:
    with pytest.raises(httpx.RemoteProtocolError, match="received 10 bytes, expected 20"):
        await answer_of(misdeeds.broken_off("half of it"))


async def test_the_headers_can_be_far_too_many() -> None:
    raw = await raw_answer_of(misdeeds.many_headers(count=50, length=1000))

    assert raw.count(b"X-Filler-") == 50
    assert len(raw) > 50_000


async def test_a_bomb_unpacks_to_a_thousand_times_its_size() -> None:
    async with (
        MisbehavingServer({HOST: {"/": misdeeds.bomb(blocks=3)}}) as server,
        httpx.AsyncClient(trust_env=False) as client,
        client.stream(
            "GET", f"http://127.0.0.1:{server.http_port}/", headers={"Host": HOST}
        ) as answer,
    ):
        packed = b"".join([piece async for piece in answer.aiter_raw()])

    assert gzip.decompress(packed) == bytes(3 * 1024 * 1024)
    assert len(packed) < 30_000


async def test_a_bomb_is_packed_only_as_far_as_it_is_taken() -> None:
    raw = await asyncio.wait_for(raw_answer_of(misdeeds.bomb(blocks=1_000_000), 2000), 2)
    packed = raw.partition(b"\r\n\r\n")[2].partition(b"\r\n")[2]

    assert len(zlib.decompressobj(wbits=31).decompress(packed)) > 100_000


async def test_an_endless_page_goes_on_after_its_beginning() -> None:
    async with MisbehavingServer({HOST: {"/": misdeeds.endless("<p>start</body></html>")}}) as web:
        reader, writer = await asyncio.open_connection("127.0.0.1", web.http_port)
        writer.write(f"GET / HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode())
        much = await asyncio.wait_for(reader.readexactly(1_000_000), 5)
        writer.close()

    assert b"<p>start" in much
    assert b"</html>" not in much


async def test_a_connection_carries_one_request_after_another() -> None:
    async with MisbehavingServer({HOST: {"*": page("here")}}) as server:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.http_port)
        for _ in range(2):
            writer.write(f"GET / HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode())
            assert (await reader.readuntil(b"here")).startswith(b"HTTP/1.1 200 OK")
        writer.close()


async def test_the_log_keeps_who_was_asked_what_and_with_which_headers() -> None:
    async with MisbehavingServer({HOST: {"*": page("here")}}) as server:
        await ask(server, "/a?b=1")
        await ask(server, "/a?b=1")
        await ask(server, "/c", "elsewhere.example")
        log = server.log

    assert [request.url for request in log.of(HOST)] == [f"http://{HOST}/a?b=1"] * 2
    assert [request.earlier for request in log.of(HOST, "/a?b=1")] == [0, 1]
    assert log.of(HOST)[0].headers["host"] == HOST
    assert log.of(HOST)[0].at < log.of(HOST)[1].at
    assert log.count("elsewhere.example", "/c") == 1


async def test_the_log_knows_how_many_requests_stood_open_at_once() -> None:
    async with MisbehavingServer({HOST: {"*": misdeeds.drip("abc", seconds=0.1)}}) as server:
        await asyncio.gather(ask(server, "/1"), ask(server, "/2"), ask(server, "/3"))
        await ask(server, "/4")
        assert server.log.most_at_once(HOST) == 3
        assert server.log.most_at_once("elsewhere.example") == 0


async def test_leaving_the_context_ends_open_connections() -> None:
    async with MisbehavingServer({HOST: {"*": misdeeds.hang}}) as server:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.http_port)
        writer.write(f"GET / HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode())
        await asyncio.sleep(0.05)

    assert await asyncio.wait_for(reader.read(), 1) == b""
    writer.close()
    with pytest.raises(ConnectionRefusedError):
        await asyncio.open_connection("127.0.0.1", server.http_port)
