"""The search for where one lost source lives now: which question comes next, and the end of it.

A search is a generator: it yields questions, is sent what they brought, and asks nobody itself. So
it reads as it is done, from the cheapest trail to the dearest; it is tested with a table of
answers; and one that was broken off is taken up by sending it the answers that are known already.
"""

from collections.abc import Generator, Iterable, Sequence
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from citewatch.core.content.sibling import sibling_address
from citewatch.core.evidence import Visit
from citewatch.core.finding import Finding, Signal
from citewatch.core.probe import Leads, Listing, Purpose, Question, Saw
from citewatch.core.reasons import Trait
from citewatch.core.reasons.signs import TRAIL_REDIRECT
from citewatch.core.relocate.archived import is_catch_all, moves_of, redirected_to
from citewatch.core.relocate.borne import borne_by
from citewatch.core.relocate.candidate import Candidate, Trail
from citewatch.core.relocate.found import found_again, perhaps_at
from citewatch.core.relocate.listed import listed
from citewatch.core.relocate.rules import Move, suggested
from citewatch.core.relocate.signs import Lost
from citewatch.core.relocate.site import Sites
from citewatch.core.relocate.spellings import spellings
from citewatch.core.relocate.weigh import Standing, Weighed, weigh
from citewatch.core.snapshot import ArchivedRedirect, Snapshot
from citewatch.core.urls import host_of, parse, same_place, url_of
from citewatch.core.verdict import Verdict

VISITS_AT_MOST = 8
"""Candidates visited for one link."""

LATE_VISITS = 2
"""Visits more for a rule that was learned only from what was found again."""

_AT_MOST = {Trail.SPELLING: 3, Trail.RULE: 2, Trail.ARCHIVED_REDIRECT: 2, Trail.SITE_MAP: 2}
"""Visits for one trail, so that every trail has its turn."""

_SITES_AT_MOST = 2

Asking = Generator[Question, Saw, bool]
"""Yields questions, is sent what they brought, and tells at its end whether it was found."""


class Trails(Struct, frozen=True):
    """Where else than on the web itself there may be trails."""

    redirects: bool
    site_maps: bool


class Search:
    """The search for one source, lost as `lost` with the finding `before`.

    `end` is where the cited address leads now, if anywhere. `finding` is what becomes of it.
    """

    def __init__(
        self, lost: Lost, before: Finding, end: str | None, sites: Sites, trails: Trails
    ) -> None:
        self.finding = before
        self.found = False
        self._before = before
        self._end = end
        self._sites = sites
        self._site = sites.of(lost.address.host)
        self._trails = trails
        self._visits = VISITS_AT_MOST
        self._tried: set[str] = set()
        self._lost = lost

    @property
    def earlier(self) -> Snapshot | None:
        """The last good capture of the source."""
        return self._lost.earlier

    def follow(self) -> Asking:
        """Follow the trails, the cheapest first, until one leads to the source."""
        self._lost = replace(self._lost, frames=self._site.frames(self._lost.earlier))
        near = [*self._where_it_leads(), *self._borne(), *self._by_rule()]
        if (yield from self._try(near)):
            return True
        gone = Trait.HOST_GONE in self._before.reason.traits
        if (yield from self._try(spellings(self._lost.address, host_is_gone=gone))):
            return True
        if (yield from self._follow_archived()) or (yield from self._try_listed()):
            return True
        return (yield from self._learn_from_neighbours())

    def follow_late(self) -> Asking:
        """Try once more, by rules that were learned from what was found on the way."""
        self._visits = len(self._tried) + LATE_VISITS
        return (yield from self._try(self._by_rule()))

    def _where_it_leads(self) -> list[Candidate]:
        """The page that the address is sent to now, where that was not taken for the source."""
        lost = self._before.verdict is Verdict.DEAD
        if lost or self._end is None or same_place(self._end, self._lost.address.href):
            return []
        return [Candidate(self._end, Trail.REDIRECT, Signal(TRAIL_REDIRECT))]

    def _borne(self) -> list[Candidate]:
        earlier = self._lost.earlier
        return borne_by(earlier, self._lost.address) if earlier else []

    def _by_rule(self, moves: Sequence[Move] = ()) -> list[Candidate]:
        title = self._lost.earlier.title if self._lost.earlier else ""
        known = [*self._site.moves, *moves]
        return suggested(self._lost.address, title, known) if known else []

    def _may_try(self, candidate: Candidate) -> bool:
        url = url_of(candidate.url)
        if url is None or url.holds_secret or len(self._tried) >= self._visits:
            return False
        return candidate.url not in self._tried

    def _try(self, candidates: Iterable[Candidate]) -> Asking:
        """Visit candidates until one is the source."""
        used: dict[Trail, int] = {}
        for candidate in candidates:
            limit = _AT_MOST.get(candidate.trail, self._visits)
            if used.get(candidate.trail, 0) >= limit or not self._may_try(candidate):
                continue
            used[candidate.trail] = used.get(candidate.trail, 0) + 1
            visit = yield from self._visit(Purpose.CANDIDATE, candidate.url)
            if (yield from self._is_source(candidate, visit)):
                return True
        return False

    def _visit(self, purpose: Purpose, address: str) -> Generator[Question, Saw, Visit]:
        saw = yield Question(purpose, address)
        assert isinstance(saw, Visit)
        self._sites.of(host_of(saw.final_url or address)).remember(saw)
        return saw

    def _is_source(self, candidate: Candidate, visit: Visit) -> Asking:
        self._tried.add(candidate.url)
        weighed = self._weighed(candidate, visit)
        if weighed.by_text_alone and weighed.standing is Standing.OFFERED:
            # What every page of the site says must not be taken for the source's own text.
            other = sibling_address(parse(weighed.url))
            if other is not None:
                yield from self._visit(Purpose.FRAME, other)
                weighed = self._weighed(candidate, visit)
        if weighed.standing is Standing.MENTIONED and self.finding is self._before:
            self.finding = perhaps_at(self._before, candidate, weighed)
        if weighed.standing is not Standing.OFFERED:
            return False
        self.finding, self.found = found_again(self._before, candidate, weighed), True
        title = visit.page.title if visit.page else ""
        self._site.learn(Move(self._lost.address.href, weighed.url, title))
        return True

    def _weighed(self, candidate: Candidate, visit: Visit) -> Weighed:
        furniture = self._sites.of(host_of(visit.final_url or candidate.url)).furniture(visit)
        return weigh(candidate, visit, self._lost, furniture)

    def _follow_archived(self) -> Asking:
        """Archived redirects; where one leads to an address that is gone too, its own as well."""
        if not self._trails.redirects:
            return False
        since = self._lost.earlier.captured_at if self._lost.earlier else None
        here = self._lost.address.href
        for _ in range(2):
            saw = yield Question(Purpose.REDIRECTS, here, since=since)
            assert isinstance(saw, Leads)
            candidates = redirected_to(here, saw.redirects or ())
            for candidate in islice(candidates, _AT_MOST[Trail.ARCHIVED_REDIRECT]):
                if (yield from self._is_archived_target(candidate)):
                    return True
            if not candidates:
                return False
            here = candidates[0].url
        return False

    def _is_archived_target(self, candidate: Candidate) -> Asking:
        """The redirect counts as a sign only after its neighbours were seen to lead elsewhere."""
        if not self._may_try(candidate):
            return False
        visit = yield from self._visit(Purpose.CANDIDATE, candidate.url)
        believed = replace(candidate, proves=True)
        alone, trusted = self._weighed(candidate, visit), self._weighed(believed, visit)
        if alone.standing is trusted.standing:
            return (yield from self._is_source(candidate, visit))
        neighbours = yield from self._neighbours()
        if neighbours is None:
            return (yield from self._is_source(candidate, visit))
        if is_catch_all(self._lost.address.href, candidate.url, neighbours):
            self._tried.add(candidate.url)
            return False
        return (yield from self._is_source(believed, visit))

    def _neighbours(self) -> Generator[Question, Saw, tuple[ArchivedRedirect, ...] | None]:
        saw = yield Question(Purpose.NEIGHBOURS, self._lost.address.href)
        assert isinstance(saw, Leads)
        return saw.redirects

    def _learn_from_neighbours(self) -> Asking:
        if not self._trails.redirects or len(self._tried) >= self._visits:
            return False
        directory = self._lost.address.href.rpartition("/")[0]
        archived = self._lost.earlier is not None
        if not self._sites.may_ask_about(directory, self._site, archived=archived):
            return False
        moves = moves_of((yield from self._neighbours()) or ())
        return (yield from self._try(self._by_rule(moves))) if moves else False

    def _try_listed(self) -> Asking:
        if not self._trails.site_maps or len(self._tried) >= self._visits:
            return False
        titles = (self._lost.earlier.title,) if self._lost.earlier else ()
        found: list[Candidate] = []
        for site in islice(self._own_sites(), _SITES_AT_MOST):
            address = self._lost.address.href
            saw = yield Question(Purpose.SITE_MAP, site, about=address, titles=titles)
            assert isinstance(saw, Listing)
            found += map(listed, saw.addresses)
        return (yield from self._try(found))

    def _own_sites(self) -> list[str]:
        """Where the site may be now: where its other pages went, what the capture names, itself."""
        own = self._lost.address
        sites = [move.new for move in self._site.moves if parse(move.old).host == own.host]
        sites += [one.url for one in self._borne() if one.trail is Trail.CANONICAL]
        here = {} if Trait.HOST_GONE in self._before.reason.traits else {own.host: own.href}
        return list((here | {parse(site).host: site for site in sites}).values())
