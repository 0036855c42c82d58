import asyncio
import sys
from datetime import date
from itertools import chain, repeat

import httpx
import pytest

from archives.archive_lab import (
    FAST,
    NOW,
    FakeTime,
    StubGetter,
    answer,
    judge,
    line_over,
    page,
    staged,
)
from citewatch.archives.limits import Limits
from citewatch.archives.wayback import WaybackMachine
from citewatch.core.evidence import Failure
from citewatch.core.snapshot import ArchiveState, Wanted
from citewatch.demo.archive import Capture, Fault
from citewatch.wire.faults import WireFault
from citewatch.wire.get import Answer

URL = "http://example.org/report"
WANTED = Wanted(date(2017, 1, 15))
GOOD = Capture(URL, "20170115120000", page("The report"))
BAD = Capture(URL, "20170116120000", page("Not found"))
BASE = "https://archive.example"
LISTED = "org,example)/report 20170301000000 http://example.org/report text/html 200 " + "A" * 32
MEMENTO = {"Memento-Datetime": "Sun, 15 Jan 2017 12:00:00 GMT", "Content-Type": "text/html"}


def over(index: Answer | WireFault, replay: Answer | None = None) -> WaybackMachine:
    """An archive whose nearest capture is bad and whose index says `index`."""
    time = FakeTime()

    def say(url: str) -> Answer | WireFault:
        if "/cdx/" in url:
            return index
        return replay or answer(url, 404, MEMENTO)

    stub = StubGetter(time, say)
    return WaybackMachine(line_over(stub, time, FAST), judge, lambda: NOW, BASE)


async def test_throttling_that_passes_does_not_cost_the_snapshot() -> None:
    async with staged([GOOD]) as lab:
        lab.archive.faults = chain([Fault.THROTTLED], repeat(None))
        lab.archive.retry_after = "30"
        found = await lab.wayback.find(URL, WANTED)
        assert found.state is ArchiveState.FOUND
        assert [call.status for call in found.calls] == [429, 200]
        assert lab.time.now == 1030


async def test_throttling_that_lasts_is_unknown_and_ends_the_asking() -> None:
    async with staged([GOOD]) as lab:
        lab.archive.faults = repeat(Fault.THROTTLED)
        for link in (URL, "http://example.org/other"):
            assert (await lab.wayback.find(link, WANTED)).state is ArchiveState.UNKNOWN
        assert lab.archive.counts.total() == 3


async def test_an_archive_that_is_down_is_unknown_and_soon_left_alone() -> None:
    async with staged([GOOD]) as lab:
        lab.archive.faults = repeat(Fault.DOWN)
        answers = [await lab.wayback.find(f"{URL}/{number}", WANTED) for number in range(5)]
        assert {answer.state for answer in answers} == {ArchiveState.UNKNOWN}
        assert lab.archive.counts.total() == 6
        assert "failed 3 times in a row" in answers[-1].why
        assert answers[-1].calls == ()


async def test_an_archive_that_hangs_is_unknown_within_the_deadline() -> None:
    limits = Limits(600_000, 600_000, replay_deadline=0.2)
    async with staged([GOOD], limits=limits) as lab:
        lab.archive.faults = repeat(Fault.HANGS)
        async with asyncio.timeout(3):
            answer = await lab.wayback.find(URL, WANTED)
        assert answer.state is ArchiveState.UNKNOWN
        assert [call.status for call in answer.calls] == [None]


async def test_an_archive_that_refuses_the_connection_is_not_asked_again() -> None:
    async with staged([GOOD]) as lab:
        await lab.archive.__aexit__()
        first = await lab.wayback.find(URL, WANTED)
        second = await lab.wayback.find(f"{URL}/2", WANTED)
    assert {first.state, second.state} == {ArchiveState.UNKNOWN}
    assert len(first.calls) == 1
    assert second.calls == ()
    assert "refused the connection" in second.why


@pytest.mark.parametrize(
    "index",
    [
        answer("i", 200, {"Content-Type": "text/html"}, b"<h1>Temporarily Offline</h1>"),
        answer("i", 200, {}, b"  <!doctype html>"),
        answer("i", 200, {}, b"error code: 520"),
        answer("i", 400, {}, b""),
        answer("i", 403, {}, b"Forbidden"),
        answer("i", 404, {}, b""),
        answer("i", 500, {}, b""),
        answer("i", 504, {"Content-Type": "text/html"}, b"<html>Gateway Time-out</html>"),
        answer("i", 301, {"Location": "https://elsewhere.example/"}, b""),
        WireFault(Failure.DEADLINE, "It took too long."),
        WireFault(Failure.TLS_UNTRUSTED, "It cannot be trusted."),
    ],
)
async def test_an_index_that_does_not_answer_is_unknown_and_never_none(
    index: Answer | WireFault,
) -> None:
    wayback = over(index)
    found = await wayback.find(URL, WANTED)
    assert found.state is ArchiveState.UNKNOWN
    assert "/cdx/search/cdx?" in found.calls[-1].url


async def test_an_index_that_answers_with_no_rows_is_none() -> None:
    wayback = over(answer("i", 200, {"Content-Type": "text/plain"}))
    found = await wayback.find(URL, WANTED)
    assert found.state is ArchiveState.NONE
    assert found.calls[-1].meaning == "Its index lists no usable captures."


async def test_an_index_answer_that_broke_off_is_never_none() -> None:
    broken = Answer("i", 200, answer("i").headers, b"org,exa", True, False, None, 0.0)
    wayback = over(broken)
    assert (await wayback.find(URL, WANTED)).state is ArchiveState.UNKNOWN


@pytest.mark.parametrize("name", ["AdministrativeAccessControl", "RobotAccessControl"])
async def test_an_index_that_may_not_speak_is_excluded(name: str) -> None:
    error = f"org.archive.wayback.exception.{name}Exception: Blocked Site Error"
    for index in (
        answer("i", 403, {}, error.encode()),
        answer("i", 403, {"X-Archive-Wayback-Runtime-Error": error}),
    ):
        wayback = over(index)
        assert (await wayback.find(URL, WANTED)).state is ArchiveState.EXCLUDED


@pytest.mark.parametrize(
    ("status", "headers", "body", "state"),
    [
        (200, {}, b"Page cannot be displayed due to robots.txt.", ArchiveState.EXCLUDED),
        (403, {}, b"AdministrativeAccessControlException", ArchiveState.EXCLUDED),
        (404, {}, b"The Wayback Machine has not archived\n that URL.", ArchiveState.NONE),
        (404, {}, b"Not found", ArchiveState.FOUND),
        (200, {}, b"Got an HTTP 302 response at crawl time", ArchiveState.FOUND),
        (302, {"Location": "https://evil.example/web/2017/http://example.org/report"}, b"", None),
        (302, {"Location": "/web/2017id_/http://other.example/"}, b"", None),
        (302, {}, b"", None),
        (301, {**MEMENTO, "Location": "https://evil.example/"}, b"", None),
        (301, {**MEMENTO}, b"", None),
        (206, {**MEMENTO}, b"", None),
        (429, {**MEMENTO, "Retry-After": "1"}, b"", None),
        (503, {**MEMENTO}, b"", None),
    ],
)
async def test_what_the_nearest_replay_says_decides_whether_the_index_is_asked(
    status: int, headers: dict[str, str], body: bytes, state: ArchiveState | None
) -> None:
    time = FakeTime()

    def say(url: str) -> Answer:
        if "/cdx/" in url:
            return answer(url, 200, {}, f"{LISTED} 99\n".encode())
        if "20170301000000" in url:
            march = {**MEMENTO, "Memento-Datetime": "Wed, 01 Mar 2017 00:00:00 GMT"}
            return answer(url, 200, march, page("The report"))
        return answer(url, status, headers, body)

    stub = StubGetter(time, say)
    wayback = WaybackMachine(line_over(stub, time, FAST), judge, lambda: NOW, BASE)
    found = await wayback.find(URL, WANTED)
    assert found.state is (state or ArchiveState.FOUND)
    assert all(url.startswith(BASE) for _, url in stub.asked)


async def test_a_listed_capture_that_cannot_be_played_back_makes_the_answer_unknown() -> None:
    wayback = over(answer("i", 200, {}, f"{LISTED} 99\n".encode()), answer("r", 404, {}, b"?"))
    assert (await wayback.find(URL, WANTED)).state is ArchiveState.UNKNOWN


async def test_a_capture_in_an_unreadable_coding_is_neither_offered_nor_none() -> None:
    opaque = Answer("r", 200, answer("r", 200, MEMENTO).headers, b"\x1f", False, True, None, 0.0)
    wayback = over(answer("i", 200), opaque)
    assert (await wayback.find(URL, WANTED)).state is ArchiveState.UNKNOWN


async def test_a_capture_under_a_label_that_nobody_knows_is_neither_offered_nor_none() -> None:
    headers = {**MEMENTO, "Content-Type": "text/html; charset=no-such-charset"}
    unknown = answer("r", 200, headers, "<title>Größe</title>".encode("cp1252"))
    wayback = over(answer("i", 200), unknown)
    assert (await wayback.find(URL, WANTED)).state is ArchiveState.UNKNOWN


async def test_a_replay_that_names_another_original_is_not_offered() -> None:
    headers = {**MEMENTO, "Link": '<http://other.example/?a=1&amp;b=2>; rel="original"'}
    wayback = over(answer("i", 200), answer("r", 200, headers, page("The report")))
    found = await wayback.find(URL, WANTED)
    assert found.state is ArchiveState.NONE
    assert "another address" in found.why


async def test_the_time_of_a_snapshot_is_the_one_the_archive_served() -> None:
    later = {**MEMENTO, "Memento-Datetime": "Mon, 16 Jan 2017 08:30:00 GMT"}
    wayback = over(answer("i", 200), answer("r", 200, later, page("The report")))
    found = await wayback.find(URL, WANTED)
    assert found.snapshot is not None
    assert found.snapshot.url == f"{BASE}/web/20170116083000/{URL}"


async def test_the_same_question_is_asked_once() -> None:
    async with staged([GOOD]) as lab:
        together = [lab.wayback.find(URL, WANTED) for _ in range(5)]
        answers = {id(answer) for answer in await asyncio.gather(*together)}
        answers.add(id(await lab.wayback.find(f"{URL}#part", WANTED)))
        assert len(answers) == 1
        assert lab.archive.counts.total() == 1


async def test_one_who_stops_waiting_does_not_spoil_the_answer_for_another() -> None:
    limits = Limits(600_000, 600_000, replay_deadline=5)
    async with staged([GOOD], limits=limits) as lab:
        impatient = asyncio.create_task(lab.wayback.find(URL, WANTED))
        patient = asyncio.create_task(lab.wayback.find(URL, WANTED))
        await asyncio.sleep(0)
        impatient.cancel()
        assert (await patient).state is ArchiveState.FOUND
        assert impatient.cancelled()


async def test_a_question_nobody_waits_for_is_given_up() -> None:
    async with staged([GOOD]) as lab:
        lab.archive.faults = repeat(Fault.HANGS)
        before = asyncio.all_tasks()
        alone = asyncio.create_task(lab.wayback.find(URL, WANTED))
        await asyncio.sleep(0.05)
        alone.cancel()
        await asyncio.sleep(0.05)
        assert not {task for task in asyncio.all_tasks() - before if "_ask" in repr(task)}


async def test_waybackpy_never_touches_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    import requests

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("waybackpy went to the network")

    monkeypatch.setattr(requests.Session, "request", refuse)
    monkeypatch.setattr(requests.Session, "send", refuse)
    async with staged([GOOD, BAD]) as lab:
        moved = Capture(URL, "20170115115959", status=301, location="http://example.org/")
        lab.archive.captures.append(moved)
        found = await lab.wayback.find(URL, Wanted(date(2016, 1, 1)))
        assert lab.archive.counts["index"] == 1
    assert found.state is ArchiveState.FOUND


async def test_the_index_is_asked_for_the_pages_of_exactly_that_address_nearest_to_the_date() -> (
    None
):
    wayback = over(answer("i", 200))
    found = await wayback.find("http://example.org/a b?c=%2526&d=*", WANTED)
    asked = httpx.URL(found.calls[-1].url)
    assert str(asked).startswith(f"{BASE}/cdx/search/cdx?")
    assert dict(asked.params) == {
        "url": "http://example.org/a%20b?c=%2526&d=%2A",
        "filter": "statuscode:200",
        "sort": "closest",
        "closest": "20170115120000",
        "limit": "20",
        "gzip": "false",
    }


async def test_waybackpy_is_imported_only_when_the_index_is_asked() -> None:
    code = "import sys, citewatch.archives.wayback; sys.exit('waybackpy' in sys.modules)"
    process = await asyncio.create_subprocess_exec(sys.executable, "-W", "error", "-c", code)
    assert await process.wait() == 0
