"""The composition root: the one place where adapters are built, and where the clock is read."""

import asyncio
import os
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime

import httpx

from citewatch import __version__
from citewatch.archives.limits import Limits as ArchiveLimits
from citewatch.archives.line import Line
from citewatch.archives.wayback import WAYBACK_MACHINE, WaybackMachine
from citewatch.audit.run import Audit
from citewatch.core.citation import Document
from citewatch.core.judge import capture_trouble
from citewatch.demo.staging import staged_web
from citewatch.documents.sources_yaml import load_sources
from citewatch.ports import Progress
from citewatch.web.lanes import Lanes
from citewatch.web.live import LiveWeb
from citewatch.web.manners import Manners
from citewatch.wire.get import Getter
from citewatch.wire.names import SystemResolver
from citewatch.wire.proxies import proxied_routes
from citewatch.wire.transport import WireTransport

CONTROLS = (f"{WAYBACK_MACHINE}/", "http://example.com/", "https://www.wikipedia.org/")
"""Sites that answer wherever there is an internet; asked only where nothing else answered."""

_ACCEPT = "text/html,application/xhtml+xml,application/pdf,application/xml;q=0.9,*/*;q=0.8"


def now() -> datetime:
    """The present, in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - the clock is read here


def user_agent() -> str:
    """Who we say we are: the truth, with CITEWATCH_CONTACT (an address to complain to) if set."""
    contact = os.environ.get("CITEWATCH_CONTACT", "")
    about = "checks that cited sources still answer" + (f"; {contact}" if contact else "")
    return f"Mozilla/5.0 (compatible; citewatch/{__version__}; {about})"


@asynccontextmanager
async def live_audit(
    progress: Progress, *, allow_private: bool, ask_archive: bool, excluded: tuple[str, ...]
) -> AsyncIterator[Audit]:
    """An audit of the real web. Proxies and SSL_CERT_FILE are taken from the environment."""
    transport = WireTransport(
        SystemResolver(),
        httpx.create_ssl_context,
        allow_private=allow_private,
    )
    routes = proxied_routes(httpx.create_ssl_context, allow_private=allow_private)
    async with _client(transport, routes) as client:
        getter = Getter(client)
        yield Audit(
            _live_web(getter, Manners(), CONTROLS),
            _archive(getter, WAYBACK_MACHINE, ArchiveLimits()) if ask_archive else None,
            progress,
            now,
            excluded,
        )


@asynccontextmanager
async def staged_audit(progress: Progress) -> AsyncIterator[tuple[Audit, Document]]:
    """The demo's audit and its document: the same parts, less patient, on a web on loopback."""
    async with staged_web() as stage:
        transport = WireTransport(
            stage.resolver,
            lambda: stage.ssl_context,
            staged=stage.addresses,
            connect_timeout=stage.patience,
            read_timeout=stage.patience,
        )
        async with _client(transport, {}) as client:
            getter = Getter(client)
            patience = 2 * stage.patience
            manners = Manners(
                longest_pause=patience, pause=0.5, attempt=patience, chain=2 * patience
            )
            limits = ArchiveLimits(replays_per_minute=6000, index_calls_per_minute=1200)
            audit = Audit(
                _live_web(getter, manners, ()),
                _archive(getter, stage.archive_base, limits),
                progress,
                now,
            )
            document = load_sources(stage.document_path)
            yield audit, replace(document, source="citewatch demo")


def _client(
    transport: WireTransport, routes: dict[str, httpx.AsyncBaseTransport | None]
) -> httpx.AsyncClient:
    headers = {"User-Agent": user_agent(), "Accept": _ACCEPT, "Accept-Language": "en,*;q=0.5"}
    return httpx.AsyncClient(transport=transport, mounts=routes, headers=headers, trust_env=False)


def _live_web(getter: Getter, manners: Manners, controls: tuple[str, ...]) -> LiveWeb:
    return LiveWeb(getter, Lanes(manners, time.monotonic), manners, now, controls)


def _archive(getter: Getter, base: str, limits: ArchiveLimits) -> WaybackMachine:
    line = Line(getter, limits, now, time.monotonic, asyncio.sleep)
    return WaybackMachine(line, capture_trouble, now, base=base)
