"""Where the engine writes down what it does: every probe, every finding, what is put off."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeVar

from msgspec import Struct

from citewatch.core.case import Case
from citewatch.core.over_time import NO_SILENCE, Run, course
from citewatch.engine.matter import Matter
from citewatch.history.ledger import Ledger
from citewatch.history.tasks import Cited, Stage, Task
from citewatch.history.work import Settled, Work, written
from citewatch.ports import Clock, Progress

T = TypeVar("T")


class Desk(Struct, frozen=True):
    """The history of one audit that is under way, in this `run` of it."""

    ledger: Ledger
    audit: int
    run: Run
    clock: Clock
    progress: Progress

    async def work(self, do: Callable[[Work], T]) -> T:
        """What the history says about the work that is left."""
        return await self.ledger.call(lambda connection: do(Work(connection, self.audit)))

    def put_off(self, matter: Matter, stage: Stage, due: datetime, rank: int = 1) -> None:
        """The address waits for its turn; what is known of it by now is written down."""
        number, new = matter.number, written(matter.new(), whole=True)
        found = self._findings(matter)

        def write(work: Work) -> None:
            work.put_off(number, stage, due.timestamp(), rank, new)
            for settled in found:
                work.found(settled)

        self.post(write)

    def note(self, matter: Matter) -> None:
        """Write down what was seen of an address that is still being worked on."""
        number, new = matter.number, written(matter.new(), whole=True)
        if new:
            self.post(lambda work: work.note(number, new))

    def settle(self, matter: Matter) -> None:
        """The address is settled, and with it all links that cite it."""
        number, probes = matter.number, written(matter.probes, whole=False)
        found, kept_before = self._findings(matter), matter.kept_before

        def write(work: Work) -> None:
            work.done(number, probes, kept_before=kept_before)
            for settled in found:
                work.found(settled)

        self.post(write)

    def settle_as_before(self, task: Task) -> None:
        """Links that were found alive lately are not asked for: what was found then still holds."""
        found = [self._as_before(cited) for cited in task.cited]

        def write(work: Work) -> None:
            work.done(task.number, (), kept_before=False)
            for settled in found:
                work.found(settled)

        self.post(write)

    def write(self, found: Sequence[Settled]) -> None:
        """Write down what was found of links that nobody is asked about."""

        def write(work: Work) -> None:
            for settled in found:
                work.found(settled)

        self.post(write)

    def _as_before(self, cited: Cited) -> Settled:
        assert cited.past is not None
        assert cited.found_before is not None
        found = cited.found_before.finding
        fares = course(found, cited.past, NO_SILENCE, self.run.began, None)
        return Settled(cited.row, cited.found_before, fares, cited.past_audit or self.audit)

    def _findings(self, matter: Matter) -> list[Settled]:
        pairs = matter.pairs()
        return [self._settled(cited, case) for cited, case in pairs if case.finding is not None]

    def _settled(self, cited: Cited, case: Case) -> Settled:
        return Settled(cited.row, case.outcome, case.course, self.audit)

    def post(self, write: Callable[[Work], None]) -> None:
        """Have something written into the history soon."""
        self.ledger.post(lambda connection: write(Work(connection, self.audit)))
