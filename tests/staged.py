"""Stand-ins for the web and the archive in the place of the real ones, below the commands."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

import pytest
from msgspec.structs import replace

from citewatch.core.memento import plan
from citewatch.core.steps import Wants
from citewatch.engine.network import Network
from citewatch.engine.probers import Probers, asking, discreet, visiting
from citewatch.history.ledger import Ledger
from citewatch.ports import Archive, Clock, Web
from citewatch.settings import Settings
from citewatch.usecases import audit, repair
from citewatch.wiring.parts import Parts, wants_of
from fakes import clock


def put_in_place(
    monkeypatch: pytest.MonkeyPatch,
    web: Callable[[Settings], Web],
    archive: Callable[[Settings], Archive | None] = lambda _: None,
    now: Clock = clock,
) -> None:
    """Every audit from now on visits `web` and asks `archive`; it is the time that `now` tells."""

    @asynccontextmanager
    async def parts(
        settings: Settings, _ledger: Ledger, _vault: object = None
    ) -> AsyncIterator[Parts]:
        sites = web(settings)
        table = visiting(sites)
        if (asked := archive(settings)) is not None:
            table |= asking(asked)
        network = Network(sites.online, patience=0.05)
        yield Parts(Probers(discreet(table), now), network, lambda links: plan(links, 480, 24))

    def wants(settings: Settings, started: datetime) -> Wants:
        return replace(
            wants_of(settings, started),
            archive=settings.archive and archive(settings) is not None,
            relocate=False,
            pause=timedelta(0),
        )

    monkeypatch.setattr(audit, "live_parts", parts)
    monkeypatch.setattr(audit, "wants_of", wants)
    monkeypatch.setattr(audit, "now", now)
    monkeypatch.setattr(repair, "now", now)
