"""Who answers which kind of question: one adapter for each purpose of a probe."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from functools import cache, partial

from msgspec import Struct

from citewatch.core.display import holds_secret
from citewatch.core.probe import (
    OF_ARCHIVES,
    VISITS,
    Elsewhere,
    Glimpse,
    Leads,
    Listing,
    Probe,
    Purpose,
    Question,
    Saw,
)
from citewatch.core.snapshot import ArchiveAnswer, ArchiveState, Wanted
from citewatch.core.urls import host_of
from citewatch.engine.served import Served
from citewatch.once import Once
from citewatch.ports import Archive, Browser, Clock, Redirects, SiteMaps, Web

SHARED = 64
"""Candidates whose visits are remembered: those of one site are looked at together."""

FRONT_PAGES = 512
"""Front pages that are remembered: each site's is asked for once in an audit, as long as no more
sites than these lie between two of its links. Twice the hosts that are visited at once."""

Prober = Callable[[Question], Awaitable[Saw]]
"""Makes one kind of probe. Never raises for what the world does."""

_KEPT_SECRET = ArchiveAnswer(
    ArchiveState.UNKNOWN,
    "The archive was not asked: the address holds a password or token, which is nobody else's "
    "business.",
)


class Probers(Struct, frozen=True):
    """Makes any probe; `clock` gives UTC."""

    by_purpose: Mapping[Purpose, Prober]
    clock: Clock

    async def probe(self, question: Question) -> Probe:
        """The probe that answers a question."""
        at = self.clock()
        return Probe(question, at, await self.by_purpose[question.purpose](question))


def visiting(web: Web) -> dict[Purpose, Prober]:
    """Visits to the live web. Lost sources that share a candidate share its visit, and the links
    of a site that of its front page."""
    shared = Once[str, Saw](SHARED)
    fronts = Once[str, Saw](FRONT_PAGES)

    served = Served()

    async def visit(question: Question) -> Saw:
        seen = await web.visit(question.asked, question.turn)
        served.note(seen)
        return seen

    async def served_there(question: Question) -> Saw:
        return Elsewhere(served.at(host_of(question.asked)))

    async def visit_once(question: Question) -> Saw:
        return await shared.get(question.asked, partial(visit, question))

    async def visit_front_page(question: Question) -> Saw:
        return await fronts.get(question.asked, partial(visit, question))

    alone: dict[Purpose, Prober] = dict.fromkeys(VISITS - {Purpose.BROWSER}, visit)
    return alone | {
        Purpose.CANDIDATE: visit_once,
        Purpose.FRAME: visit_once,
        Purpose.FRONT_PAGE: visit_front_page,
        Purpose.SAME_HOST: served_there,
    }


def browsing(browser: Browser) -> dict[Purpose, Prober]:
    """Second looks with a real browser."""

    async def look(question: Question) -> Saw:
        return await browser.visit(question.asked, question.turn)

    return {Purpose.BROWSER: look}


def asking(archive: Archive) -> dict[Purpose, Prober]:
    """Questions to web archives."""

    async def glimpse(question: Question) -> Saw:
        day = question.wanted.day if question.wanted else None
        return Glimpse(None if day is None else await archive.glimpse(question.asked, day))

    async def snapshot(question: Question) -> Saw:
        return await archive.find(question.asked, question.wanted or Wanted())

    async def recent(question: Question) -> Saw:
        since = question.since
        if since is None:
            return Glimpse(None)
        return Glimpse(await archive.recent(question.asked, question.wanted or Wanted(), since))

    return {Purpose.GLIMPSE: glimpse, Purpose.RECENT: recent, Purpose.SNAPSHOT: snapshot}


def following(redirects: Redirects) -> dict[Purpose, Prober]:
    """Questions about archived redirects."""

    async def leads(question: Question) -> Saw:
        return Leads(await redirects.redirects(question.asked, question.since))

    async def neighbours(question: Question) -> Saw:
        return Leads(await redirects.neighbours(question.asked))

    return {Purpose.REDIRECTS: leads, Purpose.NEIGHBOURS: neighbours}


def at_first_question(
    purposes: Iterable[Purpose], build: Callable[[], Mapping[Purpose, Prober]]
) -> dict[Purpose, Prober]:
    """Probers of some purposes that are built when the first question of any of them is asked."""
    built = cache(build)

    async def answer(question: Question) -> Saw:
        return await built()[question.purpose](question)

    return dict.fromkeys(purposes, answer)


def listing(site_maps: SiteMaps) -> dict[Purpose, Prober]:
    """Questions about what sites list of themselves."""

    async def alike(question: Question) -> Saw:
        return Listing(await site_maps.alike(question.asked, question.about, question.titles))

    return {Purpose.SITE_MAP: alike}


def discreet(probers: Mapping[Purpose, Prober]) -> dict[Purpose, Prober]:
    """The same, but no archive is told an address that holds a secret. The one place for it."""
    return {
        purpose: _discreet(purpose, prober) if purpose in OF_ARCHIVES else prober
        for purpose, prober in probers.items()
    }


def _discreet(purpose: Purpose, prober: Prober) -> Prober:
    silence: Mapping[Purpose, Saw] = {
        Purpose.GLIMPSE: Glimpse(None),
        Purpose.RECENT: Glimpse(None),
        Purpose.SNAPSHOT: _KEPT_SECRET,
        Purpose.REDIRECTS: Leads(None),
        Purpose.NEIGHBOURS: Leads(None),
    }

    async def ask(question: Question) -> Saw:
        if holds_secret(question.asked):
            return silence[purpose]
        return await prober(question)

    return ask
