"""Writes exchanges into a WARC file (ISO 28500, version 1.1) by way of warcio.

Import this late: warcio takes a tenth of a second.
"""

import gzip
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import BinaryIO

from msgspec import Struct
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from citewatch.vault.exchange import Exchange, Field
from citewatch.vault.shown import Shown
from citewatch.version import __version__

_EFFORT = 6
"""How hard records are packed, from 1 to 9: gzip's own default."""

_ABOUT = {
    "software": f"citewatch/{__version__}",
    "format": "WARC File Format 1.1",
    "conformsTo": "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
    "description": (
        "What an audit of citations fetched. Bodies are as sent, up to the audit's limits; "
        "cookies and credentials are left out, secrets in addresses are replaced by ***; "
        "transfer codings are undone, and their header is named X-Orig-Transfer-Encoding. "
        "Resources named urn:dom: and urn:view: are pages as a browser drew them, and pictures."
    ),
}


class Place(Struct, frozen=True):
    """Where a response stands in a WARC file, in bytes, and the digest of its payload.

    The digest is the SHA-1 of the body as sent, in base32, as in the indexes of web archives.
    """

    offset: int
    length: int
    digest: str


class WarcFile:
    """A WARC under way, each record compressed alone. `name` is the name it will have."""

    def __init__(self, out: BinaryIO, name: str, started: datetime) -> None:
        self._out = out
        self._record = BytesIO()
        self._writer = WARCWriter(self._record, gzip=False, warc_version="1.1")
        about = "".join(f"{key}: {value}\r\n" for key, value in _ABOUT.items()).encode()
        info = self._writer.create_warc_record(
            "",
            "warcinfo",
            payload=BytesIO(about),
            length=len(about),
            warc_headers_dict={"WARC-Date": _warc_date(started), "WARC-Filename": name},
        )
        self._add(info)

    @property
    def size(self) -> int:
        """Bytes written so far."""
        return self._out.tell()

    def write(self, exchange: Exchange) -> Place:
        """Add an answer and the request that it answers. Raises OSError."""
        common = {"WARC-Date": _warc_date(exchange.at)}
        if exchange.ip is not None:
            common["WARC-IP-Address"] = exchange.ip
        response = self._writer.create_warc_record(
            exchange.url,
            "response",
            payload=BytesIO(exchange.body),
            length=len(exchange.body),
            http_headers=_response_head(exchange),
            warc_headers_dict=common | ({"WARC-Truncated": exchange.cut} if exchange.cut else {}),
        )
        offset = self.size
        self._add(response)
        length = self.size - offset
        request = self._writer.create_warc_record(
            exchange.url,
            "request",
            http_headers=_request_head(exchange),
            warc_headers_dict=common
            | {"WARC-Concurrent-To": response.rec_headers.get_header("WARC-Record-ID")},
        )
        self._add(request)
        digest = response.rec_headers.get_header("WARC-Payload-Digest")
        return Place(offset, length, digest.removeprefix("sha1:"))

    def write_shown(self, shown: Shown) -> Place:
        """Add what a browser showed. Raises OSError."""
        record = self._writer.create_warc_record(
            shown.name,
            "resource",
            payload=BytesIO(shown.body),
            length=len(shown.body),
            warc_content_type=shown.media_type,
            warc_headers_dict={"WARC-Date": _warc_date(shown.at)},
        )
        offset = self.size
        self._add(record)
        digest = record.rec_headers.get_header("WARC-Payload-Digest")
        return Place(offset, self.size - offset, digest.removeprefix("sha1:"))

    def _add(self, record: ArcWarcRecord) -> None:
        """Pack a record and write it out. warcio would pack pages 1 % smaller in twice the time."""
        self._record.seek(0)
        self._record.truncate()
        self._writer.write_record(record)
        self._out.write(gzip.compress(self._record.getbuffer(), _EFFORT, mtime=0))
        self._out.flush()


def _response_head(exchange: Exchange) -> StatusAndHeaders:
    line = f"{exchange.status} {exchange.reason}".rstrip()
    return StatusAndHeaders(line, _ascii_names(exchange.headers), protocol="HTTP/1.1")


def _request_head(exchange: Exchange) -> StatusAndHeaders:
    line = f"{exchange.method} {exchange.path} HTTP/1.1"
    return StatusAndHeaders(line, _ascii_names(exchange.request_headers), is_http_request=True)


def _ascii_names(fields: Sequence[Field]) -> list[Field]:
    """Headers that can be written; one of a coding that was undone is renamed."""
    return [
        ("X-Orig-Transfer-Encoding" if name.lower() == "transfer-encoding" else name, value)
        for name, value in fields
        if name.isascii()
    ]


def _warc_date(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
