"""An archive whose answers are kept, so that the next audit need not ask again."""

import hashlib
import json
from datetime import date, datetime

from msgspec.structs import replace

from citewatch.core.memento import spoken_date
from citewatch.core.snapshot import ArchiveAnswer, ArchiveState, Snapshot, Wanted
from citewatch.ports import Archive, Clock, Shelf

_FIND, _GLIMPSE = "find", "glimpse"


class CachedArchive:
    """The archive of `ports.Archive`, asked only where no recent answer of it is kept.

    An archive that did not answer is always asked again. A kept answer says that it is one.
    `edition` is the program's: other rules may come to other answers.
    """

    def __init__(self, archive: Archive, shelf: Shelf, clock: Clock, edition: str) -> None:
        self._archive = archive
        self._shelf = shelf
        self._clock = clock
        self._edition = edition

    async def find(self, url: str, wanted: Wanted) -> ArchiveAnswer:
        """The kept answer, or the archive's own, which is kept unless something went unanswered."""
        name = self._name(_FIND, url, wanted)
        if kept := await self._shelf.read(name, self._clock()):
            day = spoken_date(kept.at.date())
            why = f"{kept.answer.why} The archive said so on {day}; its answer was kept."
            return replace(kept.answer, why=why)
        answer = await self._archive.find(url, wanted)
        if answer.complete and answer.state is not ArchiveState.UNKNOWN:
            self._shelf.keep(name, answer, self._clock())
        return answer

    async def glimpse(self, url: str, wanted: date) -> Snapshot | None:
        """The kept snapshot, or the archive's own; that there was none is never kept."""
        name = self._name(_GLIMPSE, url, Wanted(wanted))
        if kept := await self._shelf.read(name, self._clock()):
            return kept.answer.snapshot
        snapshot = await self._archive.glimpse(url, wanted)
        if snapshot is not None:
            answer = ArchiveAnswer(ArchiveState.FOUND, "", snapshot)
            self._shelf.keep(name, answer, self._clock())
        return snapshot

    async def recent(self, url: str, wanted: Wanted, since: datetime) -> Snapshot | None:
        """The archive's own newest capture, never a kept one: whether there is a newer is asked."""
        return await self._archive.recent(url, wanted, since)

    def _name(self, kind: str, url: str, wanted: Wanted) -> bytes:
        """The digest of a question. Of the text that stands there today, only that there is one."""
        parts = [
            self._edition,
            kind,
            url,
            wanted.day.isoformat() if wanted.day else "",
            wanted.quote or "",
            list(wanted.supports),
            wanted.citation,
            bool(wanted.present),
            wanted.besides.isoformat() if wanted.besides else "",
        ]
        return hashlib.sha256(json.dumps(parts).encode()).digest()
