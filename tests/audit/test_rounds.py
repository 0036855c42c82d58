"""The gate between two rounds of looks."""

import asyncio

import pytest

from citewatch.auditing.rounds import Rounds


async def test_the_gate_opens_only_when_everybody_waits_or_has_left() -> None:
    opened: list[str] = []

    async def between() -> None:
        opened.append("gate")

    rounds = Rounds(3, between)

    async def member(name: str, *, first: bool) -> None:
        await rounds.wait(first=first)
        opened.append(name)
        rounds.leave()

    late = asyncio.create_task(member("late", first=False))
    early = asyncio.create_task(member("early", first=True))
    await asyncio.sleep(0.01)
    assert opened == []
    rounds.leave()
    await asyncio.wait_for(asyncio.gather(late, early), 1)
    assert opened == ["gate", "early", "late"]


async def test_what_goes_wrong_between_rounds_reaches_every_member() -> None:
    async def between() -> None:
        raise RuntimeError("no network")

    rounds = Rounds(2, between)
    waiting = [asyncio.create_task(rounds.wait(first=False)) for _ in range(2)]
    for member in waiting:
        with pytest.raises(RuntimeError, match="no network"):
            await asyncio.wait_for(member, 1)


async def test_a_member_that_was_cancelled_holds_up_nobody() -> None:
    async def between() -> None:
        pass

    rounds = Rounds(2, between)
    gone = asyncio.create_task(rounds.wait(first=False))
    await asyncio.sleep(0)
    gone.cancel()
    await asyncio.wait_for(rounds.wait(first=False), 1)
