"""Looks for where lost sources live now, without a search engine."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from citewatch.auditing.case import Case
from citewatch.auditing.hunt import Hunt, borne, known_move, open_hunt, show_frames, where_it_leads
from citewatch.auditing.sightings import Sightings, owner_of
from citewatch.core.content.sibling import sibling_address
from citewatch.core.evidence import LinkEvidence, Visit
from citewatch.core.relocate.archived import is_catch_all, moves_of, redirected_to
from citewatch.core.relocate.candidate import Candidate, Trail
from citewatch.core.relocate.found import found_again, perhaps_at
from citewatch.core.relocate.listed import chosen
from citewatch.core.relocate.rules import Move, suggested
from citewatch.core.relocate.spellings import spellings
from citewatch.core.relocate.weigh import Standing, Weighed, weigh
from citewatch.core.urls import parse
from citewatch.ports import Redirects, SiteMaps, Web

ASKED_OF_ARCHIVE_AT_MOST = 100
"""Links of one audit whose archived redirects are asked for. Each may take a call to the index:
four minutes for all of them, at the archive's limits."""

DIRECTORIES_AT_MOST = 20
"""Directories of one audit whose archived redirects are asked for, to learn a rule from them."""

LATE_VISITS = 2
"""Visits more for a rule that was learned only from what was found again."""

_AT_MOST = {Trail.SPELLING: 3, Trail.RULE: 2, Trail.ARCHIVED_REDIRECT: 2, Trail.SITE_MAP: 2}
"""Visits for one trail, so that every trail has its turn."""

_HOST_GONE = frozenset(
    {
        "dns-no-such-host",
        "parked-domain",
        "default-server-page",
        "account-suspended",
        "hijacked-domain",
    }
)


@dataclass(frozen=True, slots=True)
class Trails:
    """Where else than on the web itself there may be trails. None is not asked."""

    redirects: Redirects | None = None
    site_maps: SiteMaps | None = None


class Relocating:
    """One audit's search. `evidence` is what was seen of all links before."""

    def __init__(
        self,
        web: Web,
        trails: Trails,
        evidence: Mapping[str, LinkEvidence],
        on_done: Callable[[str], None],
    ) -> None:
        self._sightings = Sightings(web)
        self._trails = trails
        self._evidence = evidence
        self._on_done = on_done
        self._moves: dict[str, list[Move]] = defaultdict(list)
        self._asked = 0
        self._directories: set[str] = set()

    async def relocate(self, cases: Sequence[Case], every: Sequence[Case]) -> None:
        """Search for the sources of `cases`; what is found goes into each case at once.

        The moves of `every` link teach rules, and those found on the way are tried on what is left.
        """
        for move in filter(None, map(known_move, every)):
            self._moves[owner_of(move.old)].append(move)
        for evidence in self._evidence.values():
            self._sightings.remember(evidence.looks[-1])
        hunts = [hunt for case in cases if (hunt := open_hunt(case))]
        show_frames(hunts)
        async with asyncio.TaskGroup() as group:
            for hunt in hunts:
                group.create_task(self._search(hunt))
        left = [hunt for hunt in hunts if hunt.case.found_again is None]
        async with asyncio.TaskGroup() as group:
            for hunt in left if len(left) < len(hunts) else ():
                hunt.visits = len(hunt.tried) + LATE_VISITS
                group.create_task(self._try_rules(hunt))
        for hunt in left:
            if hunt.case.found_again is None and hunt.perhaps and hunt.case.finding:
                hunt.case.finding = perhaps_at(hunt.case.finding, *hunt.perhaps)

    async def _search(self, hunt: Hunt) -> None:
        await self._follow(hunt)
        self._on_done(hunt.case.link)

    async def _follow(self, hunt: Hunt) -> None:
        """Follow the trails, the cheapest first, until one leads to the source."""
        gone = hunt.case.finding is not None and hunt.case.finding.reason in _HOST_GONE
        near = [*where_it_leads(hunt), *borne(hunt), *await self._by_rule(hunt)]
        if await self._try(hunt, near):
            return
        if await self._try(hunt, spellings(hunt.address, host_is_gone=gone)):
            return
        if await self._follow_archived(hunt) or await self._try(hunt, await self._listed(hunt)):
            return
        await self._learn_from_neighbours(hunt)

    async def _try_rules(self, hunt: Hunt, moves: Sequence[Move] = ()) -> bool:
        return await self._try(hunt, await self._by_rule(hunt, moves))

    async def _try(self, hunt: Hunt, candidates: Sequence[Candidate]) -> bool:
        """Visit candidates until one is the source."""
        used: dict[Trail, int] = {}
        for candidate in candidates:
            limit = _AT_MOST.get(candidate.trail, hunt.visits)
            if used.get(candidate.trail, 0) >= limit or not hunt.may_try(candidate):
                continue
            used[candidate.trail] = used.get(candidate.trail, 0) + 1
            if await self._is_source(hunt, candidate):
                return True
        return False

    async def _is_source(self, hunt: Hunt, candidate: Candidate) -> bool:
        hunt.tried.add(candidate.url)
        visit = await self._sightings.visit(candidate.url)
        weighed = await self._weighed(hunt, candidate, visit)
        if weighed.by_text_alone and weighed.standing is Standing.OFFERED:
            # What every page of the site says must not be taken for the source's own text.
            other = sibling_address(weighed.url)
            if other is not None:
                await self._sightings.visit(other)
                weighed = await self._weighed(hunt, candidate, visit)
        hunt.note(candidate, weighed)
        if weighed.standing is not Standing.OFFERED or hunt.case.finding is None:
            return False
        hunt.case.found_again = found_again(hunt.case.finding, candidate, weighed)
        page = visit.page
        move = Move(hunt.address, weighed.url, page.title if page else "")
        self._moves[owner_of(hunt.address)].append(move)
        return True

    async def _weighed(self, hunt: Hunt, candidate: Candidate, visit: Visit) -> Weighed:
        furniture = self._sightings.furniture(visit)
        return await asyncio.to_thread(weigh, candidate, visit, hunt.lost, furniture)

    async def _follow_archived(self, hunt: Hunt) -> bool:
        """Archived redirects; where one leads to an address that is gone too, its own as well."""
        redirects = self._trails.redirects
        if redirects is None or self._asked >= ASKED_OF_ARCHIVE_AT_MOST:
            return False
        self._asked += 1
        since = hunt.lost.earlier.captured_at if hunt.lost.earlier else None
        here = hunt.address
        for _ in range(2):
            candidates = redirected_to(here, await redirects.redirects(here, since))
            for candidate in islice(candidates, _AT_MOST[Trail.ARCHIVED_REDIRECT]):
                if await self._is_archived_target(hunt, candidate, redirects):
                    return True
            if not candidates:
                return False
            here = candidates[0].url
        return False

    async def _is_archived_target(
        self, hunt: Hunt, candidate: Candidate, redirects: Redirects
    ) -> bool:
        """The redirect counts as a sign only after its neighbours were seen to lead elsewhere."""
        if not hunt.may_try(candidate):
            return False
        visit = await self._sightings.visit(candidate.url)
        believed = replace(candidate, proves=True)
        alone = await self._weighed(hunt, candidate, visit)
        trusted = await self._weighed(hunt, believed, visit)
        if alone.standing is trusted.standing:
            return await self._is_source(hunt, candidate)
        neighbours = await redirects.neighbours(hunt.address)
        if neighbours is None:
            return await self._is_source(hunt, candidate)
        if is_catch_all(hunt.address, candidate.url, neighbours):
            hunt.tried.add(candidate.url)
            return False
        return await self._is_source(hunt, believed)

    async def _learn_from_neighbours(self, hunt: Hunt) -> bool:
        directory = hunt.address.rpartition("/")[0]
        known = directory in self._directories
        if self._trails.redirects is None or len(hunt.tried) >= hunt.visits:
            return False
        if not known and len(self._directories) >= DIRECTORIES_AT_MOST:
            return False
        self._directories.add(directory)
        moves = moves_of(await self._trails.redirects.neighbours(hunt.address) or ())
        return await self._try_rules(hunt, moves) if moves else False

    async def _listed(self, hunt: Hunt) -> list[Candidate]:
        if self._trails.site_maps is None or len(hunt.tried) >= hunt.visits:
            return []
        titles = [hunt.lost.earlier.title] if hunt.lost.earlier else []
        found: list[Candidate] = []
        for site in islice(self._sites(hunt), 2):
            listed = await self._trails.site_maps.listed(site)
            found += await asyncio.to_thread(chosen, hunt.address, titles, listed)
        return found

    def _sites(self, hunt: Hunt) -> list[str]:
        """Where the site may be now: where its other pages went, what the capture names, itself."""
        host = parse(hunt.address).host
        moves = self._moves[owner_of(hunt.address)]
        sites = [move.new for move in moves if parse(move.old).host == host]
        sites += [candidate.url for candidate in borne(hunt) if candidate.trail is Trail.CANONICAL]
        if hunt.case.finding is None or hunt.case.finding.reason not in _HOST_GONE:
            sites.insert(0, hunt.address)
        return list({parse(site).host: site for site in sites}.values())

    async def _by_rule(self, hunt: Hunt, moves: Sequence[Move] = ()) -> list[Candidate]:
        title = hunt.lost.earlier.title if hunt.lost.earlier else ""
        known = [*self._moves[owner_of(hunt.address)], *moves]
        return await asyncio.to_thread(suggested, hunt.address, title, known) if known else []
