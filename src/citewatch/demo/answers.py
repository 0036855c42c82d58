"""Answers that are in order, whatever they say: pages, statuses, redirects."""

from collections.abc import Mapping, Sequence

from citewatch.demo.exchange import Behaviour, Exchange
from citewatch.demo.markup import error_page, refresh_page

_HTML = "text/html; charset=utf-8"


def page(html: str, *, status: int = 200, headers: Mapping[str, str] | None = None) -> Behaviour:
    """A page, by default with status 200."""
    fields = {"Content-Type": _HTML, **(headers or {})}
    body = html.encode()

    async def answer(exchange: Exchange) -> None:
        await exchange.answer(status, body, fields)

    return answer


def error(status: int, *, headers: Mapping[str, str] | None = None) -> Behaviour:
    """A status with the bare page that web servers make for it."""
    return page(error_page(status), status=status, headers=headers)


def nothing(status: int = 204) -> Behaviour:
    """A status without a body."""

    async def answer(exchange: Exchange) -> None:
        await exchange.answer(status)

    return answer


def redirect(location: str | None, status: int = 301) -> Behaviour:
    """A redirect to `location`, sent as it is; None sends no Location at all."""
    fields = {} if location is None else {"Location": location}

    async def answer(exchange: Exchange) -> None:
        await exchange.answer(status, b"", fields)

    return answer


def meta_refresh(location: str, seconds: int = 0) -> Behaviour:
    """A page that sends its reader on by itself."""
    return page(refresh_page(location, seconds))


def circle(*paths: str) -> Behaviour:
    """Redirects from each of the paths to the next, and from the last to the first."""

    async def answer(exchange: Exchange) -> None:
        asked = exchange.request.path
        after = paths[(paths.index(asked) + 1) % len(paths)] if asked in paths else paths[0]
        await exchange.answer(302, b"", {"Location": after})

    return answer


def endless_redirects(hosts: Sequence[str]) -> Behaviour:
    """Redirects from one of the hosts to the next, under an ever new number: /1, /2, /3 …"""

    async def answer(exchange: Exchange) -> None:
        digits = exchange.request.path.rpartition("/")[2]
        number = int(digits) + 1 if digits.isdigit() else 1
        location = f"http://{hosts[number % len(hosts)]}/{number}"
        await exchange.answer(302, b"", {"Location": location})

    return answer


def cookie_gate(behind: Behaviour) -> Behaviour:
    """Redirects to the same address until the visitor brings the cookie that it sets."""

    async def answer(exchange: Exchange) -> None:
        if "visitor=known" in exchange.request.headers.get("cookie", ""):
            await behind(exchange)
            return
        fields = {"Location": exchange.request.path, "Set-Cookie": "visitor=known; Path=/"}
        await exchange.answer(302, b"", fields)

    return answer


def in_turn(*behaviours: Behaviour) -> Behaviour:
    """Another behaviour at each request for the address; the last one stays."""

    async def answer(exchange: Exchange) -> None:
        turn = min(exchange.request.earlier, len(behaviours) - 1)
        await behaviours[turn](exchange)

    return answer
