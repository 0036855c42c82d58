"""An address in hand: the cases that rest on it, and what was seen of it so far."""

from datetime import datetime

from citewatch.core.case import Case
from citewatch.core.over_time import Run
from citewatch.core.probe import OF_THE_WEB, Probe, Purpose, Question, Saw
from citewatch.core.steps import SETTLED, Ask, Step, Wait, Wants, next_step
from citewatch.history.tasks import Cited, Task


class Matter:
    """All that a worker holds while it works on one address."""

    def __init__(self, task: Task, run: Run) -> None:
        self.task = task
        self.probes = list(task.probes)
        self._kept = len(task.probes)
        self.cases = [
            Case.open(task.address, cited.link, cited.past, run, cited.open_before)
            for cited in task.cited
        ]
        for probe in task.probes:
            self._learn(probe)

    @property
    def number(self) -> int:
        """The number of the address in the history."""
        return self.task.number

    @property
    def kept_before(self) -> bool:
        """Whether the history has probes of it already."""
        return self._kept > 0

    def pairs(self) -> list[tuple[Cited, Case]]:
        """Each link that cites it, with its case."""
        return list(zip(self.task.cited, self.cases, strict=True))

    def add(self, probe: Probe) -> None:
        """A probe was made."""
        self.probes.append(probe)
        self._learn(probe)

    def known(self, question: Question) -> Saw | None:
        """What a question has brought already, in this run or one that was broken off."""
        return next((probe.saw for probe in self.probes if probe.question == question), None)

    def new(self) -> list[Probe]:
        """The probes that the history does not have yet; it has them from now on."""
        fresh = self.probes[self._kept :]
        self._kept = len(self.probes)
        return fresh

    def step(self, wants: Wants, now: datetime) -> Step:
        """What is to be done next for the first of its cases that wants something.

        What the live web is asked goes first, and then what has to wait for the other links.
        """
        steps = (next_step(case, wants, now) for case in self.cases)
        return min((step for step in steps if step != SETTLED), key=_turn, default=SETTLED)

    def _learn(self, probe: Probe) -> None:
        self.cases = [case.plus(probe) for case in self.cases]


def _turn(step: Step) -> int:
    if isinstance(step, Wait):
        return 0
    if not isinstance(step, Ask):
        return 2
    purpose = step.question.purpose
    return 0 if purpose in OF_THE_WEB else 1 if purpose is Purpose.SHARED_END else 2
