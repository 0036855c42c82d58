"""A small archive on loopback that answers in the shapes of the Wayback Machine."""

import asyncio
import base64
import hashlib
import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import format_datetime
from enum import Enum, auto
from http import HTTPStatus
from itertools import repeat
from typing import Self
from urllib.parse import parse_qsl, urlsplit

from msgspec import Struct

from citewatch.core import urls
from citewatch.core.memento import ReplayAddress, read_http_date, read_timestamp

_HTML = "text/html; charset=utf-8"
_TIMEGATE, _TIMEMAP = "/web/", "/web/timemap/link/"
_BLOCKED = (
    "org.archive.util.io.RuntimeIOException: "
    "org.archive.wayback.exception.AdministrativeAccessControlException: Blocked Site Error"
)


class Fault(Enum):
    """A way not to answer one request."""

    THROTTLED = auto()
    DOWN = auto()
    HANGS = auto()


class Capture(Struct, frozen=True):
    """What the archive holds: an answer that a site gave at `stamp` (14 digits, UTC).

    `location` is where a redirect led at the time, as an absolute address.
    """

    url: str
    stamp: str
    body: bytes = b""
    status: int = 200
    media_type: str = _HTML
    location: str | None = None

    @property
    def moment(self) -> datetime:
        """The time of the capture."""
        return datetime.strptime(self.stamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)

    @property
    def row(self) -> str:
        """The capture as a row of the index."""
        place = urls.parse(self.url)
        surt = f"{','.join(reversed(place.host.removeprefix('www.').split('.')))}){place.path}"
        digest = base64.b32encode(hashlib.sha1(self.body, usedforsecurity=False).digest()).decode()
        media = self.media_type.partition(";")[0]
        return f"{surt} {self.stamp} {self.url} {media} {self.status} {digest} {len(self.body)}"


class _Answer(Struct, frozen=True):
    status: int
    headers: Mapping[str, str]
    body: bytes = b""

    def wire(self) -> bytes:
        head = [f"HTTP/1.1 {self.status} {HTTPStatus(self.status).phrase}"]
        head += [f"{name}: {value}" for name, value in self.headers.items()]
        head += [f"Content-Length: {len(self.body)}", "Connection: close", "", ""]
        return "\r\n".join(head).encode() + self.body


class StagedArchive:
    """Serves captures while it is open (`async with`), at `base`.

    Each of `faults` spoils one request; `retry_after` is what a THROTTLED one says. `excluded`
    addresses are refused, replays of those `out_of_order` fail, `junk` rows stand first in every
    answer of the index, and `counts` has the requests so far: "replay", "index" and "other" (the
    TimeGate and the TimeMap of RFC 7089 among them).
    """

    def __init__(
        self,
        captures: Iterable[Capture] = (),
        excluded: Iterable[str] = (),
        junk: Sequence[str] = (),
        out_of_order: Iterable[str] = (),
    ) -> None:
        self.captures = list(captures)
        self.excluded = {_key(url) for url in excluded}
        self.out_of_order = {_key(url) for url in out_of_order}
        self.junk = junk
        self.faults: Iterator[Fault | None] = repeat(None)
        self.retry_after = "1"
        self.counts: Counter[str] = Counter()
        self.base = ""
        self._talks: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None

    async def __aenter__(self) -> Self:
        """Listen on a free port of 127.0.0.1."""
        self._server = await asyncio.start_server(self._talk, "127.0.0.1", 0)
        self.base = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        """Refuse new connections and break off those that are open."""
        assert self._server is not None
        self._server.close()
        for talk in list(self._talks):
            talk.cancel()
        await asyncio.gather(*self._talks, return_exceptions=True)

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._talks.add(task)
        with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            head = await reader.readuntil(b"\r\n\r\n")
            answer = await self._answer(head.split(b" ", 2)[1].decode("latin-1"), _wanted(head))
            writer.write(answer.wire())
            await writer.drain()
        writer.close()
        self._talks.discard(task)

    async def _answer(self, target: str, wanted: datetime | None) -> _Answer:
        parts = urlsplit(target)
        asked = ReplayAddress.read(f"{self.base}{target}", self.base)
        kind = "replay" if asked else "index" if parts.path == "/cdx/search/cdx" else "other"
        self.counts[kind] += 1
        fault = next(self.faults, None)
        if fault is Fault.THROTTLED:
            return _Answer(429, {"Retry-After": self.retry_after})
        if fault is Fault.DOWN:
            return _page(503, "Temporarily Offline")
        if fault is Fault.HANGS:
            await asyncio.Event().wait()
        if asked:
            return self._replay(asked)
        if target.startswith(_TIMEMAP):
            return self._timemap(target.removeprefix(_TIMEMAP))
        if target.startswith(_TIMEGATE) and wanted:
            return self._replay(ReplayAddress(wanted, target.removeprefix(_TIMEGATE)))
        return self._index(dict(parse_qsl(parts.query))) if kind == "index" else _page(404, "None")

    def _replay(self, asked: ReplayAddress) -> _Answer:
        if _key(asked.original) in self.out_of_order:
            return _Answer(503, {"Retry-After": self.retry_after})
        if _key(asked.original) in self.excluded:
            return _page(200, "Sorry. This URL has been excluded from the Wayback Machine.")
        known = self._of(asked.original)
        found = min(
            [capture for capture in known if capture.location != asked.original] or known,
            key=lambda capture: (abs(capture.moment - asked.moment), capture.url != asked.original),
            default=None,
        )
        if found is None:
            return _page(404, "Hrm. The Wayback Machine has not archived that URL.")
        if found.moment == asked.moment:
            return self._capture(found)
        nearest = ReplayAddress(found.moment, found.url).raw(self.base)
        why = f"found capture at {found.stamp}"
        return _Answer(302, {"Location": nearest, "X-Archive-Redirect-Reason": why})

    def _capture(self, found: Capture) -> _Answer:
        headers = {
            "Content-Type": found.media_type,
            "Memento-Datetime": format_datetime(found.moment, usegmt=True),
            "Link": ", ".join(self._links(found)),
            "x-archive-orig-content-length": str(len(found.body)),
        }
        if found.location is not None:
            headers["Location"] = ReplayAddress(found.moment, found.location).raw(self.base)
        return _Answer(found.status, headers, found.body)

    def _links(self, found: Capture) -> Iterator[str]:
        """The original, and the captures before and after this one, as in a Link header."""
        yield f'<{html.escape(found.url)}>; rel="original"'
        known = sorted(self._of(found.url), key=lambda capture: capture.stamp)
        before = [capture for capture in known if capture.stamp < found.stamp]
        after = [capture for capture in known if capture.stamp > found.stamp]
        yield from (self._memento(capture, "prev memento") for capture in before[-1:])
        yield from (self._memento(capture, "next memento") for capture in after[:1])

    def _timemap(self, url: str) -> _Answer:
        known = sorted(self._of(url), key=lambda capture: capture.stamp)
        if not known:
            return _page(404, "None")
        original = f'<{html.escape(url)}>; rel="original"'
        body = ",\n".join([original, *(self._memento(capture, "memento") for capture in known)])
        return _Answer(200, {"Content-Type": "application/link-format"}, body.encode())

    def _memento(self, capture: Capture, relation: str) -> str:
        place = html.escape(ReplayAddress(capture.moment, capture.url).framed(self.base))
        when = format_datetime(capture.moment, usegmt=True)
        return f'<{place}>; rel="{relation}"; datetime="{when}"'

    def _index(self, query: Mapping[str, str]) -> _Answer:
        url = query.get("url", "")
        if _key(url) in self.excluded:
            return _Answer(403, {"X-Archive-Wayback-Runtime-Error": _BLOCKED}, _BLOCKED.encode())
        below = query.get("matchType") == "prefix"
        known = self._below(url) if below else self._of(url)
        rows = [capture for capture in known if _passes(capture, query)]
        rows.sort(key=lambda capture: capture.stamp)
        if query.get("sort") == "closest" and (near := read_timestamp(query.get("closest", ""))):
            rows.sort(key=lambda capture: abs(capture.moment - near))
        lines = [*self.junk, *(capture.row for capture in rows)][: int(query.get("limit", "25000"))]
        body = "".join(f"{line}\n" for line in lines).encode()
        return _Answer(200, {"Content-Type": "text/plain"}, body)

    def _of(self, url: str) -> list[Capture]:
        return [capture for capture in self.captures if _key(capture.url) == _key(url)]

    def _below(self, prefix: str) -> list[Capture]:
        start = _key(prefix)
        return [capture for capture in self.captures if _key(capture.url).startswith(start)]


def _wanted(head: bytes) -> datetime | None:
    """The time that a request for a TimeGate names."""
    found = re.search(rb"(?im)^accept-datetime:\s*(.+?)\s*$", head)
    return None if found is None else read_http_date(found[1].decode("latin-1"))


def _key(url: str) -> str:
    """Like the Wayback Machine's own keys: case, scheme, `www.` and more do not count."""
    try:
        return urls.same_place_key(url).lower()
    except urls.MalformedUrl:
        return url


def _passes(capture: Capture, query: Mapping[str, str]) -> bool:
    field, _, pattern = query.get("filter", "statuscode:.*").partition(":")
    wanted = field != "statuscode" or re.fullmatch(pattern, str(capture.status)) is not None
    since, until = query.get("from", ""), query.get("to", "9")
    return wanted and since <= capture.stamp <= until.ljust(14, "9")


def _page(status: int, text: str) -> _Answer:
    return _Answer(status, {"Content-Type": _HTML}, f"<p>{text}</p>".encode())
