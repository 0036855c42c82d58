"""The Wayback Machine first; where it has nothing to offer, other archives."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from msgspec.structs import replace

from citewatch.core.snapshot import ArchiveAnswer, ArchiveState, Snapshot, Wanted
from citewatch.ports import Archive

LINKS_AT_MOST = 40
"""Links of one audit about which other archives are asked: they are smaller than the first."""


class NamedArchive(Archive, Protocol):
    """An archive with a name for people."""

    name: str


class SecondOpinion:
    """The archive of `ports.Archive`, with `others` asked in turn where it offers nothing.

    Another archive can add a snapshot, but not take back what the first one said: only a snapshot
    changes its answer.
    """

    def __init__(
        self, first: Archive, others: Sequence[NamedArchive], links: int = LINKS_AT_MOST
    ) -> None:
        self._first = first
        self._others = others
        self._links_left = links

    async def find(self, url: str, wanted: Wanted) -> ArchiveAnswer:
        """The first archive's answer, or the snapshot of another."""
        answer = await self._first.find(url, wanted)
        if answer.state is ArchiveState.FOUND or self._links_left <= 0:
            return answer
        self._links_left -= 1
        for other in self._others:
            second = await other.find(url, wanted)
            calls = (*answer.calls, *second.calls)
            if second.state is ArchiveState.FOUND:
                why = f"In {other.name}. {second.why} The first archive asked: {answer.why}"
                return replace(second, why=why, calls=calls, complete=answer.complete)
            agrees = f" {second.why}" if second.state is ArchiveState.NONE else ""
            answer = replace(answer, why=f"{answer.why}{agrees}", calls=calls)
        return answer

    async def glimpse(self, url: str, wanted: date) -> Snapshot | None:
        """The first archive's glimpse."""
        return await self._first.glimpse(url, wanted)

    async def recent(self, url: str, wanted: Wanted, since: datetime) -> Snapshot | None:
        """The first archive's newest capture."""
        return await self._first.recent(url, wanted, since)
