import asyncio
import json
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from archives.archive_lab import NOW
from archives.save_lab import (
    ACCEPTED,
    HELD,
    JOB,
    PENDING,
    Lab,
    Said,
    refused,
    saved,
    staged_service,
)
from citewatch.archives.saving import Saving
from citewatch.core.citation import Citation
from citewatch.core.in_memory import in_memory
from citewatch.core.reasons import reason_named
from citewatch.core.report import CitationResult, LinkResult, Report
from citewatch.core.snapshot import ArchiveAnswer, ArchiveState, Snapshot
from citewatch.core.verdict import Verdict
from citewatch.core.worth_saving import Candidate, candidates
from citewatch.errors import CitewatchError
from citewatch.history.database import open_history
from citewatch.history.journal import Entry, Event, Journal
from citewatch.usecases.preserving import Outcome, Preserved, Preserving
from told import told

URL = "http://example.org/"
SNAPSHOT = "https://web.archive.org/web/20261101091000/http://example.org/"
NONE = ArchiveAnswer(ArchiveState.NONE, "It has none.")


def found(captured_at: datetime) -> ArchiveAnswer:
    return ArchiveAnswer(ArchiveState.FOUND, "It has one.", Snapshot(SNAPSHOT, captured_at))


@dataclass
class OneAnswer:
    """An archive that says the same of every address."""

    answer: ArchiveAnswer = NONE
    asked: list[str] = field(default_factory=list)

    async def newest(self, url: str) -> ArchiveAnswer:
        self.asked.append(url)
        return self.answer


@dataclass
class Bench:
    lab: Lab
    journal: sqlite3.Connection
    archive: OneAnswer

    async def run(self, *urls: str, stopped: asyncio.Event | None = None) -> list[Preserved]:
        told: list[Preserved] = []
        preserving = Preserving(
            Saving(self.archive.newest, self.lab.save_page_now(), "https://web.archive.org"),
            Journal(self.journal),
            180,
            self.now,
            self.lab.time.sleep,
        )
        sources = [Candidate(url) for url in urls or [URL]]
        await preserving.run(sources, stopped or asyncio.Event(), told.append)
        return told

    def now(self) -> datetime:
        return NOW + timedelta(seconds=self.lab.time.now - 1000)

    def note(self, event: Event, note: str, ago: timedelta) -> None:
        Journal(self.journal).add(Entry(self.now() - ago, URL, event, note))

    def events(self) -> list[str]:
        rows = self.journal.execute("SELECT body FROM preserved ORDER BY id").fetchall()
        return [json.loads(row[0])["event"] for row in rows]


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_history(tmp_path / "history.sqlite3")) as connection:
        yield connection


@asynccontextmanager
async def bench(
    journal: sqlite3.Connection,
    *submissions: Said,
    statuses: list[Said] | None = None,
    answer: ArchiveAnswer = NONE,
) -> AsyncIterator[Bench]:
    async with staged_service(*submissions, statuses=statuses) as lab:
        yield Bench(lab, journal, OneAnswer(answer))


async def test_a_source_that_the_archive_lacks_is_saved_and_its_snapshot_told(
    journal: sqlite3.Connection,
) -> None:
    async with bench(journal, ACCEPTED, statuses=[PENDING, saved()]) as stand:
        assert await stand.run() == [Preserved(URL, Outcome.SAVED, SNAPSHOT)]
        assert stand.events() == ["submitted", "saved"]
        assert stand.lab.time.now - 1000 >= 20  # it was asked after 10 s and after 10 more


async def test_a_capture_of_the_last_months_is_enough(journal: sqlite3.Connection) -> None:
    recent = found(NOW - timedelta(days=179))
    async with bench(journal, answer=recent) as stand:
        assert await stand.run() == [Preserved(URL, Outcome.HELD, SNAPSHOT)]
        assert stand.lab.service.requests == []


async def test_an_older_capture_is_not(journal: sqlite3.Connection) -> None:
    old = found(NOW - timedelta(days=181))
    async with bench(journal, ACCEPTED, statuses=[saved()], answer=old) as stand:
        assert [done.outcome for done in await stand.run()] == [Outcome.SAVED]


async def test_an_archive_that_did_not_say_is_asked_to_save_unless_it_has_one(
    journal: sqlite3.Connection,
) -> None:
    unknown = ArchiveAnswer(ArchiveState.UNKNOWN, "It was down.")
    async with bench(journal, HELD, answer=unknown) as stand:
        assert [done.outcome for done in await stand.run()] == [Outcome.HELD]
        assert stand.lab.service.requests[0].form["if_not_archived_within"] == "180d"


async def test_bad_recent_captures_do_not_keep_a_page_from_being_saved(
    journal: sqlite3.Connection,
) -> None:
    async with bench(journal, ACCEPTED, statuses=[saved()], answer=NONE) as stand:
        await stand.run()
        assert stand.lab.service.requests[0].form["if_not_archived_within"] == "1d"


async def test_a_page_that_the_archive_may_not_show_is_not_submitted(
    journal: sqlite3.Connection,
) -> None:
    excluded = ArchiveAnswer(ArchiveState.EXCLUDED, "It may not show this page.")
    async with bench(journal, answer=excluded) as stand:
        assert await stand.run() == [Preserved(URL, Outcome.REFUSED, "It may not show this page.")]
        assert stand.lab.service.requests == []


async def test_a_capture_of_another_page_is_told_as_such(journal: sqlite3.Connection) -> None:
    login = saved("http://example.org/login?next=/")
    async with bench(journal, ACCEPTED, statuses=[login]) as stand:
        (done,) = await stand.run()
        assert done.detail.endswith("(it redirected to http://example.org/login?next=/)")


async def test_a_busy_archive_is_asked_again_after_a_pause(journal: sqlite3.Connection) -> None:
    busy = refused("user-session-limit")
    async with bench(journal, busy, busy, ACCEPTED, statuses=[saved()]) as stand:
        assert [done.outcome for done in await stand.run()] == [Outcome.SAVED]
        assert stand.lab.time.now - 1000 >= 90


async def test_an_archive_that_stays_busy_is_left_for_another_run(
    journal: sqlite3.Connection,
) -> None:
    async with bench(journal, *[refused("user-session-limit")] * 9) as stand:
        assert [done.outcome for done in await stand.run()] == [Outcome.LATER]
        assert len(stand.lab.service.requests) == 5


async def test_a_daily_limit_is_left_for_another_run_which_asks_again(
    journal: sqlite3.Connection,
) -> None:
    limit = refused("too-many-daily-captures", "This URL has been already captured 5 times today")
    async with bench(journal, limit, ACCEPTED, statuses=[saved()]) as stand:
        (first,) = await stand.run()
        assert (first.outcome, "5 times today" in first.detail) == (Outcome.LATER, True)
        assert [done.outcome for done in await stand.run()] == [Outcome.SAVED]


@pytest.mark.parametrize("code", ["blocked-url", "invented-today"])
async def test_what_will_not_change_or_is_not_known_is_not_asked_again(
    journal: sqlite3.Connection, code: str
) -> None:
    async with bench(journal, ACCEPTED, statuses=[refused(code)]) as stand:
        assert [done.outcome for done in await stand.run()] == [Outcome.REFUSED]
        (again,) = await stand.run()
        assert again.outcome is Outcome.REFUSED
        assert "asked on 1 November 2026" in again.detail
        assert stand.lab.service.paths() == ["POST /save", f"GET /save/status/{JOB}"]


async def test_a_run_that_was_interrupted_goes_on_with_its_jobs(
    journal: sqlite3.Connection,
) -> None:
    async with bench(journal, statuses=[saved()]) as stand:
        stand.note(Event.SUBMITTED, JOB, timedelta(minutes=59))
        assert [done.outcome for done in await stand.run()] == [Outcome.SAVED]
        assert stand.lab.service.paths() == [f"GET /save/status/{JOB}"]
        assert stand.archive.asked == []


async def test_a_job_that_the_archive_has_forgotten_is_submitted_anew(
    journal: sqlite3.Connection,
) -> None:
    async with bench(journal, ACCEPTED, statuses=[saved()]) as stand:
        stand.note(Event.SUBMITTED, JOB, timedelta(minutes=61))
        await stand.run()
        assert stand.lab.service.paths()[0] == "POST /save"


async def test_what_was_saved_is_not_saved_again_though_the_archive_does_not_list_it_yet(
    journal: sqlite3.Connection,
) -> None:
    async with bench(journal) as stand:
        stand.note(Event.SAVED, SNAPSHOT, timedelta(hours=2))
        assert await stand.run() == [Preserved(URL, Outcome.HELD, SNAPSHOT)]
        assert stand.lab.service.requests == []


async def test_a_job_that_takes_too_long_stays_pending_and_in_the_journal(
    journal: sqlite3.Connection,
) -> None:
    async with bench(journal, ACCEPTED, statuses=[PENDING] * 50) as stand:
        assert [done.outcome for done in await stand.run()] == [Outcome.PENDING]
        assert stand.events() == ["submitted"]
        assert stand.lab.time.now - 1000 < 900


async def test_an_interruption_ends_the_run_and_leaves_what_is_under_way_in_the_journal(
    journal: sqlite3.Connection,
) -> None:
    stopped = asyncio.Event()
    async with bench(journal, ACCEPTED, statuses=[PENDING] * 50) as stand:
        sleep = stand.lab.time.sleep

        async def interrupted(seconds: float) -> None:
            stopped.set()
            await asyncio.sleep(0.05)
            await sleep(seconds)

        stand.lab.time.sleep = interrupted  # type: ignore[method-assign]
        assert await stand.run(stopped=stopped) == []
        assert stand.events() == ["submitted"]


async def test_refused_keys_end_the_run_for_all_sources(journal: sqlite3.Connection) -> None:
    denied: Said = (401, {}, "{}")
    async with bench(journal, denied, ACCEPTED, ACCEPTED) as stand:
        with pytest.raises(CitewatchError, match="does not accept the keys"):
            await stand.run(*(f"http://example.org/{number}" for number in range(3)))


async def test_no_more_than_three_captures_are_under_way(journal: sqlite3.Connection) -> None:
    urls = [f"http://example.org/{number}" for number in range(5)]
    async with bench(journal, *[ACCEPTED] * 5, statuses=[saved()] * 5) as stand:
        told = await stand.run(*urls)
        first_question = stand.lab.service.paths().index(f"GET /save/status/{JOB}")
        assert first_question <= 3
        assert sorted(done.url for done in told) == urls


def test_the_latest_entry_of_an_address_counts(journal: sqlite3.Connection) -> None:
    notes = Journal(journal)
    notes.add(Entry(NOW, URL, Event.SUBMITTED, JOB))
    notes.add(Entry(NOW, "http://b.example/", Event.SAVED, SNAPSHOT))
    notes.add(Entry(NOW, URL, Event.SAVED, SNAPSHOT))
    assert Journal(journal).last(URL) == Entry(NOW, URL, Event.SAVED, SNAPSHOT)
    assert Journal(journal).last("http://c.example/") is None


def link(url: str, verdict: Verdict = Verdict.OK, moved_to: str | None = None) -> LinkResult:
    return LinkResult(url, told(reason_named("a-reason", verdict), "It is so.", moved_to))


def report(*links: LinkResult) -> Report:
    citation = Citation("1", "A source", tuple(item.url for item in links))
    return in_memory([CitationResult(citation, links)], started=NOW, finished=NOW)


def test_living_sources_are_wanted_once_each_and_moved_ones_where_they_live_now() -> None:
    found = candidates(
        report(
            link("www.example.org/a"),
            link("http://www.example.org/a#part"),
            link("http://old.example/", Verdict.MOVED, "https://new.example/x"),
        )
    )
    assert found == [Candidate("http://www.example.org/a"), Candidate("https://new.example/x")]


@pytest.mark.parametrize(
    ("source", "why"),
    [
        (link("http://gone.example/", Verdict.DEAD), "not known to live (dead)"),
        (link("http://shy.example/", Verdict.BLOCKED), "not known to live (blocked)"),
        (link("https://web.archive.org/web/2017/http://a.example/"), "archive's own page"),
        (link("http://me:secret@a.example/"), "password or a token"),
        (link("http://a.example/?token=abcdef"), "password or a token"),
    ],
)
def test_what_is_not_to_be_saved_is_told_with_the_reason(source: LinkResult, why: str) -> None:
    (found,) = candidates(report(source))
    assert why in found.unfit
