"""The Wayback Machine's CDX index: which captures of an address there are."""

from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import Struct

from citewatch.archives.line import Line, Unanswered
from citewatch.archives.replay import refusal
from citewatch.core import urls
from citewatch.core.memento import Capture, timestamp
from citewatch.core.snapshot import ArchiveCall
from citewatch.wire.get import Answer

if TYPE_CHECKING:
    from citewatch.archives.index_query import IndexQuery

ROWS = 20
"""Rows asked for. One would be enough if the index sorted well; small limits miss captures."""


class Listing(Struct, frozen=True):
    """What the index said of an address.

    `refused` is why it may not say, or None. `whole` is false where captures may be missing from
    `captures`: the index has more rows than were asked for, or some could not be read.
    """

    captures: tuple[Capture, ...]
    whole: bool = True
    refused: str | None = None


class Index:
    """The index of one archive. One attempt for each question: its calls are few."""

    def __init__(self, line: Line, base: str) -> None:
        self._line = line
        self._endpoint = f"{base}/cdx/search/cdx"

    def is_asked_by(self, call: ArchiveCall) -> bool:
        """Whether this call was one to the index."""
        return call.url.startswith(f"{self._endpoint}?")

    async def listing(self, url: str, near: datetime, log: list[ArchiveCall]) -> Listing:
        """The captures of `url` that held a page. Raises Unanswered where it does not say."""
        from citewatch.archives.index_query import IndexQuery  # noqa: PLC0415 - slow to import

        query = IndexQuery(self._endpoint, url, timestamp(near), ROWS)
        address = query.request_url()
        reply = await self._line.ask(self._line.index, address, log)
        try:
            listing = _read(reply.answer, query, url)
        except Unanswered as trouble:
            log.append(ArchiveCall(address, reply.at, reply.answer.status, str(trouble)))
            raise
        meaning = listing.refused or _in_words(listing, query.malformed)
        log.append(ArchiveCall(address, reply.at, reply.answer.status, meaning))
        return listing


def _read(answer: Answer, query: "IndexQuery", url: str) -> Listing:
    text = answer.body.decode("utf-8", errors="replace")
    runtime_error = answer.headers.get("x-archive-wayback-runtime-error", "")
    if answer.status != 200:
        if refused := refusal(f"{runtime_error} {text}"):
            return Listing((), refused=refused)
        raise Unanswered(f"Its index did not answer the question ({answer.status}).")
    if text.lstrip().startswith("<") or "html" in answer.headers.get("content-type", ""):
        raise Unanswered("Its index answered with a page instead of a list.")
    rows = query.feed(text)
    captures = tuple(row for row in query.captures() if urls.same_place(row.original, url))
    whole = rows < ROWS and not query.malformed and not answer.truncated and not answer.opaque
    return Listing(captures, whole)


def _in_words(listing: Listing, malformed: int) -> str:
    count = len(listing.captures)
    more = "" if listing.whole else " and perhaps more"
    dropped = f"; {malformed} malformed rows were left out" if malformed else ""
    return f"Its index lists {count or 'no'} usable capture{'s'[: count != 1]}{more}{dropped}."
