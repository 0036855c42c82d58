"""An archive whose snapshots come with the digest that its index has for them."""

from contextlib import suppress
from datetime import date, datetime

from msgspec.structs import replace

from citewatch.archives.index import Index
from citewatch.archives.line import Unanswered
from citewatch.core.memento import ReplayAddress
from citewatch.core.snapshot import ArchiveAnswer, ArchiveCall, Snapshot, Wanted
from citewatch.once import Once
from citewatch.ports import Archive

ATTESTED_KEPT = 1024
"""Snapshots that are known to be attested; one that was forgotten costs one call more."""


class AttestedArchive:
    """The archive of `ports.Archive`, asked once more for each snapshot that it finds.

    The answer of its index is evidence that the replay is what was captured. It is wanted where
    evidence is kept, and costs an index call a snapshot; where none comes, nothing is lost.
    """

    def __init__(self, archive: Archive, index: Index, base: str) -> None:
        self._archive = archive
        self._index = index
        self._base = base
        self._attested = Once[str, None](ATTESTED_KEPT)

    async def find(self, url: str, wanted: Wanted) -> ArchiveAnswer:
        """What the archive has; the call for the digest stands among the answer's calls."""
        answer = await self._archive.find(url, wanted)
        if answer.snapshot is None or any(self._index.is_asked_by(call) for call in answer.calls):
            return answer  # a snapshot chosen from the index has its digest there
        calls = list(answer.calls)
        await self._attest(answer.snapshot, calls)
        return replace(answer, calls=tuple(calls))

    async def glimpse(self, url: str, wanted: date) -> Snapshot | None:
        """The archive's own glimpse: nobody is offered it, so it needs no proof."""
        return await self._archive.glimpse(url, wanted)

    async def recent(self, url: str, wanted: Wanted, since: datetime) -> Snapshot | None:
        """The archive's own newest capture: nobody is offered it either."""
        return await self._archive.recent(url, wanted, since)

    async def _attest(self, snapshot: Snapshot, calls: list[ArchiveCall]) -> None:
        replay = ReplayAddress.read(snapshot.url, self._base)
        if replay is None:
            return

        async def attest() -> None:
            with suppress(Unanswered):
                await self._index.listing(replay.original, replay.moment, calls)

        await self._attested.get(snapshot.url, attest)
