"""Links that are held against each other, once every address of the audit was looked at."""

from collections.abc import Awaitable, Callable
from functools import partial

from citewatch.core.probe import Probe, Purpose, Question
from citewatch.core.steps import Step
from citewatch.engine.desk import Desk
from citewatch.engine.matter import Matter
from citewatch.engine.probing import Prober, Probing
from citewatch.history.ends import Companies
from citewatch.history.tasks import Stage, Task
from citewatch.history.work import Work

AT_ONCE = 100
"""Links that are read from the history at a time."""


class HeldTogether:
    """Goes on with the links that waited for all others; `leave` takes each where it leads next.

    Whom else they ask about themselves (the live web) is answered by `visits`.
    """

    def __init__(
        self,
        desk: Desk,
        probing: Probing,
        visits: Prober,
        leave: Callable[[Matter, Step], None],
    ) -> None:
        self._desk = desk
        self._probing = probing
        self._visits = visits
        self._leave = leave

    async def run(self) -> None:
        """Hold all that wait against each other, until none is left."""
        if not await self._desk.work(lambda work: work.in_company(1)):
            return
        companies = await self._desk.work(lambda work: work.companies())
        while numbers := await self._desk.work(lambda work: work.in_company(AT_ONCE)):
            for number in numbers:
                await self._go_on(number, companies)

    async def tell(self, question: Question) -> Probe:
        """The answer to one link, as far as the others are known by now."""
        return self._told(question, await self._desk.work(lambda work: work.companies()))

    async def _go_on(self, number: int, companies: Companies) -> None:
        task = await self._desk.work(partial(self._task, number))
        if task is None:
            return
        matter = Matter(task, self._desk.run)

        def answer(question: Question) -> Awaitable[Probe] | None:
            if question.purpose is Purpose.SHARED_END:
                return _at_once(self._told(question, companies))
            return self._visits(question)

        self._leave(matter, await self._probing.go_on(matter, Stage.COMPANY, answer))

    def _task(self, number: int, work: Work) -> Task | None:
        """The task of a number; None where a damaged history has lost it."""
        return work.tasks.of(number) if work.tasks.has(number) else None

    def _told(self, question: Question, companies: Companies) -> Probe:
        return Probe(question, self._desk.clock(), companies.at(question.asked))


async def _at_once(probe: Probe) -> Probe:
    return probe
