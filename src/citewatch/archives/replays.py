"""Looks at captures: fetches a replay, follows the archive's own redirects, and has it judged."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from citewatch.archives.line import Line, Reply, Unreadable
from citewatch.archives.replay import Meaning, Reading, read_replay
from citewatch.core.evidence import Page
from citewatch.core.memento import ReplayAddress
from citewatch.core.snapshot import ArchiveCall, Snapshot
from citewatch.pages.read import read_page

Judge = Callable[[Page, str], str | None]
"""Why the page is not the source that stood at the address, as a sentence; None where it may be."""

HOPS_AT_MOST = 5
_LONG_BODY = 100_000
"""Bytes above which a body is read in a thread, so that other calls go on meanwhile."""


@dataclass(slots=True)
class Inquiry:
    """What was asked so far about one link: the calls, and the replays that were fetched."""

    calls: list[ArchiveCall] = field(default_factory=list)
    fetched: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Look:
    """What a replay came to; `snapshot` is there exactly when a real page was seen.

    `judged` is the capture whose page was read, `unread` tells that a capture could not be.
    """

    meaning: Meaning
    why: str
    snapshot: Snapshot | None = None
    judged: ReplayAddress | None = None
    unread: bool = False


class Replays:
    """The replays of one archive."""

    def __init__(self, line: Line, base: str, judge: Judge) -> None:
        self._line = line
        self._base = base
        self._judge = judge

    async def look(self, asked: ReplayAddress, inquiry: Inquiry) -> Look:
        """Fetch the capture nearest to what is asked for, and judge it. Raises Unanswered.

        No replay is fetched twice in an inquiry, which also ends every loop of redirects.
        """
        for hop in range(HOPS_AT_MOST + 1):
            address = asked.raw(self._base)
            if address in inquiry.fetched:
                return Look(Meaning.NO_SOURCE, "It leads back to a capture that was tried.")
            inquiry.fetched.add(address)
            try:
                reply = await self._line.ask(self._line.replays, address, inquiry.calls)
            except Unreadable as unreadable:
                return Look(Meaning.UNCLEAR, str(unreadable), unread=True)
            reading = read_replay(reply.answer, asked, self._base)
            if reading.meaning is not Meaning.FOLLOW or reading.replay is None:
                look = await self._judged(reply, reading, inquiry.calls)
                return _as_end_of_chain(look) if hop else look
            _note(inquiry.calls, reply, reading.text)
            asked = reading.replay
        return Look(Meaning.NO_SOURCE, "Its redirects do not come to an end.")

    async def _judged(self, reply: Reply, reading: Reading, calls: list[ArchiveCall]) -> Look:
        look = Look(reading.meaning, reading.text)
        if reading.meaning is Meaning.CAPTURE and reading.replay is not None:
            look = await self._judged_capture(reply, reading.replay)
        _note(calls, reply, look.why)
        return look

    async def _judged_capture(self, reply: Reply, served: ReplayAddress) -> Look:
        if reply.answer.opaque:
            why = "Its content is encoded in a way that cannot be read."
            return Look(Meaning.UNCLEAR, why, unread=True)
        page = await _page(reply, served.original)
        if fault := self._judge(page, served.original):
            return Look(Meaning.NO_SOURCE, fault, judged=served)
        snapshot = Snapshot(served.framed(self._base), served.moment, page.title, page.text)
        return Look(Meaning.CAPTURE, "It is a real page.", snapshot, served)


async def _page(reply: Reply, url: str) -> Page:
    answer = reply.answer
    arguments = (answer.body, answer.headers.get("content-type"), url, answer.truncated)
    if len(answer.body) > _LONG_BODY:
        return await asyncio.to_thread(read_page, *arguments)
    return read_page(*arguments)


def _as_end_of_chain(look: Look) -> Look:
    """After a redirect, "not archived" speaks of the redirect's target and not of the link."""
    if look.meaning is Meaning.NOT_ARCHIVED:
        return Look(Meaning.NO_SOURCE, "It redirects to an address that is not archived.")
    return look


def _note(calls: list[ArchiveCall], reply: Reply, meaning: str) -> None:
    calls.append(ArchiveCall(reply.answer.url, reply.at, reply.answer.status, meaning))
