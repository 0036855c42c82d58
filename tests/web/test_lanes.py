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


async def test_a_host_that_hung_is_not_waited_for_again_until_forgiven() -> None:
    ours = lanes()
    ours.hung(A, "http://a.example/x", ours.answers_so_far(A))
    with pytest.raises(Closed) as closed:
        await _enter(ours, A)
    assert closed.value.failure is Failure.HOST_HUNG
    await _enter(ours, A_TLS)
    ours.forgive()
    await _enter(ours, A)


async def test_a_host_that_answered_others_meanwhile_does_not_hang() -> None:
    ours = lanes()
    before = ours.answers_so_far(A)
    ours.answered(A)
    ours.hung(A, "http://a.example/slow", before)
    await _enter(ours, A)


async def _enter(ours: Lanes, origin: tuple[str, str, int]) -> None:
    async with ours.turn(origin):
        pass
