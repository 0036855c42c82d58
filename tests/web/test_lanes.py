"""Politeness: each host has its own lane, and none waits for another's."""

import asyncio
import time
from itertools import pairwise

import pytest

from citewatch.core.evidence import Failure
from citewatch.web.lanes import Closed, Lanes
from citewatch.web.manners import Manners

A = ("http", "a.example", 80)
A_TLS = ("https", "a.example", 443)
B = ("http", "b.example", 80)


def lanes(**manners: float) -> Lanes:
    return Lanes(Manners(**{"spacing": 0.0, **manners}), time.monotonic)  # type: ignore[arg-type]


async def test_at_most_two_connections_a_host_whatever_its_scheme() -> None:
    ours, busiest, busy = lanes(), 0, 0

    async def visit(origin: tuple[str, str, int]) -> None:
        nonlocal busiest, busy
        async with ours.turn(origin):
            busy += 1
            busiest = max(busiest, busy)
            await asyncio.sleep(0.01)
            busy -= 1

    await asyncio.gather(*(visit(origin) for origin in (A, A_TLS) * 5))
    assert busiest == 2


async def test_requests_to_one_host_are_spaced() -> None:
    ours, starts = lanes(spacing=0.05), []
    for _ in range(3):
        async with ours.turn(A):
            starts.append(time.monotonic())
    assert min(b - a for a, b in pairwise(starts)) >= 0.049


async def test_a_paused_host_holds_up_no_other_even_with_one_connection_in_all() -> None:
    ours = lanes(connections=1)
    ours.pause(A, 0.3)
    waiting = [asyncio.create_task(_enter(ours, A)) for _ in range(5)]
    began = time.monotonic()
    await _enter(ours, B)
    assert time.monotonic() - began < 0.1
    await asyncio.gather(*waiting)
    assert time.monotonic() - began >= 0.29


async def test_a_pause_that_begins_while_others_wait_holds_for_them_too() -> None:
    ours = lanes(spacing=0.05)
    await _enter(ours, A)
    waiting = asyncio.create_task(_enter(ours, A))
    await asyncio.sleep(0.01)
    ours.pause(A, 0.2)
    began = time.monotonic()
    await waiting
    assert time.monotonic() - began >= 0.19


async def test_a_host_that_asks_for_too_long_a_pause_is_left_alone() -> None:
    ours = lanes(longest_pause=1.0)
    ours.pause(A, 3600)
    with pytest.raises(Closed) as closed:
        await asyncio.wait_for(_enter(ours, A), 0.5)
    assert closed.value.failure is Failure.HOST_ASKED_TO_WAIT
    await _enter(ours, B)


async def test_a_host_that_hung_is_not_waited_for_again_in_the_same_look() -> None:
    ours = lanes()
    ours.hung(A, 1, ours.answers_so_far(A))
    with pytest.raises(Closed) as closed:
        await _enter(ours, A)
    assert closed.value.failure is Failure.HOST_HUNG
    await _enter(ours, A_TLS)
    await _enter(ours, A, look=2)


async def test_a_host_that_hung_in_a_later_look_is_not_asked_for_an_earlier_one() -> None:
    ours = lanes()
    ours.hung(A, 2, ours.answers_so_far(A))
    ours.hung(A, 1, ours.answers_so_far(A))
    for look in (1, 2):
        with pytest.raises(Closed):
            await _enter(ours, A, look=look)
    await _enter(ours, A, look=3)


async def test_a_host_that_answers_is_open_for_every_look_again() -> None:
    ours = lanes()
    ours.hung(A, 1, ours.answers_so_far(A))
    async with ours.turn(A, 2):
        ours.answered(A)
    await _enter(ours, A, look=1)


async def test_the_first_request_after_a_host_hung_goes_alone() -> None:
    ours, started = lanes(), list[int]()
    await _enter(ours, A)
    ours.answered(A)
    await _hang(ours, 1)

    async def visit(number: int) -> None:
        async with ours.turn(A, 2):
            started.append(number)
            await asyncio.sleep(0.02)
            ours.answered(A)

    visits = [asyncio.create_task(visit(number)) for number in range(3)]
    await asyncio.sleep(0.01)
    assert started == [0]
    await asyncio.gather(*visits)
    assert started == [0, 1, 2]


async def test_those_who_waited_for_a_host_that_hung_again_are_told_so() -> None:
    ours = lanes()
    await _hang(ours, 1)
    first = asyncio.create_task(_hang(ours, 2, seconds=0.02))
    await asyncio.sleep(0.01)
    waiting = [asyncio.create_task(_enter(ours, A, look=2)) for _ in range(3)]
    await first
    outcomes = await asyncio.gather(*waiting, return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [Closed] * 3
    await _enter(ours, A, look=3)


async def test_a_host_that_answered_others_meanwhile_does_not_hang() -> None:
    ours = lanes()
    before = ours.answers_so_far(A)
    ours.answered(A)
    ours.hung(A, 1, before)
    await _enter(ours, A)


async def test_only_so_many_quiet_hosts_are_remembered() -> None:
    ours = Lanes(Manners(spacing=0.0), time.monotonic, kept=10)
    for number in range(1000):
        host = ("http", f"h{number}.example", 80)
        await _enter(ours, host)
        ours.answered(host)
    assert len(ours) == 10


async def test_a_host_that_hung_paused_or_is_in_use_is_not_forgotten() -> None:
    ours = Lanes(Manners(spacing=0.0), time.monotonic, kept=2)
    paused, shut, busy = (("http", f"{name}.example", 80) for name in ("paused", "shut", "busy"))
    ours.hung(A, 1, 0)
    ours.pause(paused, 0.3)
    ours.pause(shut, 3600)
    began = time.monotonic()
    await _enter(ours, busy)
    async with ours.turn(busy), ours.turn(busy):
        for number in range(20):
            await _enter(ours, ("http", f"h{number}.example", 80))
        third = asyncio.create_task(_enter(ours, busy))
        await asyncio.sleep(0.01)
        assert not third.done()
    await third
    for gone in (A, shut):
        with pytest.raises(Closed):
            await _enter(ours, gone)
    await _enter(ours, paused)
    assert time.monotonic() - began >= 0.29


async def _enter(ours: Lanes, origin: tuple[str, str, int], look: int = 1) -> None:
    async with ours.turn(origin, look):
        pass


async def _hang(ours: Lanes, look: int, seconds: float = 0.0) -> None:
    async with ours.turn(A, look):
        before = ours.answers_so_far(A)
        await asyncio.sleep(seconds)
        ours.hung(A, look, before)


async def test_a_host_that_asks_for_pauses_again_and_again_is_left_alone() -> None:
    ours = lanes()
    for _ in range(2):
        ours.pause(A, 0.02)
        await _enter(ours, A)
        ours.answered(A, asks_for_pause=True)
    ours.pause(A, 0.02)
    with pytest.raises(Closed) as closed:
        await _enter(ours, A)
    assert closed.value.failure is Failure.HOST_ASKED_TO_WAIT


async def test_an_answer_between_pauses_keeps_a_host_open() -> None:
    ours = lanes()
    for _ in range(5):
        ours.pause(A, 0.01)
        await _enter(ours, A)
        ours.answered(A)
    await _enter(ours, A)


async def test_wishes_that_come_while_a_pause_is_on_count_as_one() -> None:
    ours = lanes()
    for _ in range(5):
        ours.pause(A, 0.02)
    await _enter(ours, A)


async def test_a_name_that_was_not_looked_up_is_not_waited_for_again_in_the_same_look() -> None:
    ours = lanes()
    ours.nameless(A, 1, Closed(Failure.DNS_UNANSWERED, "No answer."))
    for origin in (A, A_TLS):
        with pytest.raises(Closed) as closed:
            ours.refuse(origin, 1)
        assert closed.value.failure is Failure.DNS_UNANSWERED
    ours.refuse(A, 2)
    ours.answered(A)
    ours.refuse(A, 1)


async def test_a_silent_origin_holds_up_no_other_origin_of_its_host() -> None:
    ours, both = lanes(), asyncio.Barrier(2)
    await _hang(ours, 1)

    async def visit(origin: tuple[str, str, int]) -> None:
        async with ours.turn(origin, 2), asyncio.timeout(1):
            await both.wait()

    await asyncio.gather(visit(A), visit(A_TLS))
