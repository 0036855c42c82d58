"""Archived redirects, asked of a staged archive through the real wire."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from itertools import repeat

import httpx

from archives.archive_lab import FAST, NOW, FakeTime, page
from citewatch.archives.line import Line
from citewatch.archives.redirects import WaybackRedirects
from citewatch.demo.archive import Capture, Fault, StagedArchive
from citewatch.wire.get import Getter
from citewatch.wire.names import SystemResolver
from citewatch.wire.transport import WireTransport

URL, NEW = "http://o.example/news/a.html", "http://o.example/articles/a"


def led(url: str, target: str, stamp: str = "20190301120000") -> Capture:
    return Capture(url, stamp, target.encode(), 301, location=target)


GOOD = Capture(URL, "20170101120000", page("A page"))
GONE = Capture(URL, "20220101120000", b"gone", 404)


@asynccontextmanager
async def asking(
    captures: Iterable[Capture], fault: Fault | None = None
) -> AsyncIterator[tuple[WaybackRedirects, StagedArchive]]:
    time = FakeTime()
    transport = WireTransport(SystemResolver(), ssl.create_default_context, allow_private=True)
    async with (
        StagedArchive(captures) as archive,
        httpx.AsyncClient(transport=transport, trust_env=False) as client,
    ):
        archive.faults = repeat(fault)
        line = Line(Getter(client), FAST, lambda: NOW, time.monotonic, time.sleep)
        yield WaybackRedirects(line, archive.base, lambda: NOW), archive


async def targets(captures: Iterable[Capture], since: datetime | None = None) -> list[str]:
    async with asking(captures) as (asked, _):
        return [one.target for one in await asked.redirects(URL, since)]


async def test_a_redirect_in_the_newest_capture_costs_no_call_to_the_index() -> None:
    async with asking([GOOD, led(URL, NEW)]) as (asked, archive):
        (found,) = await asked.redirects(URL, None)
        assert (found.url, found.target) == (URL, NEW)
        assert found.captured_at == datetime(2019, 3, 1, 12, tzinfo=UTC)
        assert archive.counts["index"] == 0


async def test_a_redirect_before_an_error_page_is_found_in_the_index() -> None:
    assert await targets([GOOD, led(URL, NEW), GONE]) == [NEW]


async def test_a_change_of_scheme_is_followed_to_what_came_after_it() -> None:
    secure = URL.replace("http:", "https:")
    captures = [led(URL, secure, "20200101120000"), led(secure, NEW, "20200101120001")]
    assert NEW in await targets(captures)


async def test_what_was_never_archived_costs_one_replay() -> None:
    async with asking([]) as (asked, archive):
        assert await asked.redirects(URL, None) == ()
        assert dict(archive.counts) == {"replay": 1}


async def test_nothing_is_asked_where_the_good_capture_is_the_newest() -> None:
    async with asking([led(URL, NEW, "20150101120000"), GOOD]) as (asked, archive):
        assert await asked.redirects(URL, GOOD.moment) == ()
        assert archive.counts["index"] == 0


async def test_an_archive_in_trouble_leads_nowhere() -> None:
    async with asking([led(URL, NEW)], Fault.DOWN) as (asked, _):
        assert await asked.redirects(URL, None) == ()
        assert await asked.neighbours(URL) is None


async def test_neighbours_are_those_of_the_directory_and_few() -> None:
    near = [led(f"http://o.example/news/{n}.html", f"http://o.example/x/{n}") for n in range(30)]
    far = led("http://o.example/people/z.html", "http://o.example/y")
    async with asking([*near, far]) as (asked, archive):
        found = await asked.neighbours(URL)
        assert found is not None
        assert 2 <= len(found) <= 5
        assert all("/news/" in one.url for one in found)
        assert archive.counts["index"] == 1


async def test_one_directory_is_asked_about_once() -> None:
    async with asking([led(URL, NEW)]) as (asked, archive):
        urls = [URL, URL.replace("a.html", "b.html")]
        await asyncio.gather(*map(asked.neighbours, urls))
        assert archive.counts["index"] == 1
