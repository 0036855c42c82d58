"""Looks at addresses with a browser, each with a profile of its own, and within its host's lane."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import datetime

from msgspec.structs import replace
from playwright.async_api import BrowserContext, Dialog, Error, Page, Route

from citewatch.browser.chromium import Chromium
from citewatch.browser.drawn import Drawn, Reader
from citewatch.browser.limits import Limits
from citewatch.browser.rest import at_rest
from citewatch.browser.trail import DECORATION, PICTURES, Trail
from citewatch.browser.way import Way
from citewatch.core import evidence
from citewatch.core.content.thresholds import SHELL_WORDS
from citewatch.core.evidence import Failure, Hop, Visit
from citewatch.core.judge.settle import LOOKS_AT_MOST
from citewatch.core.judge.visits import judge_visit
from citewatch.core.retry_after import retry_after_seconds
from citewatch.core.urls import MalformedUrl, Url, as_visited, parse
from citewatch.pages.read import read_page
from citewatch.web.lanes import Closed, Lanes
from citewatch.wire.dial import Dialler

Keep = Callable[[str, datetime, bytes, str], None]
"""Takes what a browser showed of an address at a time (UTC), and its media type, for keeping."""

_PAUSES = frozenset({429, 503})
_UTF8 = "text/html; charset=utf-8"
_SCREENSHOT = 8000.0
"""Milliseconds."""
_SOON = 0.2


class BrowserWeb:
    """The live web as `ports.Browser` shows it. `clock` gives UTC.

    `dialler` is behind the guard. `keep` takes the drawn pages and their pictures, where they are
    to be kept; without it, no picture is loaded at all.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - what a look needs, each a thing of its own
        self,
        chromium: Chromium,
        dialler: Dialler,
        lanes: Lanes,
        limits: Limits,
        clock: Callable[[], datetime],
        keep: Keep | None = None,
    ) -> None:
        self._chromium = chromium
        self._dialler = dialler
        self._lanes = lanes
        self._limits = limits
        self._clock = clock
        self._keep = keep
        self._places = asyncio.Semaphore(limits.at_once)

    async def visit(self, url: str, look: int = 1) -> Visit:
        """Look once at an address; see `ports.Browser`."""
        try:
            address = parse(as_visited(url))
        except MalformedUrl as error:
            return Visit((), failure=Failure.MALFORMED_ADDRESS, failure_text=str(error))
        async with self._places:
            try:
                # Of those without a browser, none comes after it.
                async with self._lanes.turn(address.origin, LOOKS_AT_MOST + look):
                    seen = await self._look(address)
            except Closed as closed:
                hops = (Hop(address.href, self._clock()),)
                return Visit(hops, failure=closed.failure, failure_text=closed.text)
        self._heed(address, seen)
        return seen

    def _heed(self, address: Url, seen: Visit) -> None:
        """What the host asked for holds for every look at it."""
        if seen.status is None:
            return
        pauses = seen.status in _PAUSES
        self._lanes.answered(address.origin, asks_for_pause=pauses)
        if pauses and seen.retry_after is not None:
            self._lanes.pause(address.origin, seen.retry_after)

    async def _look(self, address: Url) -> Visit:
        async with Way(self._dialler, self._limits) as way:
            try:
                async with asyncio.timeout(self._limits.whole), self._profile(way) as profile:
                    return await _Look(profile, way, address, self._limits, self._clock).look(
                        self._keep
                    )
            except TimeoutError:
                return self._nothing(address, "It did not come to an end in the time allowed.")
            except Error as error:
                return self._nothing(address, f"The browser gave it up: {_in_brief(error)}")

    def _nothing(self, address: Url, text: str) -> Visit:
        hops = (Hop(address.href, self._clock()),)
        return Visit(hops, failure=Failure.NOT_DRAWN, failure_text=text)

    @asynccontextmanager
    async def _profile(self, way: Way) -> AsyncIterator[BrowserContext]:
        """A profile for one look. A browser that will not let go of it is ended as a whole."""
        profile = await self._chromium.profile(way.address)
        try:
            yield profile
        finally:
            try:
                async with asyncio.timeout(self._limits.closing):
                    await profile.close()
            except (Error, TimeoutError):
                await self._chromium.end()


class _Look:
    """One look, with a profile of its own."""

    def __init__(
        self,
        profile: BrowserContext,
        way: Way,
        address: Url,
        limits: Limits,
        clock: Callable[[], datetime],
    ) -> None:
        self._profile = profile
        self._way = way
        self._address = address
        self._limits = limits
        self._clock = clock

    async def look(self, keep: Keep | None) -> Visit:
        """What the browser is shown. Raises Error and TimeoutError."""
        page = await self._profile.new_page()
        self._profile.on("page", _close)
        page.on("dialog", _dismiss)
        trail = Trail(page, self._clock, self._way.addresses)
        await self._profile.route("**/*", _only_what_tells(pictures=keep is not None))
        reader = Reader(page, await self._profile.new_cdp_session(page))
        if failed := await self._go(page, trail):
            return failed
        seen, drawn = await self._settled(trail, reader)
        if keep is not None and seen.page is not None:
            keep(seen.hops[-1].url, seen.hops[-1].at, drawn.markup.encode(), "text/html")
            with suppress(Error):
                picture = await page.screenshot(timeout=_SCREENSHOT)
                keep(seen.hops[-1].url, seen.hops[-1].at, picture, "image/png")
        return seen

    async def _go(self, page: Page, trail: Trail) -> Visit | None:
        """Go there; the visit where nothing came of it."""
        try:
            await page.goto(
                self._address.href, wait_until="commit", timeout=1000 * self._limits.answer
            )
        except Error as error:
            if trail.hops and _is_overtaken(error):
                return None
            return self._unreached(trail, _in_brief(error))
        return None

    def _unreached(self, trail: Trail, text: str) -> Visit:
        """No page: the host was not reached, or what it has is no page."""
        hops = trail.hops or (Hop(self._address.href, self._clock()),)
        fault = self._way.faults.get(self._address.host.strip("[]"))
        if fault is not None and not trail.hops:
            return Visit(hops, failure=fault.failure, failure_text=fault.text)
        return Visit(hops, failure=Failure.NOT_DRAWN, failure_text=text)

    async def _settled(self, trail: Trail, reader: Reader) -> tuple[Visit, Drawn]:
        """The page once it rests; a wall, or a page with no text, gets time to give way."""
        began = asyncio.get_running_loop().time()
        while True:
            rested = await at_rest(trail, reader, self._limits)
            drawn = await self._read(trail, reader)
            seen = await self._seen(trail, drawn, rested=rested)
            left = began + self._patience(seen) - asyncio.get_running_loop().time()
            if seen.failure or left <= 0 or trail.visited > self._limits.visits:
                return seen, drawn
            if not await _changed(trail, reader, left):
                return seen, drawn

    async def _read(self, trail: Trail, reader: Reader) -> Drawn:
        """The page as it stands; once more where it is just being led elsewhere."""
        while True:
            try:
                return await reader.read()
            except Error:
                if trail.broken or trail.visited > self._limits.visits:
                    raise
                await asyncio.sleep(_SOON)

    def _patience(self, seen: Visit) -> float:
        """Seconds for which a page that shows no source is watched for another one."""
        if not judge_visit(self._address, seen).verdict.is_alive:
            return self._limits.wall
        assert seen.page is not None
        return self._limits.frame if seen.page.words < SHELL_WORDS else 0

    async def _seen(self, trail: Trail, drawn: Drawn, *, rested: bool) -> Visit:
        hops = trail.hops
        if "html" not in drawn.kind and "text" not in drawn.kind:
            said = f"It is a file ({drawn.kind}), and a browser keeps none here."
            return Visit(hops, failure=Failure.NOT_DRAWN, failure_text=said)
        body = drawn.markup.encode("utf-8", "replace")
        page = await asyncio.to_thread(read_page, body, _UTF8, hops[-1].url, drawn.cut)
        whole = rested and trail.complete and not self._way.full
        return Visit(hops, _as_drawn(page, whole=whole), retry_after=self._asked_pause(hops[-1]))

    def _asked_pause(self, end: Hop) -> float | None:
        if end.status not in _PAUSES:
            return None
        return retry_after_seconds(end.headers.get("retry-after"), self._clock())


def _as_drawn(page: evidence.Page, *, whole: bool) -> evidence.Page:
    """A page whose scripts have run: its refresh is over, and its bytes are nobody's file."""
    return replace(page, has_unread_content=not whole, refresh=None, digest="")


async def _changed(trail: Trail, reader: Reader, seconds: float) -> bool:
    """Whether the page becomes another one within some seconds."""
    visited, size = trail.visited, await reader.size()
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            while trail.visited == visited:
                await asyncio.sleep(_SOON)
                with suppress(Error):  # it is just being led elsewhere
                    if abs(await reader.size() - size) > size // 10:
                        break
            return True
    return False


def _only_what_tells(*, pictures: bool) -> "Callable[[Route], object]":
    """Lets through what a text may come from, and pictures where they are to be seen."""
    unseen = DECORATION if pictures else DECORATION | PICTURES

    async def pass_on(route: Route) -> None:
        request = route.request
        with suppress(Error):  # the page is gone
            if request.resource_type in unseen or not _is_web(request.url):
                await route.abort()
            else:
                await route.continue_()

    return pass_on


def _is_web(url: str) -> bool:
    return url.startswith(("http://", "https://", "data:", "blob:"))


async def _close(popup: Page) -> None:
    with suppress(Error):
        await popup.close()


async def _dismiss(dialog: Dialog) -> None:
    with suppress(Error):
        await dialog.dismiss()


def _is_overtaken(error: Error) -> bool:
    """Whether a page was left for another before it was there."""
    return "interrupted by another navigation" in str(error) or "ERR_ABORTED" in str(error)


def _in_brief(error: Error) -> str:
    """What Playwright says of an error, without where and how it called it."""
    line = str(error).strip().splitlines()[0] if str(error).strip() else "no reason is known"
    return line.partition(": ")[2] or line
