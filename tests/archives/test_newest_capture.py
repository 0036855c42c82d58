"""The newest capture, if it is young: one cheap question."""

from datetime import timedelta

import pytest

from archives.archive_lab import NOW, page, staged
from citewatch.core.judge import judge_capture
from citewatch.core.snapshot import Wanted
from citewatch.demo.archive import Capture, Fault

URL = "http://example.org/reports/night-buses"
TITLE = "Night Buses and the People Who Drive Them"
CITED = Wanted(citation=f"Adeyemi, Ruth. “{TITLE}.” Reeve Institute, 2016.")
SINCE = NOW - timedelta(days=45)
OLD = Capture(URL, "20200101000000", page(TITLE))
YOUNG = Capture(URL, "20261020000000", page(TITLE))


async def test_a_young_capture_is_read_and_identified() -> None:
    async with staged([OLD, YOUNG], rules=judge_capture) as lab:
        taken = await lab.wayback.recent(URL, CITED, SINCE)
        assert taken is not None
        assert taken.title == TITLE
        assert taken.identified
        assert (lab.archive.counts["replay"], lab.archive.counts["index"]) == (2, 0)


async def test_an_old_one_costs_one_call_and_is_not_read() -> None:
    async with staged([OLD], rules=judge_capture) as lab:
        assert await lab.wayback.recent(URL, CITED, SINCE) is None
        assert (lab.archive.counts["replay"], lab.archive.counts["index"]) == (1, 0)


async def test_a_page_with_another_title_is_a_page_but_not_identified() -> None:
    young = Capture(URL, "20261020000000", page("Something Else That Was Never Cited Anywhere"))
    async with staged([young]) as lab:
        taken = await lab.wayback.recent(URL, CITED, SINCE)
    assert taken is not None
    assert not taken.identified


@pytest.mark.parametrize(
    "newest",
    [
        Capture(URL, "20261025000000", page("Oh no"), status=404),
        Capture(URL, "20261025000000", page("Page not found")),
        Capture(URL, "20261025000000", status=301, location="http://example.org/"),
    ],
)
async def test_where_the_newest_shows_no_source_no_older_one_is_looked_for(newest: Capture) -> None:
    async with staged([YOUNG, newest]) as lab:
        assert await lab.wayback.recent(URL, CITED, SINCE) is None


async def test_an_archive_that_gives_no_answer_says_nothing() -> None:
    async with staged([YOUNG]) as lab:
        lab.archive.faults = iter([Fault.DOWN] * 20)
        assert await lab.wayback.recent(URL, CITED, SINCE) is None
    async with staged([YOUNG], excluded=[URL]) as lab:
        assert await lab.wayback.recent(URL, CITED, SINCE) is None
    async with staged([YOUNG]) as lab:
        assert await lab.wayback.recent("http://", CITED, SINCE) is None
