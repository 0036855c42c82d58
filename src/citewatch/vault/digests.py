"""Digests: of bodies, and those that an archive's index gave for its captures."""

import base64
import hashlib
from collections import defaultdict
from collections.abc import Iterator

from citewatch.core import urls
from citewatch.core.memento import ReplayAddress, is_timestamp, read_http_date, timestamp
from citewatch.vault.exchange import Exchange
from citewatch.wire.body import BodyReader, Caps

_FIELDS = 7
"""urlkey, timestamp, original, mimetype, statuscode, digest, length: the CDX server's row."""

DECODED_AT_MOST = 16 * 1024 * 1024
"""Bytes that a body may grow to when its coding is undone."""


def decoded(body: bytes, coding: str) -> bytes | None:
    """`body` without its Content-Encoding; None where that cannot be undone, or not wholly."""
    reader = BodyReader(coding, Caps(len(body) + 1, DECODED_AT_MOST))
    reader.feed(body)
    found = reader.finish(ended=True)
    return None if found.truncated or found.opaque else found.data


CaptureKey = tuple[str, str, str]
"""Names a capture: the archive's host, the captured address, and the 14 digits of its time."""


def sha1_base32(data: bytes) -> str:
    """The SHA-1 of `data` as archives write it."""
    digest = hashlib.sha1(data, usedforsecurity=False).digest()
    return base64.b32encode(digest).decode("ascii")


def capture_of(exchange: Exchange) -> CaptureKey | None:
    """Which capture an answer is, where it gives the captured bytes as they were (`id_`)."""
    memento = read_http_date(exchange.header("memento-datetime") or "")
    host, path = _parts(exchange.asked)
    replay = ReplayAddress.read(f"http://{host}{path}", f"http://{host}")
    is_raw = path.removeprefix("/web/").partition("/")[0].endswith("id_")
    if memento is None or replay is None or not is_raw:
        return None
    return host, _key(replay.original), timestamp(memento)


class ArchiveDigests:
    """The digests that archives gave in this audit."""

    def __init__(self) -> None:
        self._known: dict[CaptureKey, set[str]] = defaultdict(set)

    def learn(self, exchange: Exchange) -> None:
        """Take in the rows of an index, where the answer holds any."""
        host, path = _parts(exchange.asked)
        if exchange.status != 200 or not path.startswith("/cdx/"):
            return
        body = decoded(exchange.body, exchange.header("content-encoding") or "")
        for stamp, original, digest in _rows(body or b""):
            self._known[host, _key(original), stamp].add(digest)

    def of(self, capture: CaptureKey) -> str | None:
        """The digest of a capture; None where it is not known, or not for sure."""
        known = self._known.get(capture, set())
        return next(iter(known)) if len(known) == 1 else None


def _rows(body: bytes) -> Iterator[tuple[str, str, str]]:
    for line in body.decode("utf-8", "replace").splitlines():
        row = line.split(" ")
        if len(row) == _FIELDS and is_timestamp(row[1]) and row[5] != "-":
            yield row[1], row[2], row[5]


def _parts(url: str) -> tuple[str, str]:
    """The host with its port, and the path."""
    host, _, path = url.partition("://")[2].partition("/")
    return host.lower(), f"/{path}"


def _key(original: str) -> str:
    try:
        return urls.same_place_key(original)
    except urls.MalformedUrl:
        return original
