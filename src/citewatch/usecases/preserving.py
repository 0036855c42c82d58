"""Has living sources saved that the archive holds no recent capture of: calmly, and resumably."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from enum import StrEnum

from msgspec import Struct
from tenacity import (
    AsyncRetrying,
    RetryCallState,
    retry_if_result,
    stop_after_attempt,
    wait_chain,
    wait_fixed,
)

from citewatch.archives.line import Unanswered
from citewatch.archives.save_answers import Accepted, Course, Held, Pending, Refused, Saved
from citewatch.archives.saving import Saving
from citewatch.core import urls
from citewatch.core.display import show_address
from citewatch.core.memento import spoken_date
from citewatch.core.snapshot import ArchiveState
from citewatch.core.worth_saving import Candidate
from citewatch.history.journal import Entry, Event, Journal
from citewatch.ports import Clock

AT_ONCE = 3
"""Captures under way: an account was seen to have so many sessions (September 2026)."""

JOB_LIVES = timedelta(hours=1)
"""How long the archive can be asked about a job."""

QUESTIONS = (10.0, 10.0, 15.0, 20.0, 30.0, 30.0, 60.0, 60.0, 60.0, 60.0, 120.0, 120.0)
"""Seconds before each question about a job; captures take about half a minute."""

AGAIN_AFTER = 1
"""Days. Where recent captures are known to be bad, one of today would hardly be better."""

BUSY_PAUSES = (30.0, 60.0, 120.0, 240.0)
"""Seconds before a page is submitted again to an archive that was busy."""


class Outcome(StrEnum):
    """What became of a source.

    HELD: the archive has a recent capture. PENDING: it is at work on one. LATER: another run may
    try. REFUSED: it does not save this page. SKIPPED: it was not asked.
    """

    SAVED = "saved"
    HELD = "held"
    PENDING = "pending"
    LATER = "later"
    REFUSED = "refused"
    SKIPPED = "skipped"


PRESERVED = frozenset({Outcome.SAVED, Outcome.HELD})


class Preserved(Struct, frozen=True):
    """The outcome for one address, with a sentence or the snapshot's address."""

    url: str
    outcome: Outcome
    detail: str


class Preserving:
    """Looks after sources one by one. `days` is how old a capture may be to count as recent.

    Where the archive does not say whether it has one, it is asked to save the page unless it has:
    it decides by itself then.
    """

    def __init__(
        self,
        saving: Saving,
        journal: Journal,
        days: int,
        clock: Clock,
        sleep: Callable[[float], Awaitable[None]],
    ) -> None:
        self._archive = saving
        self._journal = journal
        self._days = days
        self._clock = clock
        self._sleep = sleep
        self._sessions = asyncio.Semaphore(AT_ONCE)

    async def run(
        self,
        sources: Sequence[Candidate],
        stopped: asyncio.Event,
        tell: Callable[[Preserved], None],
    ) -> bool:
        """Look after all of them, and `tell` of each when it is settled.

        False where `stopped` was set before the end: what is under way stays in the journal.
        """
        work = asyncio.ensure_future(self._all(sources, tell))
        stop = asyncio.ensure_future(stopped.wait())
        await asyncio.wait({work, stop}, return_when=asyncio.FIRST_COMPLETED)
        stop.cancel()
        if not work.done():
            work.cancel()
            await asyncio.wait({work})
            return False
        await work
        return True

    async def _all(self, sources: Sequence[Candidate], tell: Callable[[Preserved], None]) -> None:
        pending = {asyncio.create_task(self._one(source, tell)) for source in sources}
        try:
            for done in asyncio.as_completed(pending):
                await done
        finally:
            for task in pending:
                task.cancel()
            await asyncio.gather(*pending, return_exceptions=True)

    async def _one(self, source: Candidate, tell: Callable[[Preserved], None]) -> None:
        if source.unfit:
            tell(Preserved(source.url, Outcome.SKIPPED, source.unfit))
            return
        async with self._sessions:
            tell(await self._look_after(source.url))

    async def _look_after(self, url: str) -> Preserved:
        last = self._journal.last(url)
        age = self._clock() - last.at if last else timedelta.max
        if last and last.event is Event.SUBMITTED and age < JOB_LIVES:
            return await self._follow(url, last.note)
        if last and last.event is Event.SAVED and age < timedelta(self._days):
            return Preserved(url, Outcome.HELD, last.note)
        if last and last.event is Event.REFUSED and age < timedelta(self._days):
            said = f"{last.note} (asked on {spoken_date(last.at.date())})"
            return Preserved(url, Outcome.REFUSED, said)
        answer = await self._archive.newest(url)
        if answer.state is ArchiveState.EXCLUDED:
            return Preserved(url, Outcome.REFUSED, answer.why)
        oldest = self._clock() - timedelta(self._days)
        if answer.snapshot is not None and answer.snapshot.captured_at >= oldest:
            return Preserved(url, Outcome.HELD, answer.snapshot.url)
        known = answer.state is not ArchiveState.UNKNOWN
        return await self._save(url, unless_within=AGAIN_AFTER if known else self._days)

    async def _save(self, url: str, unless_within: int) -> Preserved:
        retrying = AsyncRetrying(
            retry=retry_if_result(_is_busy),
            wait=wait_chain(*map(wait_fixed, BUSY_PAUSES)),
            stop=stop_after_attempt(len(BUSY_PAUSES) + 1),
            sleep=self._sleep,
            retry_error_callback=_last_word,
        )
        try:
            said: Accepted | Held | Refused = await retrying(
                self._archive.service.submit, url, unless_within
            )
        except Unanswered as trouble:
            return self._put_off(url, str(trouble))
        if isinstance(said, Accepted):
            self._note(url, Event.SUBMITTED, said.job)
            return await self._follow(url, said.job)
        if isinstance(said, Held):
            return Preserved(url, Outcome.HELD, said.text)
        return self._refused(url, said)

    async def _follow(self, url: str, job: str) -> Preserved:
        """Ask about a job until it is done, or for some minutes."""
        for pause in QUESTIONS:
            await self._sleep(pause)
            try:
                said = await self._archive.service.status(job)
            except Unanswered as trouble:
                return Preserved(url, Outcome.PENDING, f"It was submitted. {trouble}")
            if isinstance(said, Saved):
                return self._saved(url, said)
            if isinstance(said, Refused):
                return self._refused(url, said)
            assert isinstance(said, Pending)
        return Preserved(url, Outcome.PENDING, "The archive is still at work on it.")

    def _saved(self, url: str, saved: Saved) -> Preserved:
        snapshot = saved.snapshot(self._archive.base)
        self._note(url, Event.SAVED, snapshot)
        if urls.same_place(saved.original, url):
            return Preserved(url, Outcome.SAVED, snapshot)
        where = show_address(saved.original)
        return Preserved(url, Outcome.SAVED, f"{snapshot} (it redirected to {where})")

    def _refused(self, url: str, refused: Refused) -> Preserved:
        if refused.course is not Course.NEVER:
            return self._put_off(url, refused.text)
        self._note(url, Event.REFUSED, refused.text)
        return Preserved(url, Outcome.REFUSED, refused.text)

    def _put_off(self, url: str, why: str) -> Preserved:
        self._note(url, Event.PUT_OFF, why)
        return Preserved(url, Outcome.LATER, why)

    def _note(self, url: str, event: Event, note: str) -> None:
        self._journal.add(Entry(self._clock(), url, event, note))


def _is_busy(said: Accepted | Held | Refused) -> bool:
    return isinstance(said, Refused) and said.course is Course.WAIT


def _last_word(state: RetryCallState) -> Accepted | Held | Refused:
    """What an archive said that was busy each time."""
    assert state.outcome is not None
    said: Accepted | Held | Refused = state.outcome.result()
    return said
