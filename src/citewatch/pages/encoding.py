"""Bytes to text: which encoding a body is in."""

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED_WITHIN = 4096
"""Bytes searched for a declaration; HTML requires it within the first 1024."""

_HEADER_CHARSET = re.compile(r"""(?i)charset\s*=\s*["']?\s*([\w.:-]+)""")

_READ_AS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "big5": "big5hkscs",
}
"""Encodings that browsers read as a larger one, from the WHATWG Encoding standard."""

_KNOWN = re.compile(
    r"utf-8|utf-16(-[lb]e)?|iso8859-\d+|cp(1252|125\d|874|866|932|949)|koi8-[ru]|mac-(roman|cyrillic)"
    r"|gb18030|big5hkscs|euc_jp|iso2022_jp"
)
"""Codec names a web page may use. Python knows others that are no encodings of pages."""


def decode(body: bytes, content_type: str | None) -> str:
    """The text of `body`; never raises, bytes that fit no character become U+FFFD.

    The order is: byte order mark, bytes that are valid UTF-8 whatever they are declared to be
    (by chance that all but never happens, while wrong declarations are common), the header's
    charset, the one declared in the markup, windows-1252.
    """
    for bom, name in _BOMS:
        if body.startswith(bom):
            return body[len(bom) :].decode(name, "replace")
    if not body.isascii() and (length := _length_in_utf8(body)) is not None:
        return body[:length].decode()
    named = _named_in_header(content_type) or _named_in_markup(body)
    return body.decode(named or "cp1252", "replace")


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


def _named_in_header(content_type: str | None) -> str | None:
    found = _HEADER_CHARSET.search(content_type or "")
    return _codec(found[1]) if found else None


def _named_in_markup(body: bytes) -> str | None:
    # Loaded here because its import costs more than a hundred pages, and few pages come this far.
    from bs4.dammit import EncodingDetector  # noqa: PLC0415

    declared = EncodingDetector.find_declared_encoding(body[:_DECLARED_WITHIN], is_html=True)
    name = _codec(declared) if declared else None
    # A declaration that could be read as ASCII cannot be true of UTF-16.
    return "utf-8" if name and name.startswith("utf-16") else name


def _codec(label: str) -> str | None:
    try:
        name = codecs.lookup(label.strip().lower().removeprefix("x-")).name
    except (LookupError, ValueError):
        return None
    name = _READ_AS.get(name, name)
    return name if _KNOWN.fullmatch(name) else None
