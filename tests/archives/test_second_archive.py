"""Other archives that speak Memento: what they can add, and what they can not take back."""

import ssl
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import repeat

import httpx
import pytest

from archives.archive_lab import FAST, NOW, FakeTime, StubGetter, answer, line_over, page
from citewatch.archives.line import Line
from citewatch.archives.link_format import read_links
from citewatch.archives.memento import MementoArchive
from citewatch.archives.memento_service import ARQUIVO, PERMA, MementoService
from citewatch.archives.second_opinion import SecondOpinion
from citewatch.core.judge import judge_capture
from citewatch.core.memento import Plan, plan
from citewatch.core.snapshot import ArchiveAnswer, ArchiveCall, ArchiveState, Snapshot, Wanted
from citewatch.demo.archive import Capture, Fault, StagedArchive
from citewatch.wire.get import Answer, Getter
from citewatch.wire.names import SystemResolver
from citewatch.wire.transport import WireTransport

URL = "http://example.org/report"
WANTED = Wanted(date(2017, 1, 15))
STORY = "The council agreed on Tuesday that officers would walk the street in pairs. " * 12
GOOD = Capture(URL, "20170118090000", page("Foot patrols", STORY))
BASE = "https://archive.example"
SERVICE = MementoService("Example Archive", f"{BASE}/web/", f"{BASE}/map/")


@asynccontextmanager
async def memento(*captures: Capture) -> AsyncIterator[tuple[MementoArchive, StagedArchive]]:
    time = FakeTime()
    transport = WireTransport(SystemResolver(), ssl.create_default_context, allow_private=True)
    async with (
        StagedArchive(captures) as staged,
        httpx.AsyncClient(transport=transport, trust_env=False) as client,
    ):
        line = Line(Getter(client), FAST, lambda: NOW, time.monotonic, time.sleep)
        base = staged.base
        service = MementoService("Example Archive", f"{base}/web/", f"{base}/web/timemap/link/")
        yield MementoArchive(line, service, judge_capture, lambda: NOW), staged


def over(say: Callable[[str], Answer]) -> MementoArchive:
    time = FakeTime()
    line = line_over(StubGetter(time, say), time, FAST)
    return MementoArchive(line, SERVICE, judge_capture, lambda: NOW)


async def test_the_timegate_leads_to_a_capture_which_is_judged_and_offered() -> None:
    async with memento(GOOD) as (archive, staged):
        found = await archive.find(URL, WANTED)
        assert found.state is ArchiveState.FOUND
        assert found.snapshot is not None
        assert found.snapshot.title == "Foot patrols"
        assert found.snapshot.url == f"{staged.base}/web/20170118090000/{URL}"
        assert staged.counts["other"] == 1


async def test_where_the_nearest_capture_is_bad_the_timemap_names_others() -> None:
    bad = Capture(URL, "20170115120000", page("Page not found", "It is gone."))
    async with memento(bad, GOOD) as (archive, staged):
        found = await archive.find(URL, WANTED)
        assert found.snapshot is not None
        assert found.snapshot.title == "Foot patrols"
        assert staged.counts["other"] == 2


async def test_an_archive_without_a_capture_says_none() -> None:
    async with memento() as (archive, _):
        said = await archive.find(URL, WANTED)
    assert (said.state, said.why) == (
        ArchiveState.NONE,
        "Example Archive has no capture of this address.",
    )


async def test_an_archive_that_is_down_is_unknown() -> None:
    async with memento(GOOD) as (archive, staged):
        staged.faults = repeat(Fault.DOWN)
        said = await archive.find(URL, WANTED)
    assert said.state is ArchiveState.UNKNOWN
    assert not said.complete


async def test_only_bad_captures_are_not_called_none() -> None:
    bad = Capture(URL, "20170115120000", page("Page not found", "It is gone."))
    async with memento(bad) as (archive, _):
        assert (await archive.find(URL, WANTED)).state is ArchiveState.UNKNOWN


MEMENTO = {"Memento-Datetime": "Wed, 18 Jan 2017 09:00:00 GMT", "Content-Type": "text/html"}
PLACE = f"{BASE}/web/20170118090000/{URL}"


@pytest.mark.parametrize(
    ("location", "then"),
    [
        ("https://elsewhere.example/web/20170118090000/x", answer("", 200, MEMENTO, GOOD.body)),
        (PLACE, answer("", 200, {"Content-Type": "text/html"}, GOOD.body)),
        (PLACE, answer("", 200, MEMENTO, page("A frame", "Loading"))),
        (PLACE, answer("", 200, {**MEMENTO, "Link": '<http://b.example/>; rel="original"'})),
        (PLACE, answer("", 302, {"Location": PLACE})),
        ("http://", answer("", 200, MEMENTO, GOOD.body)),
    ],
    ids=["leaves the archive", "no memento", "a frame", "another address", "loop", "malformed"],
)
async def test_what_is_no_readable_capture_of_the_archive_is_never_offered(
    location: str, then: Answer
) -> None:
    def say(url: str) -> Answer:
        if url == f"{SERVICE.timegate}{URL}":
            return answer(url, 302, {"Location": location})
        return answer(url, 404) if url.startswith(SERVICE.timemap) else then

    said = await over(say).find(URL, WANTED)
    assert (said.state, said.snapshot) == (ArchiveState.UNKNOWN, None)


async def test_the_captured_bytes_are_judged_and_the_page_for_people_is_cited() -> None:
    asked: list[str] = []

    def say(url: str) -> Answer:
        asked.append(url)
        if url == f"{SERVICE.timegate}{URL}":
            return answer(url, 302, {"Location": PLACE})
        return answer(url, 200, MEMENTO, GOOD.body)

    found = await over(say).find(URL, WANTED)
    assert found.snapshot is not None
    assert found.snapshot.url == PLACE
    assert asked[1:] == [f"{BASE}/web/20170118090000id_/{URL}"]


@pytest.mark.parametrize("link", ["https://archive.ph/abcde", "mailto:a@b.example", "http://"])
async def test_links_into_archives_and_no_links_cost_no_call(link: str) -> None:
    async with memento(GOOD) as (archive, staged):
        said = await archive.find(link, WANTED)
        assert (said.state, staged.counts.total()) == (ArchiveState.UNKNOWN, 0)


CALL = ArchiveCall("https://first.example/", NOW, 200, "It said so.")
SNAPSHOT = Snapshot("https://second.example/web/2017/x", NOW, "A title")
FOUND = ArchiveAnswer(ArchiveState.FOUND, "Captured.", SNAPSHOT, (CALL,))


@dataclass
class Says:
    answer: ArchiveAnswer
    name: str = "Second"
    asked: list[str] = field(default_factory=list)

    def plan(self, questions: Collection[tuple[str, Wanted]]) -> Plan:
        return plan(len(questions), 480, 24)

    async def find(self, url: str, wanted: Wanted) -> ArchiveAnswer:
        self.asked.append(url)
        return self.answer

    async def glimpse(self, url: str, wanted: date) -> Snapshot | None:
        return self.answer.snapshot

    async def recent(self, url: str, wanted: Wanted, since: datetime) -> Snapshot | None:
        return self.answer.snapshot


def said(state: ArchiveState) -> ArchiveAnswer:
    return ArchiveAnswer(state, f"It is {state}.", calls=(CALL,))


async def test_no_other_archive_is_asked_where_the_first_has_a_snapshot() -> None:
    other = Says(FOUND)
    assert await SecondOpinion(Says(FOUND), [other]).find(URL, WANTED) == FOUND
    assert not other.asked


@pytest.mark.parametrize("state", [s for s in ArchiveState if s is not ArchiveState.FOUND])
async def test_the_snapshot_of_another_archive_is_offered_where_the_first_has_none(
    state: ArchiveState,
) -> None:
    found = await SecondOpinion(Says(said(state)), [Says(FOUND)]).find(URL, WANTED)
    assert found.snapshot == SNAPSHOT
    assert found.why == f"In Second. Captured. The first archive asked: It is {state}."
    assert found.calls == (CALL, CALL)


@pytest.mark.parametrize("first", [s for s in ArchiveState if s is not ArchiveState.FOUND])
@pytest.mark.parametrize("second", [s for s in ArchiveState if s is not ArchiveState.FOUND])
async def test_another_archive_without_a_snapshot_takes_nothing_back(
    first: ArchiveState, second: ArchiveState
) -> None:
    others = [Says(said(second)), Says(said(second))]
    found = await SecondOpinion(Says(said(first)), others).find(URL, WANTED)
    assert found.state is first
    assert len(found.calls) == 3


async def test_other_archives_are_asked_about_so_many_links_and_no_more() -> None:
    other = Says(said(ArchiveState.NONE))
    opinion = SecondOpinion(Says(said(ArchiveState.NONE)), [other], links=2)
    for number in range(4):
        await opinion.find(f"{URL}/{number}", WANTED)
    assert len(other.asked) == 2


async def test_a_living_page_is_compared_with_the_first_archives_snapshot() -> None:
    opinion = SecondOpinion(Says(said(ArchiveState.NONE)), [Says(FOUND)])
    assert await opinion.glimpse(URL, date(2017, 1, 15)) is None


def test_archive_today_is_none_of_the_archives_that_are_asked() -> None:
    assert {service.timegate for service in (ARQUIVO, PERMA)} == {
        "https://arquivo.pt/wayback/",
        "https://perma.cc/timegate/",
    }


def test_timemaps_are_read_whatever_their_spaces_and_commas() -> None:
    text = (
        '<http://a.example/x?y=1,2&amp;z>; rel="original", \n'
        '<http://arc.example/2000/http://a.example/>;rel="first memento" ; '
        'datetime="Tue, 29 Feb 2000 03:17:20 GMT"; collection="demo",<broken; rel="memento",'
        "<http://arc.example/t>; rel=timegate"
    )
    links = list(read_links(text))
    assert [(link.url, sorted(link.relations)) for link in links] == [
        ("http://a.example/x?y=1,2&z", ["original"]),
        ("http://arc.example/2000/http://a.example/", ["first", "memento"]),
        ("http://arc.example/t", ["timegate"]),
    ]
    assert [f"{link.moment:%Y%m%d}" for link in links if link.moment] == ["20000229"]
