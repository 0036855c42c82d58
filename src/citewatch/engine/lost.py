"""The lost sources of one site, searched for together, so that they learn from each other."""

import asyncio
from typing import TYPE_CHECKING

from msgspec import Struct

from citewatch.core.case import Case
from citewatch.core.probe import OF_ARCHIVES, Leads, Purpose, Question, Saw
from citewatch.core.relocate.site import Sites
from citewatch.engine.desk import Desk
from citewatch.engine.matter import Matter
from citewatch.engine.probers import Probers

if TYPE_CHECKING:
    from citewatch.core.relocate.search import Asking, Search

LINKS_AT_ONCE = 4
LOST_AT_ONCE = 40
"""Lost sources of one owner that are held at once."""

ASKED_OF_ARCHIVE_AT_MOST = 100
"""Links of one audit whose archived redirects are asked for. Each may take a call to the index:
four minutes for all of them, at the archive's limits."""


class _Sought(Struct):
    """A search under way. `asks_archive` is whether archives may be asked; None before the first.

    Most sources are found without them.
    """

    matter: Matter
    nth: int
    search: "Search"
    asks_archive: bool | None = None


class LostAndFound:
    """Searches site by site; what is learned of a site is kept in `sites`."""

    def __init__(self, desk: Desk, probers: Probers, sites: Sites) -> None:
        self._desk = desk
        self._probers = probers
        self._sites = sites
        self._asked_left = ASKED_OF_ARCHIVE_AT_MOST

    async def search(self, owner: str) -> None:
        """Search for all lost sources of an owner, and settle them."""
        while tasks := await self._desk.work(lambda work: work.lost_of(owner, LOST_AT_ONCE)):
            matters = [Matter(task, self._desk.run) for task in tasks]
            await self._search_together(matters)
            for matter in matters:
                self._desk.settle(matter)

    async def _search_together(self, matters: list[Matter]) -> None:
        sought = [one for matter in matters for one in self._open(matter)]
        for one in sought:
            self._sites.of(one.matter.task.address.host).remember_capture(one.search.earlier)
        await self._each(sought, late=False)
        left = [one for one in sought if not one.search.found]
        if len(left) < len(sought):
            await self._each(left, late=True)
        for one in sought:
            case = one.matter.cases[one.nth]
            one.matter.cases[one.nth] = case.searched(one.search.finding)

    def _open(self, matter: Matter) -> list[_Sought]:
        found = []
        for nth, case in enumerate(matter.cases):
            if case.is_lost:
                found.append(_Sought(matter, nth, self._search(case)))
        return found

    def _search(self, case: Case) -> "Search":
        # Loaded where it is needed: in most audits nothing is lost.
        from citewatch.core.relocate.search import Search, Trails  # noqa: PLC0415
        from citewatch.core.relocate.signs import Lost  # noqa: PLC0415

        assert case.finding is not None
        by_purpose = self._probers.by_purpose
        trails = Trails(Purpose.REDIRECTS in by_purpose, Purpose.SITE_MAP in by_purpose)
        lost = Lost(case.address, case.link.citation, case.earlier)
        return Search(lost, case.finding, case.end, self._sites, trails)

    async def _each(self, sought: list[_Sought], *, late: bool) -> None:
        places = asyncio.Semaphore(LINKS_AT_ONCE)

        async def follow(one: _Sought) -> None:
            async with places:
                await self._drive(one, one.search.follow_late() if late else one.search.follow())

        async with asyncio.TaskGroup() as group:
            for one in sought:
                group.create_task(follow(one))

    async def _drive(self, one: _Sought, steps: "Asking") -> None:
        """Answer the questions of a search until it ends."""
        matter = one.matter
        saw: Saw | None = None
        while True:
            # Long texts take a while to compare, and other answers want to be heard meanwhile.
            question = await asyncio.to_thread(_advanced, steps, saw)
            if question is None:
                return
            saw = matter.known(question)
            if saw is None and question.purpose in OF_ARCHIVES and not self._may_ask(one):
                saw = Leads(None)
            if saw is None:
                probe = await self._probers.probe(question)
                matter.add(probe)
                self._desk.note(matter)
                saw = probe.saw

    def _may_ask(self, one: _Sought) -> bool:
        """Whether archives may be asked for one more link."""
        if one.asks_archive is None:
            one.asks_archive = self._asked_left > 0
            self._asked_left -= one.asks_archive
        return one.asks_archive


def _advanced(steps: "Asking", saw: Saw | None) -> Question | None:
    """The next question, or None at the end."""
    try:
        return next(steps) if saw is None else steps.send(saw)
    except StopIteration:
        return None
