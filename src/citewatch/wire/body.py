"""Undoes the coding of a body within bounds, so that a small answer cannot grow without end."""

import zlib
from collections.abc import Iterator
from contextlib import suppress

from msgspec import Struct

BOMB_RATIO = 100
"""Bytes decoded to bytes received. Pages lie under 20; a run of one byte is at about 1,000."""

_STEP = 64 * 1024
"""The most that one call of zlib may put out."""

_SLICE = 16 * 1024
"""The most that one call of zlib is given: it copies what it does not use."""

_GZIP = 16 + zlib.MAX_WBITS
_CODINGS = {"gzip": _GZIP, "x-gzip": _GZIP, "deflate": zlib.MAX_WBITS}
_GZIP_MAGIC = b"\x1f\x8b"


class Caps(Struct, frozen=True):
    """How many bytes of a body are read at most: as received (`raw`), and once decoded."""

    raw: int
    decoded: int


class Body(Struct, frozen=True):
    """What was read. `truncated`: more was to come, or the coding is faulty or lacks its end.
    `opaque`: `data` is as received, its coding being unknown, one of several or a lie.
    """

    data: bytes
    truncated: bool
    opaque: bool


class BodyReader:
    """Collects one body, given its Content-Encoding header. Never raises for what it is fed."""

    def __init__(self, content_encoding: str, caps: Caps) -> None:
        names = [name.strip().lower() for name in content_encoding.split(",")]
        names = [name for name in names if name not in {"", "identity"}]
        decodable = len(names) == 1 and names[0] in _CODINGS
        self._inflater = _Inflater(_CODINGS[names[0]]) if decodable else None
        self._opaque = bool(names) and not decodable
        self._caps = caps
        self._chunks: list[bytes] = []
        self._undecoded = b""
        self._received = 0
        self._broken = False
        self.size = 0
        self.full = False

    def feed(self, chunk: bytes) -> None:
        """Take in what was received; `full` turns true where a cap is passed."""
        room = self._caps.raw - self._received
        if len(chunk) > room:
            chunk, self.full = chunk[:room], True
        self._received += len(chunk)
        if self._inflater is None:
            self._keep(chunk)
        elif not self._broken:
            self._inflate(chunk, self._inflater)

    def finish(self, ended: bool) -> Body:
        """The body. `ended` says whether the answer came to its end."""
        unfinished = self._inflater is not None and self._received and not self._inflater.ended
        truncated = not ended or self.full or self._broken or bool(unfinished)
        return Body(b"".join(self._chunks), truncated, self._opaque)

    @property
    def is_bomb(self) -> bool:
        """Whether the body reached the cap and was made to swell."""
        return (
            self._inflater is not None
            and self.size >= self._caps.decoded
            and self.size > BOMB_RATIO * self._inflater.used
        )

    def _keep(self, data: bytes) -> None:
        room = self._caps.decoded - self.size
        if len(data) > room:
            data, self.full = data[:room], True
        self._chunks.append(data)
        self.size += len(data)

    def _inflate(self, chunk: bytes, inflater: "_Inflater") -> None:
        if self.size == 0:
            self._undecoded += chunk
        try:
            for piece in inflater.pieces(chunk):
                self._keep(piece)
                if self.full:
                    return
        except zlib.error:
            self._give_up(inflater)
        if self.size:
            self._undecoded = b""

    def _give_up(self, inflater: "_Inflater") -> None:
        """Keep what was decoded; where that is nothing, read the bytes in another way."""
        if self.size:
            self._broken = True
        elif inflater.window == zlib.MAX_WBITS:
            # Some servers send "deflate" without the zlib header: RFC 9110 section 8.4.1.2.
            self._inflater = _Inflater(-zlib.MAX_WBITS)
            everything, self._undecoded = self._undecoded, b""
            self._inflate(everything, self._inflater)
        else:
            self._inflater = None
            self._opaque = True
            self._keep(self._undecoded)


class _Inflater:
    """Decompresses in small steps. `used` counts the bytes that went in."""

    def __init__(self, window: int) -> None:
        self.window = window
        self.used = 0
        self._zlib = zlib.decompressobj(window)
        self._between_members = False
        self._over = False

    @property
    def ended(self) -> bool:
        """Whether the compressed data came to its own end."""
        return self._over or self._between_members

    def pieces(self, data: bytes) -> Iterator[bytes]:
        """What `data` decodes to, piece by piece. Raises zlib.error."""
        for start in range(0, len(data), _SLICE):
            yield from self._slice_pieces(data[start : start + _SLICE])

    def _slice_pieces(self, data: bytes) -> Iterator[bytes]:
        piece = b""
        while data or len(piece) == _STEP:
            if self._between_members and data:
                # A gzip file may have several members (RFC 1952 section 2.2); the rest is padding.
                self._over = self.window != _GZIP or not _GZIP_MAGIC.startswith(data[:2])
                self._zlib = zlib.decompressobj(self.window)
            if self._over:
                return
            before = self._zlib.copy()
            try:
                piece = self._zlib.decompress(data, _STEP)
            except zlib.error:
                yield _salvaged(before, data)
                raise
            rest = self._zlib.unused_data or self._zlib.unconsumed_tail
            self.used += len(data) - len(rest)
            self._between_members = self._zlib.eof
            data = rest
            yield piece


def _salvaged(decompressor: "zlib._Decompress", data: bytes) -> bytes:
    """What stands before a fault: zlib gives nothing of a call that meets one."""
    found = bytearray()
    with suppress(zlib.error):
        while byte := decompressor.decompress(data, 1):
            data = decompressor.unconsumed_tail
            found += byte
    return bytes(found)
