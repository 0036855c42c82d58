"""Any archive that speaks Memento (RFC 7089), by the prefixes of its TimeGate and its TimeMap."""

import re
from datetime import date, datetime
from email.utils import format_datetime

from msgspec.structs import replace

from citewatch.archives.choice import Choice
from citewatch.archives.line import Line, Reply, Unanswered, Unreadable
from citewatch.archives.link_format import read_links
from citewatch.archives.look import Inquiry, Judge, Look, look_into
from citewatch.archives.memento_service import MementoService
from citewatch.archives.replay import Meaning
from citewatch.archives.wording import found, nothing_good, unknown
from citewatch.core import urls
from citewatch.core.display import show_address
from citewatch.core.memento import (
    ReplayAddress,
    archivable,
    is_archive_address,
    noon,
    read_http_date,
)
from citewatch.core.snapshot import ArchiveAnswer, ArchiveCall, ArchiveState, Snapshot, Wanted
from citewatch.ports import Clock

TRIES_AT_MOST = 3
HOPS_AT_MOST = 4

_REPLAY_TIME = re.compile(r"/(\d{14})(?:[a-z]{2}_)?/")
_READABLE_WORDS = 30
"""A page with fewer words may be the archive's frame around the capture. A judgement."""


class MementoArchive:
    """The archive of `ports.Archive`: its TimeGate is asked first, its TimeMap where that fails.

    What it serves is believed only where it carries Memento-Datetime and reads as a whole page;
    redirects that leave the archive are not followed.
    """

    def __init__(self, line: Line, service: MementoService, judge: Judge, clock: Clock) -> None:
        self.name = service.name
        self._line = line
        self._service = service
        self._judge = judge
        self._clock = clock

    async def find(self, url: str, wanted: Wanted) -> ArchiveAnswer:
        """The verified snapshot of `url` that fits best. Never raises for what the archive does."""
        try:
            address = archivable(url)
        except urls.MalformedUrl as malformed:
            return unknown(f"{self.name} was not asked: {malformed}.")
        if is_archive_address(urls.parse(address)):
            return unknown(f"{self.name} was not asked: the link already points into an archive.")
        inquiry = Inquiry(wanted)
        try:
            answer = await self._best(address, inquiry)
        except Unanswered as trouble:
            answer = unknown(f"{self.name} said nothing of this address. {trouble}")
        return replace(answer, calls=tuple(inquiry.calls))

    async def glimpse(self, url: str, wanted: date) -> Snapshot | None:
        """The capture that the TimeGate gives for noon (UTC) of `wanted`, if it is a real page."""
        try:
            inquiry = Inquiry(Wanted(wanted))
            return (await self._nearest(archivable(url), noon(wanted), inquiry)).snapshot
        except (urls.MalformedUrl, Unanswered):
            return None

    async def recent(self, url: str, wanted: Wanted, since: datetime) -> Snapshot | None:
        """The capture that the TimeGate gives for now, if it is young enough and a real page."""
        try:
            address, now = archivable(url), self._clock()
            taken = (await self._nearest(address, now, Inquiry(wanted))).snapshot
        except (urls.MalformedUrl, Unanswered):
            return None
        return taken if taken is not None and taken.captured_at >= since else None

    async def _best(self, url: str, inquiry: Inquiry) -> ArchiveAnswer:
        choice = Choice(inquiry.wanted, self._clock())
        nearest = await self._nearest(url, choice.moment, inquiry)
        if nearest.meaning is Meaning.NOT_ARCHIVED:
            return ArchiveAnswer(ArchiveState.NONE, nearest.why)
        choice.add(nearest)
        if choice.sound is None:
            mementos = await self._mementos(url, inquiry.calls)
            await self._try(mementos, url, choice, inquiry)
        best = choice.sound or choice.best
        if best is not None:
            return found(best, choice)
        return nothing_good(choice.looks, listed=0, all_known=False)

    async def _try(
        self, mementos: list[tuple[datetime, str]], url: str, choice: Choice, inquiry: Inquiry
    ) -> None:
        mementos.sort(key=lambda memento: abs(memento[0] - choice.moment))
        left = [place for _, place in mementos if _bytes_of(place) not in inquiry.fetched]
        for place in left[:TRIES_AT_MOST]:
            choice.add(await self._memento(place, url, inquiry))
            if choice.sound is not None:
                return

    async def _nearest(self, url: str, moment: datetime, inquiry: Inquiry) -> Look:
        """What the TimeGate leads to."""
        when = {"Accept-Datetime": format_datetime(moment, usegmt=True)}
        gate = f"{self._service.timegate}{url}"
        reply = await self._line.ask(self._line.replays, gate, inquiry.calls, when)
        place = _next_place(reply)
        if place is None:
            return self._without_memento(reply, inquiry.calls)
        _note(inquiry.calls, reply, "It names its nearest capture.")
        return await self._memento(place, url, inquiry)

    def _without_memento(self, reply: Reply, calls: list[ArchiveCall]) -> Look:
        if reply.answer.status == 404:
            look = Look(Meaning.NOT_ARCHIVED, f"{self.name} has no capture of this address.")
        else:
            said = f"{self.name} answered with no capture ({reply.answer.status})."
            look = Look(Meaning.UNCLEAR, said, unread=True)
        _note(calls, reply, look.why)
        return look

    async def _memento(self, place: str, url: str, inquiry: Inquiry) -> Look:
        """A look at the memento at `place`. Raises Unanswered."""
        for _ in range(HOPS_AT_MOST):
            address = _bytes_of(place)
            if address in inquiry.fetched or not self._service.owns(address):
                return Look(Meaning.NO_SOURCE, "It leads away from its captures.")
            inquiry.fetched.add(address)
            try:
                reply = await self._line.ask(self._line.replays, address, inquiry.calls)
            except Unreadable as unreadable:
                return Look(Meaning.UNCLEAR, str(unreadable), unread=True)
            onwards = _next_place(reply) if 300 <= reply.answer.status < 400 else None
            if onwards is None or "memento-datetime" in reply.answer.headers:
                look = await self._judged(reply, place, url, inquiry.wanted)
                _note(inquiry.calls, reply, look.why)
                return look
            _note(inquiry.calls, reply, "It sends us on to its capture.")
            place = onwards
        return Look(Meaning.NO_SOURCE, "Its redirects do not come to an end.")

    async def _judged(self, reply: Reply, place: str, url: str, wanted: Wanted) -> Look:
        headers, status = reply.answer.headers, reply.answer.status
        captured_at = read_http_date(headers.get("memento-datetime", ""))
        if captured_at is None:
            said = f"{self.name} may have one at {show_address(place)}, which could not be read."
            return Look(Meaning.UNCLEAR, said, unread=True)
        if status != 200:
            gone_at = None if status >= 500 or status in {401, 403, 429} else captured_at
            said = f"It is a capture of an answer without a page ({status})."
            return Look(Meaning.NO_SOURCE, said, gone_at=gone_at)
        links = read_links(headers.get("link", ""))
        original = next((link.url for link in links if "original" in link.relations), url)
        if not urls.same_place(original, url):
            return Look(Meaning.NO_SOURCE, "It is a capture of another address.")
        served = ReplayAddress(captured_at, original)
        look = await look_into(reply.answer, served, _for_people(place), wanted, self._judge)
        if look.snapshot is not None and _is_thin(reply, look):
            said = f"{self.name} may have one at {show_address(place)}, which could not be read."
            return Look(Meaning.UNCLEAR, said, unread=True)
        return look

    async def _mementos(self, url: str, calls: list[ArchiveCall]) -> list[tuple[datetime, str]]:
        """The captures of the first page of the TimeMap. Raises Unanswered."""
        reply = await self._line.ask(self._line.index, f"{self._service.timemap}{url}", calls)
        text = reply.answer.body.decode("utf-8", errors="replace")
        links = read_links(text) if reply.answer.status == 200 else iter(())
        listed = [
            (link.moment, link.url)
            for link in links
            if link.moment is not None
            and "memento" in link.relations
            and self._service.owns(link.url)
        ]
        _note(calls, reply, f"Its TimeMap lists {len(listed)} captures.")
        return listed


def _next_place(reply: Reply) -> str | None:
    """Where an answer says that the memento is (RFC 7089, patterns 1 and 2)."""
    headers = reply.answer.headers
    named = headers.get("location") or (
        headers.get("content-location") if "memento-datetime" in headers else None
    )
    if not named:
        return None
    try:
        return urls.join(reply.answer.url, named)
    except urls.MalformedUrl:
        return None


def _bytes_of(place: str) -> str:
    """Where the captured bytes are, without the archive's frame, in archives that have one."""
    return _REPLAY_TIME.sub(r"/\1id_/", place, count=1)


def _for_people(place: str) -> str:
    """Where people read the capture, in the archive's frame: the form to cite."""
    return _REPLAY_TIME.sub(r"/\1/", place, count=1)


def _is_thin(reply: Reply, look: Look) -> bool:
    assert look.snapshot is not None
    is_page = "html" in reply.answer.headers.get("content-type", "text/html")
    few = len(look.snapshot.text.split()) < _READABLE_WORDS
    return is_page and few and not look.worth.identified


def _note(calls: list[ArchiveCall], reply: Reply, meaning: str) -> None:
    calls.append(ArchiveCall(reply.answer.url, reply.at, reply.answer.status, meaning))
