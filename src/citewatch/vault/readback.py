"""Reads a WARC back, each record's digests checked by warcio. Import this late, as `warc`."""

import hashlib
from base64 import b32encode
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from citewatch.vault.compare import Payload
from citewatch.vault.digests import DECODED_AT_MOST, decoded

_PIECE = 64 * 1024
_KEPT = frozenset({"response", "resource"})


class Found(Struct, frozen=True):
    """A record of a WARC. `sound` says that it has digests, and that they fit its content."""

    offset: int
    url: str
    status: int
    sound: bool
    payload: Payload

    @property
    def identity(self) -> tuple[str, str, int]:
        """What an index says of it: digest, address, status."""
        return self.payload.digest, self.url, self.status


def read_back(warc: Path) -> Iterator[Found]:
    """The responses and pictures in a WARC file, and whatever else in it is not sound.

    Raises OSError, zlib.error or ValueError where it cannot be read.
    """
    with warc.open("rb") as file:
        records = ArchiveIterator(file, check_digests=True)
        try:
            for record in records:
                digest, body = _digest_and_body(record)  # before the offset: asking for it skips
                found = _found(record, records.get_record_offset(), digest, body)
                if record.rec_type in _KEPT or not found.sound:
                    yield found
        except (ArchiveLoadFailed, EOFError, AttributeError) as error:
            raise ValueError("no WARC") from error


def _found(record: ArcWarcRecord, offset: int, digest: str, body: bytes | None) -> Found:
    head = record.rec_headers
    http = record.http_headers
    coding = (http.get_header("Content-Encoding") if http else None) or ""
    captured = http.get_header("X-Archive-Orig-Content-Encoding") if http else None
    status = (http.get_statuscode() if http else None) or "0"
    return Found(
        offset=offset,
        url=head.get_header("WARC-Target-URI") or "",
        status=int(status) if status.isdigit() else 0,
        sound=head.get_header("WARC-Block-Digest") is not None
        and record.digest_checker.passed is True,
        payload=Payload(
            digest=digest,
            decoded=decoded(body, coding) if body is not None and coding else None,
            coded=bool(coding or captured),
            truncated=head.get_header("WARC-Truncated") is not None,
        ),
    )


def _digest_and_body(record: ArcWarcRecord) -> tuple[str, bytes | None]:
    """The payload's digest, and the payload unless it is larger than anything we write."""
    sha1 = hashlib.sha1(usedforsecurity=False)
    pieces: list[bytes] = []
    size = 0
    while piece := record.raw_stream.read(_PIECE):
        sha1.update(piece)
        size += len(piece)
        if size <= DECODED_AT_MOST:
            pieces.append(piece)
    body = b"".join(pieces) if size <= DECODED_AT_MOST else None
    return b32encode(sha1.digest()).decode("ascii"), body
