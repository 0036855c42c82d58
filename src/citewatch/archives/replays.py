"""Fetches replays, follows the archive's own redirects, and has what is at their end judged."""

from citewatch.archives.line import Line, Reply, Unreadable
from citewatch.archives.look import Inquiry, Judge, Look, look_into
from citewatch.archives.replay import Meaning, Reading, read_replay
from citewatch.core.memento import ReplayAddress
from citewatch.core.snapshot import ArchiveCall

HOPS_AT_MOST = 5


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
                look = await self._judged(reply, reading, inquiry)
                return _as_end_of_chain(look) if hop else look
            _note(inquiry.calls, reply, reading.text)
            asked = reading.replay
            if inquiry.since is not None and asked.moment < inquiry.since:
                return Look(Meaning.NO_SOURCE, "Its captures are all from before that time.")
        return Look(Meaning.NO_SOURCE, "Its redirects do not come to an end.")

    async def _judged(self, reply: Reply, reading: Reading, inquiry: Inquiry) -> Look:
        look = Look(reading.meaning, reading.text, gone_at=reading.gone_at)
        if reading.meaning is Meaning.CAPTURE and reading.replay is not None:
            cited = reading.replay.framed(self._base)
            wanted = inquiry.wanted
            look = await look_into(reply.answer, reading.replay, cited, wanted, self._judge)
        _note(inquiry.calls, reply, look.why)
        return look


def _as_end_of_chain(look: Look) -> Look:
    """After a redirect, "not archived" speaks of the redirect's target and not of the link."""
    if look.meaning is Meaning.NOT_ARCHIVED:
        return Look(Meaning.NO_SOURCE, "It redirects to an address that is not archived.")
    return look


def _note(calls: list[ArchiveCall], reply: Reply, meaning: str) -> None:
    calls.append(ArchiveCall(reply.answer.url, reply.at, reply.answer.status, meaning))
