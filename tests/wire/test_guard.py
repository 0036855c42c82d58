import ssl

import httpx
import pytest

from citewatch.core.evidence import Failure
from citewatch.wire.get import Getter
from citewatch.wire.guard import is_private_name, is_public
from citewatch.wire.transport import WireTransport
from wire.rawserver import Call, serving
from wire.wire_lab import ToldResolver, failure_of, getting

NOT_PUBLIC = [
    "0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.9.9.9",
    "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.0.170", "192.0.2.1",
    "192.168.1.1", "198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.9", "224.0.0.1",
    "239.255.255.255", "240.0.0.1", "255.255.255.255",
    "::", "::1", "fe80::1", "fe80::1%eth0", "fec0::1", "fc00::1", "fd12:3456::1", "ff02::1",
    "100::1", "2001:db8::1", "3fff::1", "5f00::1", "2001:2::1", "4000::1",
    "::ffff:10.0.0.1", "::ffff:127.0.0.1", "::ffff:7f00:1", "::127.0.0.1", "::8.8.8.8",
    "64:ff9b::10.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::8.8.8.8",
    "2002:7f00:1::1", "2002:a00:1::", "2002:c0a8:101::1",
    "2001:0:a00:1::f7f7:f7f7",  # Teredo, private server
    "2001:0:808:808::f5ff:fffe",  # Teredo, client 10.0.0.1
    "localhost", "", "8.8.8", "8.8.8.8.8", "1.1.1.1 ",
]  # fmt: skip
PUBLIC = [
    "1.1.1.1", "8.8.8.8", "100.63.255.255", "100.128.0.0", "172.15.255.255", "172.32.0.0",
    "192.0.1.1", "198.17.255.255", "198.20.0.0", "223.255.255.255",
    "2606:4700:4700::1111", "2a00:1450::8a", "2001:4860:4860::8888", "::ffff:8.8.8.8",
    "64:ff9b::8.8.8.8", "2002:808:808::1", "2620:4f:8000::1",
]  # fmt: skip


@pytest.mark.parametrize("ip", NOT_PUBLIC)
def test_an_address_outside_the_public_internet_is_not_public(ip: str) -> None:
    assert not is_public(ip)


@pytest.mark.parametrize("ip", PUBLIC)
def test_an_address_of_the_public_internet_is_public(ip: str) -> None:
    assert is_public(ip)


@pytest.mark.parametrize(
    "host",
    ["localhost", "LOCALHOST.", "a.localhost", "127.1", "0x7f000001", "2130706433", "017700000001",
     "10.0.0.1", "[::1]", "::ffff:10.0.0.1", "169.254.169.254", "0"],
)  # fmt: skip
def test_a_host_that_names_this_machine_or_a_private_address_is_seen_without_a_look_up(
    host: str,
) -> None:
    assert is_private_name(host)


@pytest.mark.parametrize("host", ["example.org", "8.8.8.8", "localhost.example", "[2606:4700::1]"])
def test_any_other_host_is_left_to_the_proxy(host: str) -> None:
    assert not is_private_name(host)


async def _greet(call: Call) -> None:
    await call.request()
    await call.reply()


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.1", "0x7f000001", "2130706433", "localhost", "[::ffff:127.0.0.1]"]
)
async def test_a_private_address_is_refused_without_a_connection(host: str) -> None:
    async with serving(_greet) as server, getting(allow_private=False) as getter:
        kind, _ = await failure_of(getter, f"http://{host}:{server.port}/")
        assert kind is Failure.PRIVATE_ADDRESS
        assert server.accepted == 0


async def test_a_name_with_a_public_and_a_private_address_is_refused_without_a_connection() -> None:
    resolver = ToldResolver({"mixed.example": ("93.184.215.14", "127.0.0.1")})
    async with (
        serving(_greet) as server,
        getting(resolver=resolver, allow_private=False) as getter,
    ):
        kind, text = await failure_of(getter, f"http://mixed.example:{server.port}/")
        assert kind is Failure.PRIVATE_ADDRESS
        assert "127.0.0.1" in text
        assert server.accepted == 0


async def test_a_name_is_looked_up_once_and_only_what_was_judged_is_dialled() -> None:
    """A name that changes its address between two look-ups gains nothing: there is one look-up."""

    class Rebinding(ToldResolver):
        async def resolve(self, host: str, port: int):  # type: ignore[no-untyped-def]
            found = await super().resolve(host, port)
            self._names = {host: ("127.0.0.1",)}
            return found

    resolver = Rebinding({"rebinding.example": ("198.51.100.1", "198.51.100.2")})
    async with (
        serving(_greet) as server,
        getting(resolver=resolver, allow_private=True, timeout=0.4) as getter,
    ):
        await failure_of(getter, f"http://rebinding.example:{server.port}/")
        assert resolver.asked == ["rebinding.example"]
        assert server.accepted == 0


async def test_private_addresses_are_visited_where_that_is_allowed() -> None:
    async with serving(_greet) as server, getting(allow_private=True) as getter:
        answer = await getter.get(server.url)
        assert (answer.status, answer.body, answer.address) == (200, b"hello", "127.0.0.1")


async def test_addresses_of_a_stage_are_let_through_and_no_other_private_ones() -> None:
    transport = WireTransport(
        ToldResolver({"staged.example": ("127.0.0.1",), "other.example": ("127.0.0.2",)}),
        ssl.create_default_context,
        staged=frozenset({"127.0.0.1"}),
    )
    async with serving(_greet) as server, httpx.AsyncClient(transport=transport) as client:
        getter = Getter(client)
        assert (await getter.get(f"http://staged.example:{server.port}/")).status == 200
        kind, _ = await failure_of(getter, f"http://other.example:{server.port}/")
        assert kind is Failure.PRIVATE_ADDRESS
        assert server.accepted == 1
