"""One audit: what is due is taken, probed and written down, until every link is settled."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Sequence
from functools import partial

from msgspec.structs import replace

from citewatch.core.memento import Plan
from citewatch.core.over_time import is_fresh
from citewatch.core.probe import OF_THE_WEB, Probe, Purpose, Question
from citewatch.core.relocate.site import Sites
from citewatch.core.report import COMPARED_AT_MOST, Ending
from citewatch.core.steps import Ask, Search, Step, Wait, Wants
from citewatch.engine.desk import Desk
from citewatch.engine.held_together import HeldTogether
from citewatch.engine.looking import Looking
from citewatch.engine.lost import LostAndFound
from citewatch.engine.matter import Matter
from citewatch.engine.network import Network, Offline
from citewatch.engine.probers import Probers
from citewatch.engine.probing import Probing
from citewatch.engine.stage import Stage
from citewatch.history.tasks import Stage as Turn
from citewatch.history.tasks import Task
from citewatch.history.work import Work

QUESTIONS_AT_ONCE = 64
"""Addresses that archives are asked about at once. Most of them wait for the slowest: an index that
takes a call every 2.5 s, a smaller archive that takes one a second; the others are to go on."""

OWNERS_AT_ONCE = 8
"""Sites whose lost sources are searched for at once."""

PLAN_FROM = 10
"""Links in trouble from which it is said how long the archive will take."""

CHECKING, ASKING, SEARCHING = "Checking links", "Asking the archive", "Looking for lost sources"


class Audit:
    """The engine of one audit. `wants` says what it may ask for, `plan` what questions cost.

    `fault` is what broke it, where it is broken; `uncompared` the number of living pages that were
    not held against their snapshot, since too many others were.
    """

    def __init__(
        self,
        desk: Desk,
        probers: Probers,
        network: Network,
        wants: Wants,
        plan: Callable[[int], Plan] | None = None,
    ) -> None:
        self.fault: Exception | None = None
        self.uncompared = 0
        self._desk = desk
        self._probers = probers
        self._network = network
        self._wants = wants
        self._plan = plan
        self._probing = Probing(desk, wants)
        self._comparisons_left = COMPARED_AT_MOST
        self._any_lost = False
        self._sites = Sites()
        self._lay_out()

    def _lay_out(self) -> None:
        """The stages, with nothing done in them yet."""
        self._looked = asyncio.Event()
        self._looking = Looking(self._desk, self._look)
        self._together = HeldTogether(self._desk, self._probing, self._visits, self._leave)
        self._asking: Stage[int] = Stage(QUESTIONS_AT_ONCE, self._to_ask, self._ask, self._looked)
        self._searching: Stage[str] = Stage(
            OWNERS_AT_ONCE,
            self._to_search,
            LostAndFound(self._desk, self._probers, self._sites).search,
            self._asking.done,
        )

    def counted(self) -> int:
        """How many pages were not compared since this was last asked for."""
        uncompared, self.uncompared = self.uncompared, 0
        return uncompared

    async def run(self, stopped: asyncio.Event) -> Ending:
        """Settle all links; when `stopped` is set, end at once. What is known is written down."""
        try:
            return await _until(stopped, self._stages())
        except Exception as fault:  # noqa: BLE001 - what is known must not be lost with it
            self.fault = _innermost(fault)
            return Ending.BROKEN

    async def _stages(self) -> None:
        """All that is to be done; once more where a damaged history has lost some of it."""
        held = self._desk.ledger.held
        while True:
            rescues = held.rescues
            if rescues:
                self._lay_out()
                await self._desk.work(lambda work: work.hosts.begin())
            await self._round()
            if held.rescues == rescues:
                return

    async def _round(self) -> None:
        left = await self._desk.work(lambda work: work.left())
        self._desk.progress.begin(CHECKING, left[Turn.LOOK])
        self._desk.progress.begin(ASKING, left[Turn.ARCHIVE])
        self._desk.progress.begin(SEARCHING, left[Turn.SEARCH])
        self._any_lost = left[Turn.SEARCH] > 0
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._look_at_all())
                group.create_task(self._asking.run())
                group.create_task(self._searching.run())
        except* Offline:
            raise Offline from None

    async def _look_at_all(self) -> None:
        await self._looking.run()
        await self._together.run()
        left = await self._desk.work(lambda work: work.left())
        if left[Turn.LOOK]:  # one of them has to be looked at once more
            await self._desk.work(lambda work: work.hosts.begin())
            await self._looking.run()
            left = await self._desk.work(lambda work: work.left())
        waiting = left[Turn.ARCHIVE]
        if self._plan is not None and waiting >= PLAN_FROM:
            self._desk.progress.note(f"Asking the archive about {self._plan(waiting)}.")
        self._looked.set()

    async def _to_ask(self, taken: Collection[int], at_most: int) -> Sequence[int]:
        return await self._desk.work(lambda work: work.due_for_archive(taken, at_most))

    async def _to_search(self, taken: Collection[str], at_most: int) -> Sequence[str]:
        return await self._desk.work(lambda work: work.owners_to_search(taken, at_most))

    async def _look(self, task: Task) -> bool:
        """Look at an address as far as the live web leads now: whether once more, later."""
        if self._may_be_spared(task):
            self._desk.settle_as_before(task)
            self._desk.progress.step(CHECKING, task.address.href)
            return False
        matter = Matter(task, self._desk.run)
        step = await self._probing.go_on(matter, Turn.LOOK, self._visits)
        self._learn(matter)
        if not isinstance(step, Wait):
            self._desk.progress.step(CHECKING, task.address.href)
        self._leave(matter, step)
        return isinstance(step, Wait)

    async def _ask(self, number: int) -> None:
        """Ask archives about an address."""
        task = await self._desk.work(partial(self._task, number))
        if task is None:
            return
        matter = Matter(task, self._desk.run)
        step = await self._probing.go_on(matter, Turn.ARCHIVE, self._asks)
        self._desk.progress.step(ASKING, task.address.href)
        self._leave(matter, step)

    def _task(self, number: int, work: Work) -> Task | None:
        """The task of a number; None where that was lost, and the task goes by another by now."""
        if self._desk.ledger.held.rescues and not work.tasks.has(number):
            return None
        return work.tasks.of(number)

    def _may_be_spared(self, task: Task) -> bool:
        """Whether what was found before of all its links holds, and nothing newer is known."""
        oldest, began = self._wants.oldest, self._desk.run.began
        return not task.probes and all(
            cited.found_before is not None and is_fresh(cited.past, oldest, began)
            for cited in task.cited
        )

    def _visits(self, question: Question) -> Awaitable[Probe] | None:
        return self._visit(question) if question.purpose in OF_THE_WEB else None

    def _asks(self, question: Question) -> Awaitable[Probe]:
        if question.purpose is Purpose.SHARED_END:
            return self._together.tell(question)
        return self._probers.probe(question)

    async def _visit(self, question: Question) -> Probe:
        probe = await self._probers.probe(question)
        if probe.visit is not None:
            await self._network.trust(probe.visit)
        return probe

    def _granted(self, matter: Matter, step: Step) -> Step:
        """A comparison, as long as there are not too many of them; else what comes after it."""
        if self._comparisons_left > 0:
            self._comparisons_left -= 1
            return step
        self.uncompared += 1
        without = replace(self._wants, compare=False)
        return matter.step(without, self._desk.clock())

    def _learn(self, matter: Matter) -> None:
        """What the looks at one link tell about the other pages of its site."""
        site = self._sites.of(matter.task.address.host)
        for case in matter.cases:
            if looks := case.sightings.looks:
                site.remember(looks[-1].visit)
            if move := case.move:
                site.learn(move)

    def _leave(self, matter: Matter, step: Step) -> None:
        now = self._desk.clock()
        if isinstance(step, Ask) and step.question.purpose is Purpose.GLIMPSE:
            step = self._granted(matter, step)
        if isinstance(step, Wait):
            self._desk.put_off(matter, Turn.LOOK, step.until, rank=step.rank)
        elif isinstance(step, Ask) and step.question.purpose is Purpose.SHARED_END:
            self._desk.put_off(matter, Turn.COMPANY, now)
        elif isinstance(step, Ask):
            self._desk.progress.begin(ASKING, 1)
            self._desk.put_off(matter, Turn.ARCHIVE, now, rank=_rank(matter))
            self._asking.call()
        elif isinstance(step, Search):
            self._desk.progress.begin(SEARCHING, 1)
            self._desk.put_off(matter, Turn.SEARCH, now)
            self._any_lost = True
        else:
            self._desk.settle(matter)
        if self._any_lost:
            self._searching.call()


def _rank(matter: Matter) -> int:
    """What is gone is asked about first: it needs a snapshot most, and a search may follow."""
    return 0 if any(case.finding and case.finding.verdict.is_gone for case in matter.cases) else 1


def _innermost(fault: Exception) -> Exception:
    """The fault itself, without the groups that it came in."""
    while isinstance(fault, ExceptionGroup):
        fault = fault.exceptions[0]
    return fault


async def _until(stopped: asyncio.Event, work: Awaitable[None]) -> Ending:
    task = asyncio.ensure_future(work)
    stop = asyncio.ensure_future(stopped.wait())
    await asyncio.wait({task, stop}, return_when=asyncio.FIRST_COMPLETED)
    stop.cancel()
    if not task.done():
        task.cancel()
        await asyncio.wait({task})
        return Ending.INTERRUPTED
    try:
        await task
    except Offline:
        return Ending.OFFLINE
    return Ending.COMPLETE
