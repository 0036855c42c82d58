"""What robots.txt and site maps list: addresses of pages, and of further site maps."""

import html
import re
import zlib

from msgspec import Struct

_SITE_MAP_LINE = re.compile(r"(?im)^[ \t]*sitemap[ \t]*:[ \t]*(\S+)")
_LOCATION = re.compile(r"<(?:\w{1,20}:)?loc\b[^>]{0,200}>\s*(?:<!\[CDATA\[)?\s*([^<\]\s]{1,2048})")
_INDEX = re.compile(r"<(?:\w{1,20}:)?sitemapindex\b")
_HEAD = 2_000
_GZIP = b"\x1f\x8b"


class SiteMap(Struct, frozen=True):
    """A site map: `pages` that it lists, or further site `maps` where it is an index of them."""

    pages: tuple[str, ...] = ()
    maps: tuple[str, ...] = ()


def maps_in_robots(body: bytes) -> tuple[str, ...]:
    """The addresses of the Sitemap lines of a robots.txt (sitemaps.org)."""
    return tuple(_SITE_MAP_LINE.findall(body.decode("utf-8", errors="replace")))


def read_site_map(body: bytes, size_at_most: int) -> SiteMap:
    """Read a site map in XML or plain text, packed with gzip or not.

    Never unpacks to more than `size_at_most` bytes; what is cut off or broken is left out.
    """
    text = _unpacked(body, size_at_most).decode("utf-8", errors="replace")
    found = tuple(html.unescape(address) for address in _LOCATION.findall(text))
    if _INDEX.search(text[:_HEAD]):
        return SiteMap(maps=found)
    if found or "<" in text[:_HEAD]:
        return SiteMap(found)
    lines = (line.strip() for line in text.splitlines())
    return SiteMap(tuple(line for line in lines if line.startswith(("http://", "https://"))))


def _unpacked(body: bytes, size_at_most: int) -> bytes:
    if not body.startswith(_GZIP):
        return body[:size_at_most]
    try:
        return zlib.decompressobj(wbits=31).decompress(body, size_at_most)
    except zlib.error:
        return b""
