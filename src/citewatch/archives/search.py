"""The search for a link's best snapshot: the nearest capture first, others where it will not do."""

import asyncio
from collections.abc import Sequence

from citewatch.archives.bracket import bracketed
from citewatch.archives.choice import Choice
from citewatch.archives.index import Index, Listing
from citewatch.archives.line import Unanswered
from citewatch.archives.look import Inquiry, Look
from citewatch.archives.replay import Meaning
from citewatch.archives.replays import Replays
from citewatch.archives.wording import found, nothing_good, unknown
from citewatch.core.memento import Capture, ReplayAddress, distinct_first, nearest_first
from citewatch.core.snapshot import ArchiveAnswer, ArchiveState
from citewatch.ports import Clock

TRIES_AT_MOST = 4
"""Captures of the index that are replayed for one link …"""

TRIES_FOR_WORDS = 8
"""… and for one whose words stand in some captures and not in others."""

NEAREST_AT_ONCE = 8
"""Links whose nearest capture is asked for at once: twice the connections. More would only wait,
and in front of those that are further on, whose next question may be one to the slow index."""

_FINAL = {Meaning.NOT_ARCHIVED: ArchiveState.NONE, Meaning.EXCLUDED: ArchiveState.EXCLUDED}


class Search:
    """Asks for a replay before the index, because an archive allows twenty times as many."""

    def __init__(self, replays: Replays, index: Index, clock: Clock) -> None:
        self._replays = replays
        self._index = index
        self._clock = clock
        self._places = asyncio.Semaphore(NEAREST_AT_ONCE)

    async def best(self, url: str, inquiry: Inquiry) -> ArchiveAnswer:
        """What the archive has of `url` that fits what is wanted best."""
        choice = Choice(inquiry.wanted, self._clock())
        try:
            async with self._places:
                nearest = await self._replays.look(ReplayAddress(choice.moment, url), inquiry)
        except Unanswered as trouble:
            return unknown(f"The archive said nothing of this address. {trouble}")
        if nearest.meaning in _FINAL:
            return ArchiveAnswer(_FINAL[nearest.meaning], nearest.why)
        choice.add(nearest)
        if choice.sound is not None:
            return await self._found(choice, None, url, inquiry)
        try:
            listing = await self._index.listing(url, choice.moment, inquiry.calls)
        except Unanswered as trouble:
            return _without_index(choice, trouble)
        if listing.refused:
            return ArchiveAnswer(ArchiveState.EXCLUDED, listing.refused)
        return await self._listed(choice, listing, url, inquiry)

    async def _listed(
        self, choice: Choice, listing: Listing, url: str, inquiry: Inquiry
    ) -> ArchiveAnswer:
        """Replay the captures of the index, the nearest first, until one is sound."""
        left = distinct_first(nearest_first(listing.captures, choice.moment))
        seen = choice.looks[0].judged and choice.looks[0].judged.moment
        left = [capture for capture in left if capture.captured_at != seen]
        while left and choice.sound is None and not _tried_enough(choice):
            capture = _next(left, choice, listing.captures)
            left.remove(capture)
            look = await self._try(capture, inquiry)
            if look.meaning is Meaning.EXCLUDED:
                return ArchiveAnswer(ArchiveState.EXCLUDED, look.why)
            choice.add(look)
        if choice.best is not None:
            return await self._found(choice, listing, url, inquiry)
        bad = _judged(choice.looks, listing.captures)
        all_bad = all(capture.digest in bad for capture in left)
        return nothing_good(choice.looks, len(listing.captures), listing.whole and all_bad)

    async def _found(
        self, choice: Choice, listing: Listing | None, url: str, inquiry: Inquiry
    ) -> ArchiveAnswer:
        best = choice.sound or choice.best
        assert best is not None
        bracket = await bracketed(self._replays, best, listing, url, inquiry)
        return found(bracket.instead or best, choice, bracket.remark)

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


def _tried_enough(choice: Choice) -> bool:
    tries = TRIES_FOR_WORDS if choice.lacks_words else TRIES_AT_MOST
    return len(choice.looks) > tries


def _without_index(choice: Choice, trouble: Unanswered) -> ArchiveAnswer:
    """The answer where the nearest capture is not sound, and no other is known."""
    silence = f"The archive said nothing of other captures. {trouble}"
    best = choice.best
    if best is not None and not best.worth.doubt:
        return found(best, choice, silence, complete=False)
    return unknown(f"The nearest capture will not do. {choice.looks[0].why} {silence}")


def _next(left: Sequence[Capture], choice: Choice, listed: Sequence[Capture]) -> Capture:
    """The nearest capture whose bytes are not judged yet, those from before the page went first."""
    seen = _judged(choice.looks, listed)
    return min(left, key=lambda item: (item.digest in seen, choice.is_late(item.captured_at)))


def _judged(looks: Sequence[Look], captures: Sequence[Capture]) -> set[str]:
    """The digests of the bytes that were judged; `-` is no digest."""
    moments = {look.judged.moment for look in looks if look.judged is not None}
    return {item.digest for item in captures if item.captured_at in moments} - {"-"}
