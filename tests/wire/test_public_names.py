"""Names that the public name system never holds are not looked up, and never said to be gone."""

import httpx
import pytest

from citewatch.core.evidence import Failure
from citewatch.wire.faults import WireFault
from citewatch.wire.names import Address
from citewatch.wire.public_names import PublicHosts, PublicNames
from wire.wire_lab import ToldResolver

ELSEWHERE = ["abc.onion", "www.abc.ONION", "abc.onion.", "site.i2p", "vitalik.eth", "a.b.alt"]
SET_APART = [
    "printer.local", "wiki.corp.internal", "router.home.arpa", "files.corp", "nas.home",
]  # fmt: skip
UNPROMISED = [
    "nas.lan", "wiki.intranet", "name.bit", "site.test", "www.site.example", "nothing.invalid",
]  # fmt: skip
PUBLIC = [
    "example.com", "www.example.org", "onion.ly", "abc.onion.ly", "local.gov.uk", "test.de",
    "internal.example.com", "home.arpa.org", "eth.limo", "onion", "localalt.org", "as112.arpa",
    "nottest.xtest",
]  # fmt: skip


async def failing(names: PublicNames, host: str) -> tuple[Failure, str]:
    with pytest.raises(WireFault) as caught:
        await names.resolve(host, 80)
    return caught.value.failure, caught.value.text


@pytest.mark.parametrize("host", [*ELSEWHERE, *SET_APART])
async def test_a_name_that_is_never_public_is_not_looked_up(host: str) -> None:
    inner = ToldResolver({host: ("192.0.2.1",)})
    kind, text = await failing(PublicNames(inner, private=False), host)
    assert kind is Failure.NAME_NOT_PUBLIC
    assert host in text
    assert inner.asked == []


@pytest.mark.parametrize("host", ELSEWHERE)
async def test_no_private_network_is_asked_for_names_of_other_systems(host: str) -> None:
    inner = ToldResolver({host: ("192.0.2.1",)})
    assert (await failing(PublicNames(inner, private=True), host))[0] is Failure.NAME_NOT_PUBLIC
    assert inner.asked == []


@pytest.mark.parametrize("host", SET_APART)
async def test_a_private_network_that_is_visited_is_asked_for_its_names(host: str) -> None:
    inner = ToldResolver({host: ("10.0.0.1",)})
    assert await PublicNames(inner, private=True).resolve(host, 80) == (Address("10.0.0.1", 80),)


@pytest.mark.parametrize("host", [*SET_APART, *UNPROMISED])
async def test_names_of_private_networks_that_nobody_knows_are_not_said_to_be_gone(
    host: str,
) -> None:
    names = PublicNames(ToldResolver({}), private=True)
    assert (await failing(names, host))[0] is Failure.NAME_NOT_PUBLIC


@pytest.mark.parametrize("host", UNPROMISED)
async def test_a_name_that_may_be_known_or_become_public_is_looked_up(host: str) -> None:
    inner = ToldResolver({host: ("192.0.2.1",)})
    assert await PublicNames(inner, private=False).resolve(host, 80)
    names = PublicNames(ToldResolver({}), private=False)
    assert (await failing(names, host))[0] is Failure.NAME_NOT_PUBLIC


@pytest.mark.parametrize("host", PUBLIC)
@pytest.mark.parametrize("private", [False, True])
async def test_public_names_are_looked_up_and_can_be_gone(host: str, private: bool) -> None:
    known = PublicNames(ToldResolver({host: ("192.0.2.1",)}), private=private)
    assert await known.resolve(host, 443) == (Address("192.0.2.1", 443),)
    names = PublicNames(ToldResolver({}), private=private)
    assert (await failing(names, host))[0] is Failure.NO_SUCH_HOST


async def test_a_look_up_without_an_answer_stays_that() -> None:
    class Silent:
        async def resolve(self, host: str, port: int) -> tuple[Address, ...]:
            raise WireFault(Failure.DNS_UNANSWERED, f"{host}:{port}")

    names = PublicNames(Silent(), private=True)
    assert (await failing(names, "wiki.internal"))[0] is Failure.DNS_UNANSWERED


async def test_a_proxy_is_not_asked_for_names_that_are_never_public() -> None:
    asked = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.host)
        return httpx.Response(200)

    async with httpx.AsyncClient(transport=PublicHosts(httpx.MockTransport(answer))) as client:
        for host in ("abc.onion", "wiki.internal"):
            with pytest.raises(WireFault) as caught:
                await client.get(f"http://{host}/")
            assert caught.value.failure is Failure.NAME_NOT_PUBLIC
        for host in ("example.com", "nas.lan", "[2001:db8::1]"):
            assert (await client.get(f"http://{host}/")).status_code == 200
    assert asked == ["example.com", "nas.lan", "2001:db8::1"]
