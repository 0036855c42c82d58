import asyncio
from email.utils import format_datetime
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from archives.archive_lab import NOW, FakeTime, Said, StubGetter, answer, line_over
from citewatch.archives.limits import Limits
from citewatch.archives.line import Unanswered, Unreadable
from citewatch.core.evidence import Failure
from citewatch.wire.faults import WireFault

if TYPE_CHECKING:
    from citewatch.core.snapshot import ArchiveCall

REPLAY = "https://archive.example/web/2017id_/http://example.org/"


def script(*said: tuple[int, dict[str, str]] | WireFault | int) -> list[Said]:
    """Answers in their order, each a status, a status with headers, or a fault."""
    made: list[Said] = []
    for item in said:
        if isinstance(item, WireFault):
            made.append(item)
        else:
            status, headers = (item, {}) if isinstance(item, int) else item
            made.append(answer(REPLAY, status, headers))
    return made


def fault(failure: Failure) -> WireFault:
    return WireFault(failure, f"It is {failure.value}.")


def getter(time: FakeTime, said: list[Said]) -> StubGetter:
    return StubGetter(time, lambda _: said.pop(0))


async def test_replays_start_an_eighth_of_a_second_apart_and_index_calls_two_and_a_half() -> None:
    time = FakeTime()
    stub = StubGetter(time, answer)
    line = line_over(stub, time)
    await asyncio.gather(*(line.ask(line.replays, f"r{number}", []) for number in range(5)))
    starts = [at for at, _ in stub.asked]
    assert [round(b - a, 6) for a, b in pairwise(starts)] == [0.125] * 4
    stub.asked.clear()
    await asyncio.gather(*(line.ask(line.index, f"i{number}", []) for number in range(3)))
    starts = [at for at, _ in stub.asked]
    assert [round(b - a, 6) for a, b in pairwise(starts)] == [2.5, 2.5]


async def test_each_kind_of_call_has_its_own_deadline() -> None:
    time = FakeTime()
    stub = StubGetter(time, answer)
    line = line_over(stub, time)
    await line.ask(line.replays, "r", [])
    await line.ask(line.index, "i", [])
    assert stub.deadlines == [30, 60]


async def test_no_more_than_four_calls_are_under_way_and_they_start_paced_after_a_slow_spell() -> (
    None
):
    time = FakeTime()
    stub = StubGetter(time, answer, seconds=0.01)
    line = line_over(stub, time)
    await asyncio.gather(*(line.ask(line.replays, f"r{number}", []) for number in range(20)))
    assert stub.most_at_once == 4
    starts = [at for at, _ in stub.asked]
    assert min(b - a for a, b in pairwise(starts)) >= 0.125 - 1e-9


@pytest.mark.parametrize(
    ("header", "pause"),
    [
        ({"Retry-After": "7"}, 7),
        ({"Retry-After": format_datetime(NOW.replace(minute=2), usegmt=True)}, 120),
        ({}, 60),
        ({"Retry-After": "soon"}, 60),
        ({"Retry-After": "0"}, 60),
    ],
)
async def test_a_429_pauses_the_whole_archive_and_the_call_is_made_again(
    header: dict[str, str], pause: float
) -> None:
    time = FakeTime()
    stub = getter(time, script((429, header), 200, 200))
    line = line_over(stub, time)
    log: list[ArchiveCall] = []
    reply = await line.ask(line.replays, REPLAY, log)
    await line.ask(line.index, REPLAY, log)
    assert reply.answer.status == 200
    assert [round(at - 1000, 3) for at, _ in stub.asked] == [0, pause, pause]
    assert [(call.status, call.meaning) for call in log] == [(429, "It asked for a pause.")]


async def test_429s_to_calls_that_were_under_way_together_count_as_one() -> None:
    time = FakeTime()
    stub = getter(time, script(*[(429, {"Retry-After": "5"})] * 3, *[200] * 4))
    stub.seconds = 0.01
    line = line_over(stub, time)
    replies = await asyncio.gather(*(line.ask(line.replays, REPLAY, []) for _ in range(3)))
    assert [reply.answer.status for reply in replies] == [200, 200, 200]


async def test_a_third_429_in_a_row_ends_all_asking() -> None:
    time = FakeTime()
    stub = getter(time, script(*[(429, {"Retry-After": "5"})] * 3))
    line = line_over(stub, time)
    for lane in (line.replays, line.index):
        with pytest.raises(Unanswered, match="asked for a pause again"):
            await line.ask(lane, REPLAY, [])
    assert len(stub.asked) == 3


async def test_an_answer_between_two_429s_shows_that_the_pause_helped() -> None:
    time = FakeTime()
    wait = (429, {"Retry-After": "5"})
    line = line_over(getter(time, script(wait, wait, 200, wait, wait, 200)), time)
    for _ in range(2):
        reply = await line.ask(line.replays, REPLAY, [])
        assert reply.answer.status == 200


async def test_a_pause_of_more_than_five_minutes_ends_all_asking_without_waiting() -> None:
    time = FakeTime()
    stub = getter(time, script((429, {"Retry-After": "301"})))
    line = line_over(stub, time)
    with pytest.raises(Unanswered, match="more than 5 minutes"):
        await line.ask(line.replays, REPLAY, [])
    assert (len(stub.asked), time.now) == (1, 1000)


async def test_a_refused_connection_ends_all_asking() -> None:
    time = FakeTime()
    stub = getter(time, script(fault(Failure.REFUSED)))
    line = line_over(stub, time)
    for lane in (line.replays, line.replays, line.index):
        with pytest.raises(Unanswered, match="refused"):
            await line.ask(lane, REPLAY, [])
    assert len(stub.asked) == 1


@pytest.mark.parametrize("failure", [Failure.DEADLINE, Failure.RESET, Failure.NO_SUCH_HOST])
async def test_three_failures_in_a_row_end_the_asking_of_that_kind_alone(failure: Failure) -> None:
    time = FakeTime()
    stub = getter(time, script(*[fault(failure)] * 3, 200))
    line = line_over(stub, time)
    for _ in range(5):
        with pytest.raises(Unanswered):
            await line.ask(line.index, REPLAY, [])
    assert len(stub.asked) == 3
    assert (await line.ask(line.replays, REPLAY, [])).answer.status == 200


async def test_a_good_answer_ends_a_run_of_failures() -> None:
    time = FakeTime()
    bad = fault(Failure.DEADLINE)
    stub = getter(time, script(bad, bad, 404, bad, bad, 200))
    line = line_over(stub, time)
    outcomes = await asyncio.gather(
        *(line.ask(line.index, REPLAY, []) for _ in range(6)), return_exceptions=True
    )
    assert [isinstance(outcome, Unanswered) for outcome in outcomes] == [
        True, True, False, True, True, False,
    ]  # fmt: skip


async def test_a_server_error_is_asked_again_once_for_a_replay_and_never_for_the_index() -> None:
    time = FakeTime()
    stub = getter(time, script(503, 200, 503, 502, 500))
    line = line_over(stub, time)
    log: list[ArchiveCall] = []
    assert (await line.ask(line.replays, REPLAY, log)).answer.status == 200
    with pytest.raises(Unanswered, match=r"server error \(502\)"):
        await line.ask(line.replays, REPLAY, log)
    with pytest.raises(Unanswered, match=r"server error \(500\)"):
        await line.ask(line.index, REPLAY, log)
    assert [call.status for call in log] == [503, 503, 502, 500]


async def test_a_capture_that_cannot_be_read_is_no_failure_of_the_archive() -> None:
    time = FakeTime()
    stub = getter(time, script(*[fault(Failure.BODY_BOMB)] * 4, 200))
    line = line_over(stub, time)
    for _ in range(4):
        with pytest.raises(Unreadable):
            await line.ask(line.replays, REPLAY, [])
    assert (await line.ask(line.replays, REPLAY, [])).answer.status == 200


async def test_a_caller_that_is_cancelled_while_it_waits_holds_up_nobody() -> None:
    time = FakeTime()
    stub = StubGetter(time, answer, seconds=0.02)
    line = line_over(stub, time, Limits(connections=1))
    asking = [asyncio.create_task(line.ask(line.replays, f"r{number}", [])) for number in range(4)]
    await asyncio.sleep(0.01)
    for task in asking[:3]:
        task.cancel()
    async with asyncio.timeout(5):
        assert (await asking[3]).answer.url == "r3"
    assert (await line.ask(line.index, "i", [])).answer.url == "i"


def test_the_limits_say_what_a_phase_will_cost() -> None:
    assert str(Limits().plan(112)).endswith("3 minutes at the archive's limits")
