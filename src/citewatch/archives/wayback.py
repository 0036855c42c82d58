"""The Wayback Machine, asked for the best verified snapshot of a link."""

from datetime import date, datetime

from msgspec.structs import replace

from citewatch.archives.index import Index
from citewatch.archives.limits import WAYBACK_MACHINE
from citewatch.archives.line import Line, Unanswered
from citewatch.archives.look import Inquiry, Judge
from citewatch.archives.replays import Replays
from citewatch.archives.search import Search
from citewatch.archives.wording import unknown
from citewatch.core import urls
from citewatch.core.memento import ReplayAddress, archivable, is_archive_address, noon
from citewatch.core.snapshot import ArchiveAnswer, Snapshot, Wanted
from citewatch.once import Once
from citewatch.ports import Clock

ANSWERS_KEPT = 32
"""Answers remembered: each may hold the text of a page. Who asks again does so at about that time.
"""


class WaybackMachine:
    """The archive of `ports.Archive`.

    `line` leads to the archive, whose pages begin at `base`, and `judge` decides whether a replayed
    page is the source. Who asks the same at the same time, or soon after, shares the answer.
    """

    def __init__(self, line: Line, judge: Judge, clock: Clock, base: str = WAYBACK_MACHINE) -> None:
        self._replays = Replays(line, base, judge)
        self._search = Search(self._replays, Index(line, base), clock)
        self._clock = clock
        self._answers = Once[tuple[str, Wanted], ArchiveAnswer](ANSWERS_KEPT)

    async def find(self, url: str, wanted: Wanted) -> ArchiveAnswer:
        """The verified snapshot of `url` that fits best, near noon (UTC) of the day, or now.

        Never raises for what the archive does. Nothing but its own word makes an answer NONE.
        """
        try:
            address = archivable(url)
        except urls.MalformedUrl as malformed:
            return _not_asked(f"{malformed}")
        if is_archive_address(urls.parse(address)):
            return _not_asked("the link already points into an archive")
        return await self._answers.get((address, wanted), lambda: self._ask(address, wanted))

    async def glimpse(self, url: str, wanted: date) -> Snapshot | None:
        """The capture nearest to noon (UTC) of `wanted`, if its replay is a real page.

        The index is not asked. None also where the archive gives no answer.
        """
        try:
            asked = ReplayAddress(noon(wanted), archivable(url))
            return (await self._replays.look(asked, Inquiry(Wanted(wanted)))).snapshot
        except (urls.MalformedUrl, Unanswered):
            return None

    async def recent(self, url: str, wanted: Wanted, since: datetime) -> Snapshot | None:
        """The capture nearest to now, if it was taken `since` then and its replay is a real page.

        The index is not asked; an older one costs one call, since the archive first says when its
        nearest was taken. None also where the archive gives no answer.
        """
        try:
            asked = ReplayAddress(self._clock(), archivable(url))
            taken = (await self._replays.look(asked, Inquiry(wanted, since=since))).snapshot
        except (urls.MalformedUrl, Unanswered):
            return None
        return taken if taken is not None and taken.captured_at >= since else None

    async def _ask(self, url: str, wanted: Wanted) -> ArchiveAnswer:
        inquiry = Inquiry(wanted)
        answer = await self._search.best(url, inquiry)
        return replace(answer, calls=tuple(inquiry.calls))


def _not_asked(why: str) -> ArchiveAnswer:
    return unknown(f"The archive was not asked: {why}.")
