"""Keeps an httpx client from doing more than it is asked."""

import logging
from http.cookiejar import CookieJar

import httpx

from citewatch.wire.transport import CONNECT_SECONDS, READ_SECONDS

_ASIDE = "citewatch.headers"


def take_charge(client: httpx.AsyncClient) -> None:
    """Let `client` follow no redirect, read no Location, keep no cookie and log no address.

    Its timeouts bind where a proxy is used; they are those of the direct way.
    """
    client.follow_redirects = False
    client.timeout = httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS, pool=None)
    client.cookies = _NoCookies()
    client.event_hooks = {"response": [_set_headers_aside]}
    for name in ("httpx", "httpcore"):  # they log whole addresses, passwords included
        logging.getLogger(name).setLevel(logging.WARNING)


def only_transport(client: httpx.AsyncClient) -> httpx.AsyncBaseTransport | None:
    """The transport that serves every address, or None where some go through a proxy.

    To hand a request to it directly spares what `send` does beside, which is more than half of
    what a request costs: cookies, redirects and hooks, of which a client taken charge of has none.
    httpx has no public name for it; its version is bounded in pyproject.toml.
    """
    return None if client._mounts else client._transport


def headers_of(response: httpx.Response) -> httpx.Headers:
    """The headers of a response that came through a client taken charge of."""
    headers: httpx.Headers = response.extensions[_ASIDE]
    return headers


async def _set_headers_aside(response: httpx.Response) -> None:
    """Keep httpx from reading Location: it raises for a malformed one even if not to follow it."""
    response.extensions[_ASIDE] = response.headers
    response.headers = httpx.Headers()


class _NoCookies(CookieJar):
    """Keeps nothing, since one jar for all would carry cookies from one visit into another."""

    def extract_cookies(self, response: object, request: object) -> None:
        """Ignore what a server sets."""
