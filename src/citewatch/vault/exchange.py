"""One request and its answer as they went over the wire, without what must stay secret."""

import re
from collections.abc import Iterable
from datetime import datetime

import httpx
from msgspec import Struct

from citewatch.core.display import redact

Field = tuple[str, str]
"""The name and the value of a header."""

_SECRET = frozenset(
    """authorization cookie proxy-authenticate proxy-authorization set-cookie set-cookie2
    www-authenticate""".split()
)
_LINE_BREAKS = re.compile(r"[\r\n\0]+")


class Exchange(Struct, frozen=True):
    """A request and its answer. `url`, `path` and the headers hold no secrets; `asked` may.

    `body` is as it was sent, its Content-Encoding not undone. `cut` says, in a word of WARC 1.1
    (section 5.13, WARC-Truncated), why more of it may have been to come; None where it is whole.
    `ip` is the address that was asked, None behind a proxy.
    """

    asked: str
    at: datetime
    method: str
    path: str
    request_headers: tuple[Field, ...]
    status: int
    reason: str
    headers: tuple[Field, ...]
    body: bytes
    cut: str | None
    ip: str | None

    @property
    def url(self) -> str:
        """The address that was asked for, passwords and tokens hidden."""
        return shown_address(self.asked)

    def header(self, name: str) -> str | None:
        """The first header of the answer that has this (lower-case) name."""
        return next((value for key, value in self.headers if key.lower() == name), None)


def head_of(request: httpx.Request, response: httpx.Response, at: datetime) -> Exchange:
    """What is kept of a request made at `at` (UTC), and of the head of its answer."""
    return Exchange(
        asked=str(request.url),
        at=at,
        method=request.method,
        path=redact(request.url.raw_path.decode("ascii", "replace")),
        request_headers=kept_headers(request.headers.raw),
        status=response.status_code,
        reason=response.reason_phrase,
        headers=kept_headers(response.headers.raw),
        body=b"",
        cut="length",
        ip=response.extensions.get("peer"),
    )


def kept_headers(raw: Iterable[tuple[bytes, bytes]]) -> tuple[Field, ...]:
    """Headers without those that carry secrets, and with the addresses in them redacted."""
    pairs = ((name.decode("latin-1"), value.decode("latin-1")) for name, value in raw)
    return tuple(
        (name, redact(_LINE_BREAKS.sub(" ", value)))
        for name, value in pairs
        if name.lower() not in _SECRET
    )


def shown_address(url: str) -> str:
    """An address as it is written into evidence: the same for all spellings of one request."""
    try:
        asked = str(httpx.URL(url))
    except (httpx.InvalidURL, UnicodeError):
        asked = url
    return redact(asked.partition("#")[0])
