"""Bytes to text: which encoding a body is in."""

import codecs
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from webencodings import Encoding

_Decoder = Callable[[bytes, str], tuple[str, int]]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED_WITHIN = 4096
"""Bytes searched for a declaration; HTML requires it within the first 1024."""

_HEADER_CHARSET = re.compile(r"""(?i)charset\s*=\s*["']?\s*([\w.:-]+)""")

_UTF_8 = {"utf-8", "utf8"}
"""Labels that need no table: nearly every page bears one of them."""


class UnknownEncoding(ValueError):
    """Bytes that are not UTF-8, under a `label` by which nobody can tell what they are."""

    def __init__(self, label: str) -> None:
        super().__init__(label)
        self.label = label


def decode(body: bytes, content_type: str | None) -> str:
    """The text of `body`; bytes that fit no character become U+FFFD.

    The order is: byte order mark, bytes that are valid UTF-8 whatever they are declared to be
    (by chance that all but never happens, while wrong declarations are common), the header's
    charset, the one declared in the markup, windows-1252. Raises UnknownEncoding where there are
    labels, and none that anybody knows, on bytes that are not UTF-8.
    """
    for bom, name in _BOMS:
        if body.startswith(bom):
            return body[len(bom) :].decode(name, "replace")
    if not body.isascii() and (length := _length_in_utf8(body)) is not None:
        return body[:length].decode()
    return _encoding_of(body, content_type)(body, "replace")[0]


def in_utf8(body: bytes, content_type: str | None) -> bytes:
    """What `decode` gives, in UTF-8; for most pages these are the bytes as they came."""
    marked = body.startswith(tuple(bom for bom, _ in _BOMS))
    if not marked and not body.isascii() and (length := _length_in_utf8(body)) is not None:
        return body[:length]
    return decode(body, content_type).encode("utf-8", "replace")


def _length_in_utf8(body: bytes) -> int | None:
    """How much of `body` is UTF-8: all but a last character cut off; None where it is not UTF-8."""
    try:
        return codecs.utf_8_decode(body, "strict", False)[1]
    except UnicodeDecodeError:
        return None


def _encoding_of(body: bytes, content_type: str | None) -> _Decoder:
    """The decoder of bytes that are not UTF-8, or plain ASCII."""
    in_header = _label_in_header(content_type)
    if in_header and (known := _decoder(in_header)):
        return known
    in_markup = _label_in_markup(body)
    if in_markup and (known := _decoder(in_markup, in_markup=True)):
        return known
    label = in_header or in_markup
    if label and not body.isascii():
        raise UnknownEncoding(label)
    return codecs.lookup("cp1252").decode


def _label_in_header(content_type: str | None) -> str | None:
    found = _HEADER_CHARSET.search(content_type or "")
    return found[1] if found else None


def _label_in_markup(body: bytes) -> str | None:
    # Loaded here because its import costs more than a hundred pages, and few pages come this far.
    from bs4.dammit import EncodingDetector  # noqa: PLC0415

    return EncodingDetector.find_declared_encoding(body[:_DECLARED_WITHIN], is_html=True)


def _decoder(label: str, *, in_markup: bool = False) -> _Decoder | None:
    """What decodes the encoding that a label means on the web; None where nobody knows it."""
    if label.strip().lower() in _UTF_8:
        return codecs.lookup("utf-8").decode
    # Loaded here because most pages are in UTF-8, or say nothing of what they are in.
    import webencodings  # noqa: PLC0415

    try:
        found = next(filter(None, map(webencodings.lookup, _spellings(label))), None)
    except ValueError:
        return None
    if found is None:
        return None
    if found.name == "replacement":
        # Its bytes can hide markup, so browsers show nothing of the page (Encoding Standard).
        raise UnknownEncoding(label)
    if in_markup and found.name.startswith("utf-16"):
        # A declaration that could be read as ASCII cannot be true of UTF-16.
        return codecs.lookup("utf-8").decode
    # Browsers read the one as the other, which is larger (Encoding Standard).
    return codecs.lookup("gb18030").decode if found.name == "gbk" else _of(found)


def _of(found: "Encoding") -> _Decoder:
    decoder: _Decoder = found.codec_info.decode
    return decoder


def _spellings(label: str) -> Iterator[str]:
    """A label, and the ways in which the table may name an alias that only Python knows."""
    yield label
    try:
        name = codecs.lookup(label.strip().lower().removeprefix("x-")).name
    except (LookupError, ValueError):
        return
    yield from (name, name.replace("_", "-"), f"x-{name}")
    if name.startswith("cp"):
        yield from (name.replace("cp", "windows-"), name.replace("cp", "ms"))
