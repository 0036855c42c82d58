"""The search for a link's best snapshot: the nearest capture first, others where it will not do."""

from collections.abc import Sequence
from datetime import date

from citewatch.archives.index import Index
from citewatch.archives.line import Unanswered
from citewatch.archives.replay import Meaning
from citewatch.archives.replays import Inquiry, Look, Replays
from citewatch.core.display import clean
from citewatch.core.memento import (
    Capture,
    ReplayAddress,
    distinct_first,
    nearest_first,
    noon,
    spoken_date,
    spoken_distance,
)
from citewatch.core.snapshot import ArchiveAnswer, ArchiveState, Snapshot
from citewatch.ports import Clock

TRIES_AT_MOST = 4
"""Captures of the index that are replayed for one link."""


class Search:
    """Asks for a replay before the index, because an archive allows twenty times as many."""

    def __init__(self, replays: Replays, index: Index, clock: Clock) -> None:
        self._replays = replays
        self._index = index
        self._clock = clock

    async def best(self, url: str, wanted: date | None, inquiry: Inquiry) -> ArchiveAnswer:
        """What the archive has of `url` nearest to `wanted`; without a date, the newest page."""
        moment = self._clock() if wanted is None else noon(wanted)
        try:
            nearest = await self._replays.look(ReplayAddress(moment, url), inquiry)
        except Unanswered as trouble:
            return _unknown(f"The archive said nothing of this address. {trouble}")
        if nearest.meaning is Meaning.NOT_ARCHIVED:
            return ArchiveAnswer(ArchiveState.NONE, nearest.why)
        if settled := _settled(nearest, wanted, []):
            return settled
        refused = f"The nearest capture will not do. {nearest.why}"
        try:
            listing = await self._index.listing(url, moment, inquiry.calls)
        except Unanswered as trouble:
            return _unknown(f"{refused} The archive said nothing of other captures. {trouble}")
        if listing.refused:
            return ArchiveAnswer(ArchiveState.EXCLUDED, listing.refused)
        order = distinct_first(nearest_first(listing.captures, moment))
        return await self._first_good(order, listing.whole, wanted, nearest, inquiry)

    async def _first_good(
        self,
        captures: Sequence[Capture],
        whole: bool,
        wanted: date | None,
        nearest: Look,
        inquiry: Inquiry,
    ) -> ArchiveAnswer:
        """Replay captures in their order until one is good; `whole` says that these are all."""
        looks = [nearest]
        seen = nearest.judged and nearest.judged.moment
        left = [capture for capture in captures if capture.captured_at != seen]
        for capture in left[:TRIES_AT_MOST]:
            look = await self._try(capture, inquiry)
            if settled := _settled(look, wanted, looks):
                return settled
            looks.append(look)
        bad = {digest for look in looks for digest in _judged(look, captures)}
        all_bad = all(capture.digest in bad for capture in left[TRIES_AT_MOST:])
        return _nothing_good(looks, len(captures), whole and all_bad)

    async def _try(self, capture: Capture, inquiry: Inquiry) -> Look:
        """A look at a capture that the index lists; one that cannot be had is unread, not bad."""
        try:
            look = await self._replays.look(
                ReplayAddress(capture.captured_at, capture.original), inquiry
            )
        except Unanswered as trouble:
            return Look(Meaning.UNCLEAR, str(trouble), unread=True)
        if look.meaning in {Meaning.UNCLEAR, Meaning.NOT_ARCHIVED}:
            return Look(Meaning.UNCLEAR, look.why, unread=True)
        return look


def _judged(look: Look, captures: Sequence[Capture]) -> set[str]:
    """The digests of the bytes that a look judged; `-` is no digest."""
    if look.judged is None:
        return set()
    at = look.judged.moment
    return {item.digest for item in captures if item.captured_at == at} - {"-"}


def _settled(look: Look, wanted: date | None, before: Sequence[Look]) -> ArchiveAnswer | None:
    """The answer that a look decides alone. `before` are the looks at nearer captures."""
    if look.meaning is Meaning.EXCLUDED:
        return ArchiveAnswer(ArchiveState.EXCLUDED, look.why)
    if look.snapshot is None:
        return None
    why = _why(look.snapshot, wanted)
    if before:
        why += f" The nearest capture will not do. {before[0].why}"
    return ArchiveAnswer(ArchiveState.FOUND, why, look.snapshot)


def _why(snapshot: Snapshot, wanted: date | None) -> str:
    day = snapshot.captured_at.date()
    if wanted is None:
        when = f"on {spoken_date(day)}, the newest one found (no date is known to prefer)"
    else:
        distance = spoken_distance(day, wanted)
        when = f"{distance} the citation's date ({spoken_date(wanted)})"
    title = clean(snapshot.title, 100)
    titled = f", titled “{title}”" if title else ""
    return f"Captured {when}; its replay was fetched and is a real page{titled}."


def _nothing_good(looks: Sequence[Look], listed: int, all_known: bool) -> ArchiveAnswer:
    why = " ".join(dict.fromkeys(look.why for look in looks))
    if any(look.unread for look in looks):
        return _unknown(f"No usable capture was found, but not every one could be read. {why}")
    if not all_known:
        return _unknown(f"None of the captures that were tried is usable; more were not. {why}")
    if not listed:
        why = f"The nearest capture will not do. {why} The archive lists none that holds a page."
        return ArchiveAnswer(ArchiveState.NONE, why)
    captures = "one capture, and it is not" if listed == 1 else f"{listed} captures, none of them"
    return ArchiveAnswer(ArchiveState.NONE, f"The archive has {captures} usable. {why}")


def _unknown(why: str) -> ArchiveAnswer:
    return ArchiveAnswer(ArchiveState.UNKNOWN, why)
