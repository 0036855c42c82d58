import ssl

import httpx
import pytest

from citewatch.core.evidence import Failure
from citewatch.errors import CitewatchError
from citewatch.wire.get import Getter
from citewatch.wire.proxies import proxied_routes
from citewatch.wire.transport import WireTransport
from wire.rawserver import Call, serving
from wire.wire_lab import ToldResolver, failure_of


@pytest.fixture(autouse=True)
def _no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def client(resolver: ToldResolver, *, allow_private: bool = False) -> httpx.AsyncClient:
    return httpx.AsyncClient(
        transport=WireTransport(resolver, ssl.create_default_context, allow_private=allow_private),
        mounts=proxied_routes(ssl.create_default_context, allow_private=allow_private),
        trust_env=False,
    )


async def via_proxy(call: Call) -> None:
    while True:
        request = await call.request()
        await call.reply(request.split(b" ")[1], "Via: 1.1 proxy", "Location: http://[bad")


def test_without_a_proxy_in_the_environment_there_are_no_routes() -> None:
    assert proxied_routes(ssl.create_default_context) == {}


@pytest.mark.parametrize("variable", ["HTTP_PROXY", "http_proxy", "ALL_PROXY"])
async def test_the_proxy_of_the_environment_is_used(
    monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    resolver = ToldResolver({})
    async with serving(via_proxy) as proxy:
        monkeypatch.setenv(variable, f"127.0.0.1:{proxy.port}")
        async with client(resolver) as http:
            answer = await Getter(http).get("http://site.example/page?q=1")
    assert (answer.status, answer.body) == (200, b"http://site.example/page?q=1")
    assert answer.address is None
    assert resolver.asked == []


@pytest.mark.parametrize(
    "exempt", ["site.example", ".site.example", "SITE.example", "other.example, site.example", "*"]
)
@pytest.mark.parametrize("host", ["site.example", "www.site.example"])
async def test_a_name_in_no_proxy_and_its_subdomains_are_visited_directly(
    monkeypatch: pytest.MonkeyPatch, exempt: str, host: str
) -> None:
    resolver = ToldResolver({})
    async with serving(via_proxy) as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        monkeypatch.setenv("NO_PROXY", exempt)
        async with client(resolver) as http:
            kind, _ = await failure_of(Getter(http), f"http://{host}/")
    assert kind is Failure.NO_SUCH_HOST
    assert resolver.asked == [host]


async def test_a_name_that_only_ends_like_one_in_no_proxy_goes_through_the_proxy(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with serving(via_proxy) as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        monkeypatch.setenv("NO_PROXY", "site.example")
        async with client(ToldResolver({})) as http:
            answer = await Getter(http).get("http://notsite.example/")
    assert answer.headers["via"] == "1.1 proxy"


@pytest.mark.parametrize(
    "host", ["localhost", "a.localhost", "127.0.0.1", "127.1", "2130706433", "[::1]", "10.0.0.1"]
)
async def test_behind_a_proxy_what_is_plainly_private_is_still_refused(
    monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    async with serving(via_proxy) as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        async with client(ToldResolver({})) as http:
            assert (await failure_of(Getter(http), f"http://{host}/"))[0] is Failure.PRIVATE_ADDRESS
        async with client(ToldResolver({}), allow_private=True) as http:
            assert (await Getter(http).get(f"http://{host}/")).status == 200


async def test_a_proxy_that_is_not_there_says_nothing_about_the_site(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with serving(via_proxy) as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
    async with client(ToldResolver({})) as http:
        kind, text = await failure_of(Getter(http), "http://site.example/")
    assert kind is Failure.NETWORK_UNREACHABLE
    assert "proxy" in text


async def test_a_proxy_that_refuses_to_connect_says_nothing_about_the_site(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def behave(call: Call) -> None:
        await call.request()
        await call.reply(b"", status="502 Bad Gateway")

    async with serving(behave) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        async with client(ToldResolver({})) as http:
            kind, _ = await failure_of(Getter(http), "https://site.example/")
    assert kind is Failure.NETWORK_UNREACHABLE


@pytest.mark.parametrize(
    "proxy", ["socks5://127.0.0.1:1", "gopher://127.0.0.1:1", "http://proxy:bad"]
)
def test_a_proxy_that_cannot_be_used_is_an_error_that_says_what_to_check(
    monkeypatch: pytest.MonkeyPatch, proxy: str
) -> None:
    monkeypatch.setenv("ALL_PROXY", proxy)
    with pytest.raises(CitewatchError, match="HTTP_PROXY"):
        proxied_routes(ssl.create_default_context)
