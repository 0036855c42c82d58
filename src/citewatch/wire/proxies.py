"""The way out through a proxy, where the environment names one."""

import ssl
from collections.abc import Callable
from urllib.request import getproxies

import httpx

from citewatch.core.evidence import Failure
from citewatch.errors import CitewatchError
from citewatch.wire.faults import WireFault
from citewatch.wire.guard import is_private_name

_LIMITS = httpx.Limits(max_connections=256, max_keepalive_connections=32)


def proxied_routes(
    ssl_context_factory: Callable[[], ssl.SSLContext], *, allow_private: bool = False
) -> dict[str, httpx.AsyncBaseTransport | None]:
    """The `mounts` of an httpx client: which addresses go through which proxy. Often empty.

    Read are HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY (a name there covers its subdomains,
    `*` everything), in either case. A proxy looks names up itself, so the guard cannot see where
    they lead: behind one, only localhost and literal private addresses are refused.
    Raises CitewatchError for a proxy that cannot be used.
    """
    found = getproxies()
    proxies = {scheme: found[scheme] for scheme in ("http", "https", "all") if found.get(scheme)}
    exempt = [name.strip().lower() for name in found.get("no", "").split(",") if name.strip()]
    if not proxies or "*" in exempt:
        return {}
    routes: dict[str, httpx.AsyncBaseTransport | None] = {
        f"{scheme}://": _route(proxy, ssl_context_factory(), allow_private)
        for scheme, proxy in proxies.items()
    }
    routes.update((_pattern(name), None) for name in exempt)
    return routes


class _Guarded(httpx.AsyncBaseTransport):
    """A proxy's transport that refuses what can be seen to be private."""

    def __init__(self, inner: httpx.AsyncBaseTransport) -> None:
        self._inner = inner

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        host = request.url.raw_host.decode("ascii")
        if is_private_name(host):
            raise WireFault(
                Failure.PRIVATE_ADDRESS,
                f"{host} is in a private network or on this machine.",
            )
        return await self._inner.handle_async_request(request)

    async def aclose(self) -> None:
        await self._inner.aclose()


def _route(proxy: str, tls: ssl.SSLContext, allow_private: bool) -> httpx.AsyncBaseTransport:
    address = proxy if "://" in proxy else f"http://{proxy}"
    try:
        transport = httpx.AsyncHTTPTransport(proxy=address, verify=tls, limits=_LIMITS)
    except (ValueError, ImportError, httpx.InvalidURL) as error:
        raise CitewatchError(
            "The proxy named in the environment cannot be used; http and https proxies can. "
            "Check HTTP_PROXY, HTTPS_PROXY and ALL_PROXY."
        ) from error
    return transport if allow_private else _Guarded(transport)


def _pattern(name: str) -> str:
    """An entry of NO_PROXY as httpx writes it. Literal addresses stand for themselves alone."""
    if "://" in name:
        return name
    if name.count(":") > 1:
        return f"all://[{name.strip('[]')}]"
    if name.replace(".", "").isdigit():
        return f"all://{name}"
    return f"all://*{name.lstrip('.')}"
