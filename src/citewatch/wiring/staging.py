"""The demo's audit: the same parts, less patient, on a web and an archive on loopback."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from msgspec import Struct

from citewatch.archives.limits import Limits
from citewatch.archives.redirects import WaybackRedirects
from citewatch.core.steps import Wants
from citewatch.demo.staging import staged_web
from citewatch.engine.network import Network
from citewatch.engine.probers import Probers, asking, discreet, following, listing, visiting
from citewatch.web.lanes import Lanes
from citewatch.web.live import LiveWeb
from citewatch.web.manners import Manners
from citewatch.web.site_maps import WebSiteMaps
from citewatch.wire.get import Getter
from citewatch.wire.transport import WireTransport
from citewatch.wiring.archives import line_to, wayback_machine
from citewatch.wiring.clock import now
from citewatch.wiring.parts import Parts
from citewatch.wiring.ways import client_over

SECOND_LOOK_AFTER = timedelta(seconds=1)
"""Nobody wants to wait for a demonstration."""


class Staged(Struct, frozen=True):
    """A staged audit: its parts, what it wants, and the sample that it audits."""

    parts: Parts
    wants: Wants
    document: Path


@asynccontextmanager
async def staged_parts() -> AsyncIterator[Staged]:
    """The demo's audit, on a web that is there as long as this context."""
    async with staged_web(now()) as stage:
        transport = WireTransport(
            stage.resolver,
            lambda: stage.ssl_context,
            staged=stage.addresses,
            connect_timeout=stage.patience,
            read_timeout=stage.patience,
        )
        async with client_over(transport, {}) as client:
            getter = Getter(client)
            patience = 2 * stage.patience
            manners = Manners(
                longest_pause=patience, pause=0.5, attempt=patience, chain=2 * patience
            )
            limits = Limits(replays_per_minute=6000, index_calls_per_minute=1200)
            line, lanes = line_to(getter, limits), Lanes(manners, time.monotonic)
            web = LiveWeb(getter, lanes, manners, now, ())
            table = (
                visiting(web)
                | asking(wayback_machine(line, stage.archive_base))
                | following(WaybackRedirects(line, stage.archive_base, now))
                | listing(WebSiteMaps(getter, lanes))
            )
            parts = Parts(Probers(discreet(table), now), Network(web.online), limits.plan)
            wants = Wants(
                pause=SECOND_LOOK_AFTER, longest_pause=timedelta(seconds=manners.longest_pause)
            )
            yield Staged(parts, wants, stage.document_path)
