"""When a page has come to rest: nothing of it is on its way, and its text stands still."""

import asyncio
from contextlib import suppress

from playwright.async_api import Error

from citewatch.browser.drawn import Reader
from citewatch.browser.limits import Limits
from citewatch.browser.trail import Trail

_EVERY = 0.2
_SHARE = 0.5
"""Part of a look after which a page that never rests is read as it stands."""


async def at_rest(trail: Trail, reader: Reader, limits: Limits) -> bool:
    """Wait until a page rests; False where it never does."""
    loop = asyncio.get_running_loop()
    began = since = loop.time()
    before = (-1, -1)
    while not trail.broken and trail.visited <= limits.visits:
        if loop.time() - began > _SHARE * limits.whole:
            break
        await asyncio.sleep(_EVERY)
        now = (trail.visited, -1)
        with suppress(Error):  # it is just being led elsewhere
            now = (trail.visited, await reader.size())
        if now != before or now[1] < 0:
            before, since = now, loop.time()
            continue
        still = loop.time() - since
        if still >= (limits.very_still if trail.busy else limits.still):
            return True
    return False
