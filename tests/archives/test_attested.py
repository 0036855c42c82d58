import ssl
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import date
from itertools import repeat

import httpx

from archives.archive_lab import FAST, NOW, FakeTime, judge, page
from citewatch.archives.attested import AttestedArchive
from citewatch.archives.index import Index
from citewatch.archives.line import Line
from citewatch.archives.wayback import WaybackMachine
from citewatch.core.snapshot import ArchiveState, Wanted
from citewatch.demo.archive import Capture, Fault, StagedArchive
from citewatch.wire.get import Getter
from citewatch.wire.names import SystemResolver
from citewatch.wire.transport import WireTransport

URL = "http://example.org/a"
DAY = date(2017, 1, 12)
GOOD = Capture(URL, "20170110084412", page("A source"))
BAD = Capture(URL, "20170112120000", page("Not found"))


@asynccontextmanager
async def attested(
    captures: Sequence[Capture],
) -> AsyncIterator[tuple[AttestedArchive, StagedArchive]]:
    time = FakeTime()
    transport = WireTransport(SystemResolver(), ssl.create_default_context, allow_private=True)
    async with (
        StagedArchive(captures) as staged,
        httpx.AsyncClient(transport=transport, trust_env=False) as client,
    ):
        line = Line(Getter(client), FAST, lambda: NOW, time.monotonic, time.sleep)
        archive = WaybackMachine(line, judge, lambda: NOW, staged.base)
        yield AttestedArchive(archive, Index(line, staged.base), staged.base), staged


async def test_the_index_is_asked_for_a_snapshot_that_was_found_without_it() -> None:
    async with attested([GOOD]) as (archive, staged):
        answer = await archive.find(URL, Wanted(DAY))
        assert answer.state is ArchiveState.FOUND
        assert "/cdx/search/cdx?" in answer.calls[-1].url
        assert staged.counts["index"] == 1


async def test_the_index_is_asked_once_for_each_snapshot() -> None:
    async with attested([GOOD]) as (archive, staged):
        await archive.find(URL, Wanted(DAY))
        await archive.find(URL, Wanted(DAY))
        assert staged.counts["index"] == 1


async def test_a_snapshot_that_was_chosen_from_the_index_needs_no_other_call() -> None:
    async with attested([BAD, GOOD]) as (archive, staged):
        answer = await archive.find(URL, Wanted(DAY))
        assert answer.snapshot is not None
        assert staged.counts["index"] == 1


async def test_nothing_is_asked_where_there_is_no_snapshot() -> None:
    async with attested([]) as (archive, staged):
        assert (await archive.find(URL, Wanted(DAY))).state is ArchiveState.NONE
        assert staged.counts["index"] == 0


async def test_a_snapshot_stands_though_the_index_does_not_answer() -> None:
    async with attested([GOOD]) as (archive, staged):
        staged.faults = iter([None, None, *repeat(Fault.DOWN, 5)])
        answer = await archive.find(URL, Wanted(DAY))
        assert answer.state is ArchiveState.FOUND
        assert answer.calls[-1].status == 503
