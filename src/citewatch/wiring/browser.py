"""A real browser for second looks."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime

from citewatch.browser.find import chromium_here
from citewatch.errors import CitewatchError
from citewatch.ports import Browser
from citewatch.web.lanes import Lanes
from citewatch.wire.dial import Dialler
from citewatch.wire.transport import CONNECT_SECONDS, READ_SECONDS
from citewatch.wiring.clock import now
from citewatch.wiring.ways import Ways, user_agent

Keep = Callable[[str, datetime, bytes, str], None]
"""Takes what a browser showed: of which address, when (UTC), the bytes and their media type."""


@asynccontextmanager
async def live_browser(
    ways: Ways, lanes: Lanes, keep: Keep | None, *, allow_private: bool
) -> AsyncIterator[Browser]:
    """The installed Chromium. Raises CitewatchError where there is none, and behind a proxy.

    Behind one, nobody here looks names up, so that nobody could tell where a page leads.
    """
    if ways.names is None:
        raise CitewatchError(
            "--browser does not work behind a proxy, and the environment names one. Unset "
            "HTTP_PROXY, HTTPS_PROXY and ALL_PROXY, or leave --browser out."
        )
    program = chromium_here()
    from citewatch.browser.chromium import Chromium
    from citewatch.browser.limits import Limits
    from citewatch.browser.look import BrowserWeb

    limits = Limits()
    dialler = Dialler(
        ways.names,
        allow_private=allow_private,
        connect_timeout=CONNECT_SECONDS,
        read_timeout=READ_SECONDS,
    )
    async with Chromium(program, f"{user_agent()} {{browser}}", limits) as chromium:
        yield BrowserWeb(chromium, dialler, lanes, limits, now, keep)
