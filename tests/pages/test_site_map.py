"""robots.txt and site maps: what they list, whatever their bytes."""

import gzip

import pytest

from citewatch.pages.site_map import SiteMap, maps_in_robots, read_site_map

SIZE = 100_000
MAP = (
    b'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    b"<url><loc> http://o.example/a?x=1&amp;y=2 </loc><lastmod>2019</lastmod></url>"
    b"<url><loc><![CDATA[http://o.example/b]]></loc></url></urlset>"
)
PAGES = SiteMap(("http://o.example/a?x=1&y=2", "http://o.example/b"))


@pytest.mark.parametrize("body", [MAP, gzip.compress(MAP)], ids=["plain", "packed"])
def test_the_pages_of_a_site_map_are_read(body: bytes) -> None:
    assert read_site_map(body, SIZE) == PAGES


def test_an_index_names_further_site_maps() -> None:
    body = b"<sitemapindex><sitemap><loc>http://o.example/1.xml.gz</loc></sitemap></sitemapindex>"
    assert read_site_map(body, SIZE) == SiteMap(maps=("http://o.example/1.xml.gz",))


def test_a_list_of_lines_is_a_site_map_too() -> None:
    assert read_site_map(b"http://o.example/a\n\nnonsense\n", SIZE).pages == ("http://o.example/a",)


@pytest.mark.parametrize(
    "body",
    [b"", b"\x1f\x8bbroken", b"<html><body>Not found</body></html>", b"<loc", b"\xff\xfe\x00<"],
)
def test_what_is_no_site_map_lists_nothing(body: bytes) -> None:
    assert read_site_map(body, SIZE) == SiteMap()


def test_a_bomb_is_unpacked_no_further_than_allowed() -> None:
    line = b"<url><loc>http://o.example/a</loc></url>"
    body = gzip.compress(line * 200_000)
    assert 0 < len(read_site_map(body, 4_000).pages) <= 4_000 // len(line)


def test_robots_name_site_maps_in_any_case() -> None:
    body = b"User-agent: *\r\nDisallow: /x\r\nSITEMAP : http://o.example/m.xml\r\n# Sitemap: no\r\n"
    assert maps_in_robots(body) == ("http://o.example/m.xml",)
