"""A look at one capture: its bytes read and judged for what they are worth to a citation."""

import asyncio
from collections.abc import Callable
from datetime import datetime

from msgspec import Struct, field

from citewatch.archives.replay import Meaning, neighbours
from citewatch.core.evidence import Page
from citewatch.core.judge.captures import Worth
from citewatch.core.memento import ReplayAddress
from citewatch.core.snapshot import ArchiveCall, Snapshot, Wanted
from citewatch.pages.media import PDF, is_pdf
from citewatch.pages.read import read_page, reads_long
from citewatch.wire.get import Answer

Judge = Callable[[Page, str, Wanted], Worth]
"""What a page that stood at an address is worth to a citation."""


class Inquiry(Struct):
    """What was asked so far about one link: the calls, and the replays that were fetched.

    `wanted` is what its captures are judged by; what was taken before `since` (UTC) is not fetched.
    """

    wanted: Wanted = field(default_factory=Wanted)
    calls: list[ArchiveCall] = field(default_factory=list)
    fetched: set[str] = field(default_factory=set)
    since: datetime | None = None


class Look(Struct, frozen=True):
    """What a replay came to; `snapshot` is there exactly when a real page was seen.

    `judged` is the capture whose page was read, with its `worth`; `unread` tells that a capture
    could not be read. `gone_at` is when a capture shows that the source no longer stood at its
    address, and `neighbours` are the times of the captures before and after it, where known.
    """

    meaning: Meaning
    why: str
    snapshot: Snapshot | None = None
    judged: ReplayAddress | None = None
    unread: bool = False
    worth: Worth = field(default_factory=Worth)
    gone_at: datetime | None = None
    neighbours: tuple[datetime, ...] = ()


_UNREAD = Look(Meaning.UNCLEAR, "Its content is encoded in a way that cannot be read.", unread=True)

_CITED_ALREADY = Look(Meaning.NO_SOURCE, "It is the capture that the link names already.")


async def look_into(
    answer: Answer, served: ReplayAddress, cited: str, wanted: Wanted, judge: Judge
) -> Look:
    """Read and judge a capture; `served` is what was captured, `cited` the address to offer."""
    if served.moment == wanted.besides:
        return _CITED_ALREADY
    if answer.opaque:
        return _UNREAD
    if reads_long(answer.body):
        page, worth = await asyncio.to_thread(_read, answer, served.original, wanted, judge)
    else:
        page, worth = _read(answer, served.original, wanted, judge)
    if page.is_unread:
        return _UNREAD
    if worth.trouble:
        gone_at = served.moment if worth.gone else None
        return Look(Meaning.NO_SOURCE, worth.trouble, judged=served, worth=worth, gone_at=gone_at)
    snapshot = Snapshot(
        cited,
        served.moment,
        page.title,
        page.text,
        page.canonical or "",
        page.doi,
        page.digest,
        worth.identified,
    )
    return Look(
        Meaning.CAPTURE,
        "It is a real page.",
        snapshot,
        served,
        worth=worth,
        neighbours=neighbours(answer.headers),
    )


def _read(answer: Answer, url: str, wanted: Wanted, judge: Judge) -> tuple[Page, Worth]:
    page = read_page(answer.body, answer.headers.get("content-type"), url, answer.truncated)
    if page.media_type == PDF and answer.body and not is_pdf(answer.body):
        return page, Worth("The capture calls itself a PDF and is none.")
    return page, judge(page, url, wanted)
