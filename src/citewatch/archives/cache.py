"""An archive whose answers are kept on disk, so that the next audit need not ask again."""

import asyncio
from collections.abc import Collection
from dataclasses import replace
from datetime import date

from citewatch.archives.kept_answers import Kept, KeptAnswers
from citewatch.core.memento import Plan, spoken_date
from citewatch.core.snapshot import ArchiveAnswer, ArchiveState, Snapshot, Wanted
from citewatch.ports import Archive, Clock

_FIND, _GLIMPSE = "find", "glimpse"


class CachedArchive:
    """The archive of `ports.Archive`, asked only where no recent answer of it is kept.

    An archive that did not answer is always asked again. A kept answer says that it is one.
    """

    def __init__(self, archive: Archive, kept: KeptAnswers, clock: Clock) -> None:
        self._archive = archive
        self._kept = kept
        self._clock = clock

    def plan(self, questions: Collection[tuple[str, Wanted]]) -> Plan:
        """The archive's plan for the questions to which no answer is kept."""
        now = self._clock()
        new = [
            (url, wanted)
            for url, wanted in questions
            if not self._kept.has(self._kept.name(_FIND, url, wanted), now)
        ]
        return self._archive.plan(new)

    async def find(self, url: str, wanted: Wanted) -> ArchiveAnswer:
        """The kept answer, or the archive's own, which is kept unless something went unanswered."""
        name = self._kept.name(_FIND, url, wanted)
        if kept := await self._read(name):
            day = spoken_date(kept.at.date())
            why = f"{kept.answer.why} The archive said so on {day}; its answer was kept."
            return replace(kept.answer, why=why)
        answer = await self._archive.find(url, wanted)
        if answer.complete and answer.state is not ArchiveState.UNKNOWN:
            await asyncio.to_thread(self._kept.keep, name, answer, self._clock())
        return answer

    async def glimpse(self, url: str, wanted: date) -> Snapshot | None:
        """The kept snapshot, or the archive's own; that there was none is never kept."""
        name = self._kept.name(_GLIMPSE, url, Wanted(wanted))
        if kept := await self._read(name):
            return kept.answer.snapshot
        snapshot = await self._archive.glimpse(url, wanted)
        if snapshot is not None:
            answer = ArchiveAnswer(ArchiveState.FOUND, "", snapshot)
            await asyncio.to_thread(self._kept.keep, name, answer, self._clock())
        return snapshot

    async def _read(self, name: str) -> Kept | None:
        return await asyncio.to_thread(self._kept.read, name, self._clock())
