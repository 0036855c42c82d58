"""One question for all who ask it: `citewatch.once`."""

import asyncio

import pytest

from citewatch.once import Once


class Oracle:
    """Answers when it is let, and counts its questions."""

    def __init__(self, *, open_at_once: bool = True) -> None:
        self.asked: list[str] = []
        self.dropped: list[str] = []
        self.gate = asyncio.Event()
        self.fault: Exception | None = None
        if open_at_once:
            self.gate.set()

    async def answer(self, key: str) -> str:
        self.asked.append(key)
        try:
            await self.gate.wait()
        except asyncio.CancelledError:
            self.dropped.append(key)
            raise
        if self.fault is not None:
            raise self.fault
        return key.upper()


async def test_those_who_ask_at_once_share_one_question() -> None:
    once, oracle = Once[str, str](10), Oracle()
    answers = await asyncio.gather(*(once.get("a", lambda: oracle.answer("a")) for _ in range(5)))
    assert answers == ["A"] * 5
    assert oracle.asked == ["a"]


async def test_different_keys_are_different_questions() -> None:
    once, oracle = Once[str, str](10), Oracle()
    answers = await asyncio.gather(
        once.get("a", lambda: oracle.answer("a")), once.get("b", lambda: oracle.answer("b"))
    )
    assert list(answers) == ["A", "B"]


async def test_only_the_answers_used_last_are_kept() -> None:
    once, oracle = Once[str, str](2), Oracle()
    for key in "abacb":
        await once.get(key, lambda key=key: oracle.answer(key))  # type: ignore[misc]
    assert oracle.asked == ["a", "b", "c", "b"]


async def test_a_cancelled_asker_leaves_the_others_their_answer() -> None:
    once, oracle = Once[str, str](10), Oracle(open_at_once=False)
    first, second = (
        asyncio.create_task(once.get("a", lambda: oracle.answer("a"))) for _ in range(2)
    )
    await asyncio.sleep(0)
    first.cancel()
    await asyncio.sleep(0)
    oracle.gate.set()
    assert await second == "A"
    assert first.cancelled()
    assert oracle.asked == ["a"]


async def test_a_question_that_nobody_waits_for_any_more_is_dropped_and_asked_anew() -> None:
    once, oracle = Once[str, str](10), Oracle(open_at_once=False)
    only = asyncio.create_task(once.get("a", lambda: oracle.answer("a")))
    await asyncio.sleep(0.01)
    only.cancel()
    later = asyncio.create_task(once.get("a", lambda: oracle.answer("a")))
    await asyncio.sleep(0.01)
    assert oracle.dropped == ["a"]
    oracle.gate.set()
    assert await later == "A"


async def test_a_failure_is_told_to_all_who_wait_and_not_kept() -> None:
    once, oracle = Once[str, str](10), Oracle()
    oracle.fault = ValueError("no")
    outcomes = await asyncio.gather(
        *(once.get("a", lambda: oracle.answer("a")) for _ in range(2)), return_exceptions=True
    )
    assert [type(outcome) for outcome in outcomes] == [ValueError, ValueError]
    oracle.fault = None
    assert await once.get("a", lambda: oracle.answer("a")) == "A"


async def test_a_question_that_cannot_be_put_at_all_is_no_burden() -> None:
    once = Once[str, str](10)

    def fails() -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        await once.get("a", fails)  # type: ignore[arg-type]
    assert await once.get("a", lambda: Oracle().answer("a")) == "A"
