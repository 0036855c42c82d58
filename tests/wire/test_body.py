import gzip
import random
import zlib
from collections.abc import Callable

import pytest

from citewatch.wire.body import Body, BodyReader, Caps

TEXT = b"".join(b"line %d of a page\n" % number for number in range(5_000))
CAPS = Caps(raw=1_000_000, decoded=1_000_000)


def raw_deflate(data: bytes) -> bytes:
    compressor = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return compressor.compress(data) + compressor.flush()


def read(data: bytes, coding: str, caps: Caps = CAPS, size: int = 1_000) -> Body:
    reader = BodyReader(coding, caps)
    for start in range(0, len(data), size):
        reader.feed(data[start : start + size])
    return reader.finish(ended=True)


@pytest.mark.parametrize("size", [1, 7, 1_000, 10_000_000])
@pytest.mark.parametrize(
    ("coding", "data"),
    [
        ("", TEXT),
        ("identity", TEXT),
        ("gzip", gzip.compress(TEXT)),
        ("X-GZip", gzip.compress(TEXT)),
        ("gzip", gzip.compress(TEXT[:999]) + gzip.compress(TEXT[999:])),
        ("gzip", gzip.compress(TEXT) + b"\0" * 500),
        ("deflate", zlib.compress(TEXT)),
        ("deflate", raw_deflate(TEXT)),
        ("identity, gzip", gzip.compress(TEXT)),
    ],
)
def test_a_body_is_decoded_however_its_pieces_fall(coding: str, data: bytes, size: int) -> None:
    assert read(data, coding, size=size) == Body(TEXT, truncated=False, opaque=False)


@pytest.mark.parametrize("size", [65_535, 65_536, 131_072])
@pytest.mark.parametrize("compress", [gzip.compress, raw_deflate])
def test_a_body_that_fills_the_steps_of_zlib_exactly_is_whole(
    compress: Callable[[bytes], bytes], size: int
) -> None:
    coding = "gzip" if compress is gzip.compress else "deflate"
    body = read(compress(b"x" * size), coding)
    assert body == Body(b"x" * size, truncated=False, opaque=False)


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip, gzip", "gzip,br", "nonsense"])
def test_a_coding_that_is_not_read_leaves_the_body_as_received(coding: str) -> None:
    assert read(b"\x01\x02\x03", coding) == Body(b"\x01\x02\x03", truncated=False, opaque=True)


def test_a_page_falsely_said_to_be_gzip_is_kept_as_received() -> None:
    assert read(TEXT, "gzip") == Body(TEXT, truncated=False, opaque=True)


def test_a_spoilt_gzip_body_gives_what_was_decoded_before() -> None:
    noise = random.Random(1).randbytes(50_000)
    data = bytearray(gzip.compress(noise))
    data[40_000:40_100] = b"\xff" * 100
    data[-8:] = b"\0" * 8
    body = read(bytes(data), "gzip")
    assert body.data[:30_000] == noise[:30_000]
    assert body.truncated


def test_a_gzip_body_without_its_end_is_truncated() -> None:
    body = read(gzip.compress(TEXT)[:-20], "gzip")
    assert TEXT.startswith(body.data[:10_000])
    assert body.truncated


def test_an_empty_body_said_to_be_gzip_is_simply_empty() -> None:
    assert read(b"", "gzip") == Body(b"", truncated=False, opaque=False)


def test_a_body_as_long_as_the_cap_is_whole_and_one_byte_more_is_not() -> None:
    caps = Caps(raw=100, decoded=100)
    assert read(b"x" * 100, "", caps) == Body(b"x" * 100, truncated=False, opaque=False)
    assert read(b"x" * 101, "", caps) == Body(b"x" * 100, truncated=True, opaque=False)


def test_a_long_body_that_compresses_like_text_is_cut_but_is_no_bomb() -> None:
    reader = BodyReader("gzip", Caps(raw=50_000, decoded=50_000))
    reader.feed(gzip.compress(TEXT))
    assert reader.full
    assert not reader.is_bomb
    assert reader.finish(ended=False) == Body(TEXT[:50_000], truncated=True, opaque=False)


def test_many_tiny_gzip_members_swelling_are_stopped_at_the_cap() -> None:
    reader = BodyReader("gzip", Caps(raw=1_000_000, decoded=2_000_000))
    reader.feed(gzip.compress(b"\0" * 100_000) * 1_000)
    assert reader.full
    assert reader.is_bomb
    assert len(reader.finish(ended=False).data) == 2_000_000
