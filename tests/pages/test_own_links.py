"""How many pages of its own site a page links to."""

import pytest

from citewatch.pages.own_links import MAX_OWN_LINKS
from citewatch.pages.read import read_page

URL = "http://www.a.example/reports/7"


def own_links(*targets: str) -> int:
    anchors = "".join(f'<a href="{target}">go</a>' for target in targets)
    return read_page(f"<p>{anchors}".encode(), "text/html", URL, truncated=False).own_links


@pytest.mark.parametrize(
    "target", ["/about", "next", "?page=2", "http://a.example/x", "//www.a.example/y"]
)
def test_an_address_of_the_same_site_counts(target: str) -> None:
    assert own_links(target) == 1


@pytest.mark.parametrize(
    "target",
    ["#top", "", "javascript:go()", "mailto:a@a.example", "https://b.example/", "//b.example/x"],
)
def test_another_sites_or_none_does_not(target: str) -> None:
    assert own_links(target) == 0


def test_each_counts_once_and_so_many_at_most() -> None:
    assert own_links("/a", "/a#b", "/b") == 2
    assert own_links(*(f"/{n}" for n in range(99))) == MAX_OWN_LINKS
