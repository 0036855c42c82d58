"""The frame of a web page: what surrounds its article on every page of the site.

Told by structure, as HTML and ARIA name it (html.spec.whatwg.org 4.3, w3.org/TR/wai-aria-1.2 5.3.4
"landmark roles"): navigation, the header and footer of the site, what stands outside the main
part; and, in what may be either (asides, forms, an article's own header and footer, lists of
links only), each link that no sentence surrounds. A source lost is worse than a link too much:
where the signs do not agree, a link is one of the article. Lists of sources and notes are never
frame.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from bs4 import Tag

from citewatch.documents.addresses.targets import is_web_address
from citewatch.documents.citations.reference_headings import heads_sources, may_head_others
from citewatch.documents.kinds.html.counted import Counted
from citewatch.documents.kinds.html.flat import BLOCKS
from citewatch.documents.kinds.html.page import Page, attribute, names
from citewatch.documents.kinds.html.share_buttons import shares

_NAVIGATION = frozenset("navigation search menu menubar toolbar tablist".split())
_SITE = frozenset("banner contentinfo".split())
_SECTIONS = frozenset("main article section blockquote".split())
_ASIDES = frozenset("aside form header footer".split())
_NAMED = re.compile(
    r"(?i)(?:^|[\s_-])(?:nav(?:bar|igation)?|menu|sidebar|header|footer|breadcrumbs?|share|social"
    r"|related|pagination)(?:$|[\s_-])"
)
"""What pages call such parts that do not use HTML's elements for them. Names alone prove little:
they count where no sentence surrounds a link."""

_ABOUT_PAGE = frozenset("tag category author prev next home search".split())
"""Relations of links that lead to other pages of the site (html.spec.whatwg.org 4.6.7,
microformats.org/wiki/existing-rel-values)."""

_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6 b strong dt summary caption legend".split())
_LONGEST_HEADING = 20
"""Words of a heading, and elements inside of it: more are not looked at."""

_HIGHEST = 6
"""Elements that are climbed from a link to the list that it is in."""


def frame_of(page: Page) -> set[int]:
    """The id()s of the elements and links that are the page's frame."""
    return _Frame(page).ids()


class _Frame:
    def __init__(self, page: Page) -> None:
        self._page = page
        self._counted = Counted(page)
        self._body = page.soup.body or page.soup
        self._all = sum(map(self._counted.prose, page.soup.find_all("html", limit=1))) or 1
        self._hosts = {_host(address) for address in page.addresses} - {""}
        self._links = self._counted.number_of(_is_web_link)
        self._own_links = self._counted.number_of(self._is_own)
        self._headed = self._counted.number_of(self._is_sure_heading)

    def ids(self) -> set[int]:
        """All that is left out, without what is inside of it."""
        found: set[int] = set()
        roots = self._roots()
        ways = _ways(roots)
        inside: dict[int, bool] = {}
        soft: dict[int, bool] = {}
        blocks: dict[int, Tag] = {}
        listed = False
        for tag in self._counted.tags:
            above = id(tag.parent)
            if above in found:
                found.add(id(tag))
                continue
            inside[id(tag)] = inside.get(above, False) or tag.name in _SECTIONS
            soft[id(tag)] = soft.get(above, False) or _is_soft(tag)
            blocks[id(tag)] = tag if tag.name in BLOCKS else blocks.get(above, self._body)
            outside = ways.get(above, False) and id(tag) not in ways
            if self._is_hard(tag, inside=inside.get(above, False), outside=outside):
                found.add(id(tag))
            elif self._is_heading(tag):
                listed = heads_sources(tag.get_text(" ", strip=True)) or (
                    listed and tag.name not in _PARTS
                )
            elif not listed and self._is_loose(tag, blocks[id(tag)], soft=soft[id(tag)]):
                found.add(id(tag))
        return found

    def _roots(self) -> list[Tag]:
        """What holds the article, where the page says so and most of its prose is there."""
        soup = self._page.soup
        for names_of in (("main", "main"), ("article", "article")):
            roots = [tag for tag in soup.find_all(True) if _plays(tag, *names_of)]
            outer: list[Tag] = []
            for tag in roots:
                if not outer or self._page.place(tag) > self._page.last[id(outer[-1])]:
                    outer.append(tag)
            if sum(map(self._counted.prose, outer)) * 2 > self._all:
                return outer
        return []

    def _is_hard(self, tag: Tag, *, inside: bool, outside: bool) -> bool:
        """Whether an element is frame with all that it holds."""
        role = attribute(tag, "role").lower()
        prose = self._counted.prose(tag)
        if tag.name == "nav" or role in _NAVIGATION:
            return prose * 3 < self._all or prose < self._counted.linked(tag)
        if outside or role in _SITE or (tag.name in {"header", "footer"} and not inside):
            return prose * 6 < self._all and not self._headed(tag)
        return False

    def _is_loose(self, link: Tag, block: Tag, *, soft: bool) -> bool:
        """Whether it is a link that no sentence of its block surrounds, and one of the frame."""
        if not _is_web_link(link) or self._counted.has_sentence(block):
            return False
        if soft or shares(attribute(link, "href").strip()):
            return True
        relations = attribute(link, "rel").lower().split()
        return not _ABOUT_PAGE.isdisjoint(relations) or self._is_list_of_own(block)

    def _is_list_of_own(self, block: Tag) -> bool:
        """Whether a block is in a list of links only, most of which lead to the page's own site."""
        if not self._hosts:
            return False
        island = block
        for above, _ in zip(block.parents, range(_HIGHEST), strict=False):
            if id(above) not in self._page.order or not self._is_links_only(above):
                break
            island = above
        links, own = self._links(island), self._own_links(island)
        if not self._is_links_only(island) or links < 3 or own * 3 < links * 2:
            return False
        return self._counted.linked(island) * 2 < self._all + self._counted.linked(self._body)

    def _is_links_only(self, tag: Tag) -> bool:
        return self._counted.prose(tag) * 5 <= self._counted.linked(tag)

    def _is_own(self, tag: Tag) -> bool:
        return _is_web_link(tag) and _host(attribute(tag, "href")) in self._hosts

    def _is_heading(self, tag: Tag) -> bool:
        if tag.name not in _HEADINGS and attribute(tag, "role") != "heading":
            return False
        if self._page.last[id(tag)] - self._page.place(tag) > _LONGEST_HEADING:
            return False
        return self._counted.prose(tag) + self._counted.linked(tag) <= _LONGEST_HEADING

    def _is_sure_heading(self, tag: Tag) -> bool:
        """Whether an element says that sources follow, in words that head nothing else."""
        if not self._is_heading(tag):
            return False
        words = tag.get_text(" ", strip=True)
        return heads_sources(words) and not may_head_others(words)


_PARTS = frozenset("h1 h2 h3 h4 h5 h6".split())
"""Headings that end a list of sources; bold words may be part of one."""


def _ways(roots: list[Tag]) -> dict[int, bool]:
    """The roots, and what lies above them: True for the latter."""
    ways = {id(root): False for root in roots}
    for root in roots:
        for above in root.parents:
            if id(above) in ways:
                break
            ways[id(above)] = True
    return ways


def left_out(page: Page, frame: set[int]) -> Iterator[str]:
    """The addresses on the web that links of the frame lead to."""
    for link in page.soup.find_all("a", href=True):
        if id(link) in frame and is_web_address(address := attribute(link, "href").strip()):
            yield address


def remark(number: int) -> str:
    """What is said of links of the frame, by how many different addresses they lead to."""
    links = "1 link" if number == 1 else f"{number} links"
    verb = "was" if number == 1 else "were"
    return f"{links} of the page's frame (menus, share buttons, headers, footers) {verb} left out."


def _is_soft(tag: Tag) -> bool:
    """Whether an element may be frame or part of the article."""
    if tag.name in _ASIDES or attribute(tag, "role").lower() == "complementary":
        return True
    return tag.name in {"div", "ul", "ol", "section", "td"} and bool(_NAMED.search(names(tag)))


def _plays(tag: Tag, name: str, role: str) -> bool:
    return tag.name == name or attribute(tag, "role").lower() == role


def _is_web_link(tag: Tag) -> bool:
    return tag.name == "a" and is_web_address(attribute(tag, "href").strip())


def _host(address: str) -> str:
    try:
        host = urlsplit(address.strip()).hostname
    except ValueError:
        return ""
    return (host or "").removeprefix("www.")
