"""Redirects that the Wayback Machine has captured: of one address, and of its neighbours."""

from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urlencode

from citewatch.archives.line import Line, Reply, Unanswered
from citewatch.core import urls
from citewatch.core.memento import (
    ReplayAddress,
    archivable,
    is_timestamp,
    read_http_date,
    read_timestamp,
    timestamp,
)
from citewatch.core.snapshot import ArchiveCall, ArchivedRedirect
from citewatch.once import Once
from citewatch.ports import Clock

_REDIRECTS = frozenset({300, 301, 302, 303, 307, 308})
_HOPS_AT_MOST = 3
_REPLAYED_AT_MOST = 2
"""Captures of one address that are replayed: the newest ones of different content."""

_NEIGHBOURS_AT_MOST = 5
"""Neighbours that are replayed. Source: FABLE (IMC 2023) asks as many."""

_DIRECTORIES_KEPT = 64
"""Directories whose redirects are remembered: the lost sources of one are looked for together."""

_LEAST_SLASHES = 3
"""`http://host/`: above the root there is no directory."""

_ROWS = 100
_STAMP, _ORIGINAL, _STATUS, _DIGEST, _FIELDS = 1, 2, 4, 5, 7


class WaybackRedirects:
    """The archived redirects of `ports.Redirects`, asked for on the `line` to one archive.

    The newest capture is replayed first: a redirect tells its own target, no capture at all ends
    the matter, and only where neither is so the index is asked.
    """

    def __init__(self, line: Line, base: str, clock: Clock) -> None:
        self._line = line
        self._base = base
        self._clock = clock
        self._directories = Once[str, tuple[ArchivedRedirect, ...] | None](_DIRECTORIES_KEPT)

    async def redirects(self, url: str, since: datetime | None) -> tuple[ArchivedRedirect, ...]:
        """Where captures of `url` after `since` led; none also where the archive does not say."""
        try:
            address = archivable(url)
            newest = await self._newest(address)
            if isinstance(newest, ArchivedRedirect):
                return (newest,)
            if newest is None or (since is not None and newest <= since):
                return ()
            after = {} if since is None else {"from": timestamp(since)}
            rows = await self._rows({"url": address.replace("*", "%2A"), **after})
            near = [row for row in rows if urls.same_place(row.original, address)]
            return await self._replayed(near, _REPLAYED_AT_MOST)
        except (Unanswered, urls.MalformedUrl):
            return ()

    async def neighbours(self, url: str) -> tuple[ArchivedRedirect, ...] | None:
        """Where other addresses of the same directory led; each directory is asked about once.

        None where the archive does not say, which must not be taken for "nowhere".
        """
        try:
            directory = f"{archivable(url).partition('?')[0].rstrip('/').rpartition('/')[0]}/"
        except urls.MalformedUrl:
            return None
        if directory.count("/") < _LEAST_SLASHES:
            return None
        return await self._directories.get(directory, lambda: self._below(directory))

    async def _below(self, directory: str) -> tuple[ArchivedRedirect, ...] | None:
        query = {"url": directory, "matchType": "prefix", "collapse": "urlkey"}
        try:
            rows = await self._rows(query)
        except Unanswered:
            return None
        distinct = {urls.same_place_key(row.original): row for row in rows}
        return await self._replayed(distinct.values(), _NEIGHBOURS_AT_MOST)

    async def _newest(self, url: str) -> ArchivedRedirect | datetime | None:
        """The newest capture if it is a redirect elsewhere; else its time, or None for none."""
        asked, at = ReplayAddress(self._clock(), url), None
        for _ in range(_HOPS_AT_MOST):
            reply = await self._ask(asked)
            at = read_http_date(reply.answer.headers.get("memento-datetime", "")) or at
            target = self._target(reply, asked)
            if target is None:
                return at
            if not urls.same_place(target.original, asked.original):
                return ArchivedRedirect(url, target.original, at) if at else None
            asked = target
        return at

    async def _replayed(
        self, rows: Iterable[ReplayAddress], at_most: int
    ) -> tuple[ArchivedRedirect, ...]:
        """Where the captures of these rows lead, one after the other."""
        found: list[ArchivedRedirect] = []
        for row in list(rows)[:at_most]:
            try:
                reply = await self._ask(row)
            except Unanswered:
                continue
            target = self._target(reply, row)
            if target is not None and "memento-datetime" in reply.answer.headers:
                found.append(ArchivedRedirect(row.original, target.original, row.moment))
        return tuple(found)

    async def _ask(self, replay: ReplayAddress) -> Reply:
        calls: list[ArchiveCall] = []
        return await self._line.ask(self._line.replays, replay.raw(self._base), calls)

    def _target(self, reply: Reply, asked: ReplayAddress) -> ReplayAddress | None:
        location = reply.answer.headers.get("location", "")
        if reply.answer.status not in _REDIRECTS or not location:
            return None
        try:
            absolute = urls.join(asked.raw(self._base), location)
            inside = ReplayAddress.read(absolute, self._base)
            return inside or ReplayAddress(asked.moment, urls.join(asked.original, location))
        except urls.MalformedUrl:
            return None

    async def _rows(self, query: dict[str, str]) -> list[ReplayAddress]:
        """The captures of redirects that the index lists, the newest first, no content twice."""
        fields = {**query, "filter": "statuscode:3..", "limit": str(_ROWS)}
        address = f"{self._base}/cdx/search/cdx?{urlencode(fields)}"
        calls: list[ArchiveCall] = []
        reply = await self._line.ask(self._line.index, address, calls)
        if reply.answer.status != 200:
            raise Unanswered("Its index did not answer the question.")
        rows = _read_rows(reply.answer.body.decode("utf-8", errors="replace"))
        rows.sort(key=lambda row: row[0].moment, reverse=True)
        distinct = {(row.original, digest): row for row, digest in reversed(rows)}
        return sorted(distinct.values(), key=lambda row: row.moment, reverse=True)


def _read_rows(text: str) -> list[tuple[ReplayAddress, str]]:
    """The rows of redirects with their digests; malformed ones are left out."""
    found: list[tuple[ReplayAddress, str]] = []
    for line in text.splitlines():
        fields = line.split()
        if len(fields) != _FIELDS or not is_timestamp(fields[_STAMP]):
            continue
        moment = read_timestamp(fields[_STAMP])
        if moment is not None and fields[_STATUS].startswith("3") and _sound(fields[_ORIGINAL]):
            found.append((ReplayAddress(moment, fields[_ORIGINAL]), fields[_DIGEST]))
    return found


def _sound(address: str) -> bool:
    try:
        return bool(urls.parse(address).host)
    except urls.MalformedUrl:
        return False
