"""A stage: few at a time, told of more, and at its end when nothing more can come."""

import asyncio
from collections.abc import Collection, Sequence

import pytest

from citewatch.engine.stage import Stage


class Shelf:
    """What is due. Each piece is worked on until it is let go, or not at all where `freely`."""

    def __init__(self, *due: int, freely: bool = True) -> None:
        self.due = list(due)
        self.at_work: set[int] = set()
        self.done: list[int] = []
        self.most = 0
        self.questions = 0
        self.go_on = asyncio.Event()
        if freely:
            self.go_on.set()

    async def take(self, taken: Collection[int], at_most: int) -> Sequence[int]:
        self.questions += 1
        return [one for one in self.due if one not in taken][:at_most]

    async def work_on(self, one: int) -> None:
        self.at_work.add(one)
        self.most = max(self.most, len(self.at_work))
        try:
            await self.go_on.wait()
            await asyncio.sleep(0)
            self.due.remove(one)
            self.done.append(one)
        finally:
            self.at_work.remove(one)


def stage_of(shelf: Shelf, last: asyncio.Event, at_once: int = 3) -> Stage[int]:
    return Stage(at_once, shelf.take, shelf.work_on, last)


def ended() -> asyncio.Event:
    event = asyncio.Event()
    event.set()
    return event


async def test_all_that_is_due_is_done_a_few_at_a_time() -> None:
    shelf = Shelf(*range(20))
    stage = stage_of(shelf, ended())
    await asyncio.wait_for(stage.run(), 10)
    assert sorted(shelf.done) == list(range(20))
    assert shelf.most == 3
    assert stage.done.is_set()


async def test_a_stage_without_work_waits_for_what_may_come_and_then_ends() -> None:
    shelf, last = Shelf(), asyncio.Event()
    stage = stage_of(shelf, last)
    running = asyncio.create_task(stage.run())
    await asyncio.sleep(0.2)
    assert not running.done()
    shelf.due.append(7)
    stage.call()
    await asyncio.sleep(0.2)
    assert shelf.done == [7]
    assert not running.done()
    last.set()
    await asyncio.wait_for(running, 10)
    assert stage.done.is_set()


async def test_what_came_with_the_end_of_the_stage_before_is_not_overlooked() -> None:
    shelf, last = Shelf(), asyncio.Event()
    running = asyncio.create_task(stage_of(shelf, last).run())
    await asyncio.sleep(0.1)
    shelf.due.append(7)
    last.set()
    await asyncio.wait_for(running, 10)
    assert shelf.done == [7]


async def test_a_piece_that_takes_long_keeps_no_other_waiting() -> None:
    class OneHangs(Shelf):
        async def work_on(self, one: int) -> None:
            await (asyncio.Event().wait() if one == 0 else super().work_on(one))

    shelf = OneHangs(*range(10))
    running = asyncio.create_task(stage_of(shelf, ended(), at_once=2).run())
    async with asyncio.timeout(10):
        while len(shelf.done) < 9:  # noqa: ASYNC110 - the shelf tells nobody
            await asyncio.sleep(0.01)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def test_many_calls_are_answered_by_few_questions() -> None:
    shelf, last = Shelf(), asyncio.Event()
    stage = stage_of(shelf, last)
    running = asyncio.create_task(stage.run())
    for _ in range(1000):
        stage.call()
        await asyncio.sleep(0)
    last.set()
    await asyncio.wait_for(running, 10)
    assert shelf.questions < 50


async def test_a_fault_ends_the_stage_and_all_its_work() -> None:
    class Faulty(Shelf):
        async def work_on(self, one: int) -> None:
            if one == 1:
                raise ZeroDivisionError
            await super().work_on(one)

    shelf = Faulty(0, 1, 2, freely=False)
    stage = stage_of(shelf, ended())
    with pytest.raises(ZeroDivisionError):
        await asyncio.wait_for(stage.run(), 10)
    assert not shelf.at_work
    assert not stage.done.is_set()


async def test_a_stage_that_is_stopped_leaves_no_work_behind() -> None:
    shelf = Shelf(0, 1, 2, freely=False)
    running = asyncio.create_task(stage_of(shelf, ended()).run())
    await asyncio.sleep(0.1)
    assert len(shelf.at_work) == 3
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert not shelf.at_work


async def test_a_stage_ends_where_the_one_before_ends_while_it_asks_what_is_due() -> None:
    last = asyncio.Event()

    async def take(_taken: Collection[int], _at_most: int) -> Sequence[int]:
        last.set()
        return []

    stage = Stage(3, take, Shelf().work_on, last)
    await asyncio.wait_for(stage.run(), 10)
    assert stage.done.is_set()
