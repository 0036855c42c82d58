"""The parts of an audit: who answers its questions, and what it may ask for."""

import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager, asynccontextmanager, nullcontext
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from citewatch.archives.limits import WAYBACK_MACHINE, Limits
from citewatch.core.memento import Plan
from citewatch.core.probe import OF_ARCHIVES, Purpose
from citewatch.core.steps import Wants
from citewatch.engine.network import Network
from citewatch.engine.probers import (
    Prober,
    Probers,
    asking,
    at_first_question,
    browsing,
    discreet,
    following,
    listing,
    visiting,
)
from citewatch.history.ledger import Ledger
from citewatch.settings import Settings
from citewatch.version import __version__
from citewatch.web.lanes import Lanes
from citewatch.web.live import LiveWeb
from citewatch.web.manners import Manners
from citewatch.web.site_maps import WebSiteMaps
from citewatch.wiring.clock import now
from citewatch.wiring.ways import Ways, ways_out

if TYPE_CHECKING:
    from citewatch.vault.store import Vault
    from citewatch.wire.signatures import Signer

CONTROLS = (f"{WAYBACK_MACHINE}/", "http://example.com/", "https://www.wikipedia.org/")
"""Sites that answer wherever there is an internet; asked only where nothing else answered."""


class Parts(Struct, frozen=True):
    """What the engine is built of; `plan` tells what questions to the archive will cost."""

    probers: Probers
    network: Network
    plan: Callable[[int], Plan]


def vault_in(folder: Path | None) -> "AbstractContextManager[Vault | None]":
    """Where the evidence of one audit is kept: in `folder`, or nowhere."""
    if folder is None:
        return nullcontext()
    from citewatch.vault.store import Vault

    return Vault(folder, now)


def wants_of(settings: Settings, began: datetime) -> Wants:
    """What a run of an audit that began at that time may ask for."""
    age = settings.max_age
    return Wants(
        archive=settings.archive,
        compare=settings.archive,
        relocate=settings.relocate,
        browser=settings.browser,
        oldest=None if age is None else began - timedelta(days=age),
    )


@asynccontextmanager
async def live_parts(
    settings: Settings, ledger: Ledger, vault: "Vault | None" = None
) -> AsyncIterator[Parts]:
    """The parts of an audit of the real web; what it fetches goes into `vault`, if there is one.

    Kept answers of archives never stand in for what a vault should hold.
    Raises CitewatchError where the environment names certificates that cannot be read, and where a
    browser is wanted that is not there; InputError for a key that cannot be used.
    """
    signer = _signer(settings)
    async with ways_out(allow_private=settings.allow_private, vault=vault, signer=signer) as ways:
        lanes, limits = Lanes(Manners(), time.monotonic), Limits()
        web = LiveWeb(ways.to_web, lanes, Manners(), now, CONTROLS, ways.names)
        table = visiting(web)
        if settings.archive:
            kept = ledger if settings.cache and vault is None else None
            archives = partial(_of_archives, ways, limits, kept, attested=vault is not None)
            table |= at_first_question(OF_ARCHIVES, archives)
        table |= listing(WebSiteMaps(ways.to_web, lanes))
        async with _browser(settings, ways, lanes, vault) as looks:
            table |= looks
            yield Parts(Probers(discreet(table), now), Network(web.online), limits.plan)


def _signer(settings: Settings) -> "Signer | None":
    if settings.sign_key is None:
        return None
    from citewatch.wiring.signing import signer_of

    return signer_of(settings.sign_key, settings.sign_agent)


@asynccontextmanager
async def _browser(
    settings: Settings, ways: Ways, lanes: Lanes, vault: "Vault | None"
) -> AsyncIterator[dict[Purpose, Prober]]:
    """Looks with a browser, where they are wanted. Raises CitewatchError where there is none."""
    if not settings.browser:
        yield {}
        return
    from citewatch.wiring.browser import live_browser

    keep = vault.keep_shown if vault else None
    async with live_browser(ways, lanes, keep, allow_private=settings.allow_private) as browser:
        yield browsing(browser)


def _of_archives(
    ways: Ways, limits: Limits, kept: Ledger | None, *, attested: bool
) -> dict[Purpose, Prober]:
    """Who answers questions to archives; `kept` holds earlier answers, where they are to be used.

    Loaded and built when the first one is asked: not every audit asks any, and none begins so.
    """
    from citewatch.archives.cache import CachedArchive
    from citewatch.archives.redirects import WaybackRedirects
    from citewatch.history.kept_answers import KeptAnswers
    from citewatch.wiring.archives import line_to, wayback_machine, with_second_opinion

    line = line_to(ways.to_archive, limits)
    first = wayback_machine(line, WAYBACK_MACHINE, attested=attested)
    archive = with_second_opinion(first, ways.to_archive)
    if kept is not None:
        archive = CachedArchive(archive, KeptAnswers(kept), now, __version__)
    return asking(archive) | following(WaybackRedirects(line, WAYBACK_MACHINE, now))
