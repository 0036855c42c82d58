"""The browser itself: an installed Chromium without a window, begun at most once at a time."""

import asyncio
import os
import secrets
import tempfile
from contextlib import AsyncExitStack, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from playwright.async_api import Browser, BrowserContext, Error, async_playwright

from citewatch.browser.limits import Limits
from citewatch.browser.memory import end_family, watch_memory
from citewatch.errors import CitewatchError

_NOWHERE = "socks5://127.0.0.1:9"
"""What is not asked for by a look has no way out: nothing may listen at the discard port."""

_BYPASS = "<-loopback>"
"""No host is spared the proxy: Chromium would dial this machine itself."""

_KEPT = ("PATH", "LANG", "LC_ALL", "TZ", "LD_LIBRARY_PATH", "FONTCONFIG_PATH", "XDG_DATA_DIRS")
"""What a browser is told of the environment. Keys and passwords stand in the rest."""

_NO_CALLS = "delete window.RTCPeerConnection; delete window.webkitRTCPeerConnection;"
"""No source is read in a call."""

_SWITCHES = (
    # Chromium looks up no name: every host is handed to the proxy as it is named.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
    # Nothing goes around the proxy: calls between browsers would, and so would HTTP/3.
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-quic",
    "--deny-permission-prompts",
    "--block-new-web-contents",
    "--disable-domain-reliability",
    "--no-pings",
    "--disable-gpu",
)


class Chromium:
    """The installed Chromium at `program`, as long as this context.

    `agent` is who it says it is; "{browser}" in it stands for the browser's name and version. One
    that breaks is begun anew for the next look.
    """

    def __init__(self, program: Path, agent: str, limits: Limits) -> None:
        self._program = program
        self._agent = agent
        self._limits = limits
        self._browser: Browser | None = None
        self._mark = ""
        self._stack = AsyncExitStack()
        self._beginning = asyncio.Lock()

    async def __aenter__(self) -> Self:
        """Begin it. Raises CitewatchError where that fails."""
        try:
            await self._begin()
        except Error as error:
            await self.end()
            said = str(error).strip().splitlines()[0]
            raise CitewatchError(
                f"--browser: {self._program} could not be started: {said}"
            ) from error
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.end()

    async def profile(self, way: str) -> BrowserContext:
        """A profile with nothing in it, whose only way out is the proxy at `way`. Raises Error."""
        async with self._beginning:
            if self._browser is None or not self._browser.is_connected():
                await self.end()
                await self._begin()
            browser = self._browser
        assert browser is not None
        version = f"HeadlessChrome/{browser.version}"
        profile = await browser.new_context(
            proxy={"server": way, "bypass": _BYPASS},
            user_agent=self._agent.replace("{browser}", version),
            service_workers="block",
            accept_downloads=False,
            permissions=[],
            viewport={"width": 1280, "height": 1024},
        )
        await profile.add_init_script(_NO_CALLS)
        return profile

    async def end(self) -> None:
        """End it with all its processes; the next look begins it anew."""
        self._browser = None
        mark, self._mark = self._mark, ""
        stack, self._stack = self._stack, AsyncExitStack()
        with suppress(Error, OSError, TimeoutError):
            async with asyncio.timeout(self._limits.closing):
                await stack.aclose()
        await asyncio.to_thread(end_family, mark)

    async def _begin(self) -> None:
        home = self._stack.enter_context(
            tempfile.TemporaryDirectory(prefix="citewatch-", ignore_cleanup_errors=True)
        )
        mark = self._mark = f"--citewatch={secrets.token_hex(8)}"
        driver = await self._stack.enter_async_context(async_playwright())
        self._browser = await driver.chromium.launch(
            executable_path=self._program,
            headless=True,
            chromium_sandbox=not _is_root(),
            proxy={"server": _NOWHERE, "bypass": _BYPASS},
            handle_sigint=False,
            env=_environment(home),
            args=[
                *_SWITCHES,
                f"--js-flags=--max-old-space-size={self._limits.script_memory}",
                mark,
            ],
        )
        self._stack.push_async_callback(self._browser.close)
        watch = asyncio.create_task(watch_memory(mark, self._limits.memory))
        self._stack.callback(watch.cancel)


def _environment(home: str) -> dict[str, str | float | bool]:
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return {**kept, "HOME": home}


def _is_root() -> bool:
    """Whether this is the superuser, as whom Chromium's sandbox does not run."""
    return hasattr(os, "geteuid") and os.geteuid() == 0
