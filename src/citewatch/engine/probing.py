"""One probe of an address after the other, as long as they are those of one stage."""

import asyncio
from collections.abc import Awaitable, Callable

from citewatch.core.probe import Probe, Purpose, Question
from citewatch.core.steps import Ask, Step, Wants
from citewatch.engine.desk import Desk
from citewatch.engine.matter import Matter
from citewatch.history.tasks import Stage

Prober = Callable[[Question], Awaitable[Probe] | None]
"""Answers the questions of a stage; None for one that is not its own."""


class Probing:
    """Probes what `wants` allow, and has the `desk` write it down."""

    def __init__(self, desk: Desk, wants: Wants) -> None:
        self._desk = desk
        self._wants = wants

    async def go_on(self, matter: Matter, stage: Stage, probe: Prober) -> Step:
        """Make one probe after another, while they are this stage's; the step that is not.

        Broken off, the address waits in this stage with what is known of it.
        """
        try:
            while True:
                step = matter.step(self._wants, self._desk.clock())
                answer = probe(step.question) if isinstance(step, Ask) else None
                if not isinstance(step, Ask) or answer is None:
                    return step
                self._desk.note(matter)  # whoever has answered is not asked again after a kill
                if step.beside is None:
                    await _add(matter, answer)
                    continue
                async with asyncio.TaskGroup() as group:
                    group.create_task(_add(matter, answer))
                    group.create_task(self._add_beside(matter, step, probe))
        except BaseException:
            self._desk.put_off(matter, stage, self._desk.clock())
            raise

    async def _add_beside(self, matter: Matter, step: Ask, probe: Prober) -> None:
        assert step.beside is not None
        if step.beside_from is not None:
            wait = (step.beside_from - self._desk.clock()).total_seconds()
            await asyncio.sleep(max(0.0, wait))
        if answer := probe(step.beside):
            await _add(matter, answer)


async def _add(matter: Matter, answer: Awaitable[Probe]) -> None:
    made = await answer
    if made.purpose in (Purpose.GLIMPSE, Purpose.RECENT):
        # Long texts take a while to compare, and others want to be heard meanwhile.
        await asyncio.to_thread(matter.add, made)
    else:
        matter.add(made)
