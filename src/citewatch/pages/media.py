"""What kind of body this is: the header's word, corrected by the first bytes."""

import re

HTML = "text/html"
PDF = "application/pdf"
PLAIN = "text/plain"
UNKNOWN = "application/octet-stream"

_GENERIC = {"", UNKNOWN, "binary/octet-stream", "unknown/unknown", "application/unknown", "*/*"}
"""Header values that say nothing, as in the WHATWG MIME Sniffing standard, section 7."""

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", PDF),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"PK\x03\x04", "application/zip"),
    (b"\x1f\x8b\x08", "application/gzip"),
    (b"%!PS-Adobe-", "application/postscript"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
)
_HTML_START = re.compile(
    rb"(?i)(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|script|iframe|h1|div|font|table|style|title|body|br|p|meta)"
    rb"[\s>/]",
    re.DOTALL,
)
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_PACKING = frozenset(
    """aes128gcm br compress dcb dcz deflate exi gzip pack200-gzip x-compress x-gzip zstd""".split()
)
"""The codings of the IANA registry of HTTP content codings, but for identity."""

_SNIFFED = 1445
"""Bytes looked at, as in the WHATWG MIME Sniffing standard."""


def media_type(body: bytes, content_type: str | None) -> str:
    """The lower-case media type of `body`, from its Content-Type header and its first bytes.

    A PDF or web page served under another type's name is recognised by its bytes.
    """
    named = named_type(content_type)
    start = body[:_SNIFFED]
    if b"%PDF-" in start[:1024] and (named in _GENERIC or start.lstrip().startswith(b"%PDF-")):
        return PDF
    if named and named not in _GENERIC and named != PDF:
        return named
    return _sniffed(start) or named or UNKNOWN


def named_type(content_type: str | None) -> str:
    """The media type that a Content-Type header names, in lower case, or ""."""
    return (content_type or "").split(";")[0].strip().lower()


def stands_uncoded(body: bytes, coding: str) -> bool:
    """Whether a body is a page or a PDF as it came, though its Content-Encoding names a coding.

    Some servers name there what is no coding at all ("utf-8", "none"), and browsers take no notice
    of it. Where one that packs is named, what browsers undo, nobody reads the bytes as they came.
    """
    if not _PACKING.isdisjoint(name.strip().lower() for name in coding.split(",")):
        return False
    start = body[:_SNIFFED]
    is_page = _HTML_START.match(start) is not None and not _BINARY.search(start)
    return is_page or start.startswith(b"%PDF-")


def is_pdf(body: bytes) -> bool:
    """Whether the bytes are a PDF's: its mark stands in the first 1024 (ISO 32000-1, annex H)."""
    return b"%PDF-" in body[:1024]


def is_markup(media: str) -> bool:
    """Whether a body of this type is read as HTML (XML is near enough for titles and text)."""
    return media == HTML or media.endswith(("/xml", "+xml"))


def is_text(media: str) -> bool:
    """Whether a body of this type is text without markup."""
    return media.startswith("text/") or media.endswith(("/json", "+json", "/yaml", "/javascript"))


def _sniffed(start: bytes) -> str | None:
    for magic, media in _MAGIC:
        if start.startswith(magic):
            return media
    if _HTML_START.match(start):
        return HTML
    return None if not start or _BINARY.search(start) else PLAIN
