"""A web page to look notes up in: its elements in order, and what a fragment names."""

import re
import warnings
from bisect import bisect_right
from collections.abc import Sequence
from html import escape
from urllib.parse import unquote

from bs4 import BeautifulSoup, Tag, XMLParsedAsHTMLWarning
from msgspec import Struct

from citewatch.core.citation import Place
from citewatch.core.display import clean
from citewatch.documents.content.places import Lines
from citewatch.errors import InputError

NOTE_NAME = re.compile(
    r"(?i)(?:^|[^a-z])(?:(?:fn|ftn|edn|ftnt|fnt)_?(?:ref)?|sdfootnote|sdendnote|cite|citation|ref|refs|references?"
    r"|bib|biblio|bibitem|annot|fussnote|fußnote|anm|nota|note|notes|rn)(?:$|[^a-z])"
    r"|foot-?_?note|end-?_?note|side-?_?note|fussnote|cite_note|footdef|bibitem|csl-entry|footer?ref"
)
"""Names of classes and ids that notes, references and their lists go by."""

_ID = re.compile(r"""(?<![\w-])id=(?:"[^"<>]*"|'[^'<>]*')""")
_NUMBER = re.compile(r"\d")
_WORD_NOTE = re.compile(r"_(?:ftn|edn)(?:ref)?\d+")
"""Word's names for notes and their marks, which its pages reach through any address."""


LARGEST = 16 * 2**20
"""Most bytes of one page: the largest specifications on one page have about as many."""

_HEAD = 4_096
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


class Source:
    """The text of a page, in which things are looked for in about their order."""

    def __init__(self, text: str) -> None:
        self.lines = Lines(text)
        self._text, self._behind = text, 0
        self._ids: dict[str, int] = {}
        for found in _ID.finditer(text):
            self._ids.setdefault(found[0], found.start())

    def find(self, value: str) -> int:
        """Where a value stands, as it is or escaped, behind what was found last; -1: nowhere."""
        if value.startswith("id="):
            return self._ids.get(value, -1)
        for form in dict.fromkeys((value, escape(value, quote=False))):
            index = self._text.find(form, self._behind)
            index = self._text.find(form) if index < 0 else index
            if index >= 0:
                self._behind = index
                return index
        return -1


class Page(Struct, frozen=True):
    """A parsed page. `order` gives an element's place by its id(); `addresses` are its own.

    `last` gives by an element's id() the place of the last one inside it, or its own.
    """

    soup: BeautifulSoup
    source: Source
    order: dict[int, int]
    last: dict[int, int]
    named: dict[str, Tag]
    addresses: set[str]

    def place(self, tag: Tag) -> int:
        """Where an element begins, counted in elements."""
        return self.order[id(tag)]

    def target(self, link: Tag) -> Tag | None:
        """The element of this page that a link leads to."""
        fragment = self.fragment(link)
        if not fragment:
            return None
        return self.named.get(fragment) or self.named.get(unquote(fragment))

    def fragment(self, link: Tag) -> str:
        """The fragment of a link to this page itself; empty for all other links."""
        base, mark, fragment = attribute(link, "href").strip().partition("#")
        if not mark:
            return ""
        known = not base or base in self.addresses or _WORD_NOTE.fullmatch(fragment)
        return fragment if known else ""

    def learn_address(self, link: Tag) -> None:
        """Take the address in front of a note's name for the page's own: pages are saved, moved."""
        base, _, fragment = attribute(link, "href").strip().partition("#")
        named = unquote(fragment) in self.named and _NUMBER.search(fragment)
        if base and named and NOTE_NAME.search(fragment):
            self.addresses.add(base)

    def at(self, name: str, *written: str) -> Place:
        """Where the source has the first of the values that it has at all, for `Citation.at`."""
        for value in filter(None, written):
            if (index := self.source.find(value)) >= 0:
                return self.source.lines.at(name, index)
        return Place(name, 1)

    def inside(self, tag: Tag, places: Sequence[int]) -> Sequence[int]:
        """Those of some ascending places that are inside an element."""
        begin = bisect_right(places, self.place(tag))
        return places[begin : bisect_right(places, self.last[id(tag)])]


def parse_page(content: bytes, name: str) -> Page:
    """The page that `content` holds, in any encoding.

    Raises InputError where it is too large, or binary.
    """
    if len(content) > LARGEST:
        raise InputError([f"{clean(name)}: is larger than {LARGEST // 2**20} MiB"])
    if b"\x00" in content[:_HEAD] and not content.startswith(_UTF16):
        raise InputError([f"{clean(name)}: is no web page"])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        soup = BeautifulSoup(content, "lxml")
    order: dict[int, int] = {}
    named: dict[str, Tag] = {}
    tags = soup.find_all(True)
    for number, tag in enumerate(tags):
        order[id(tag)] = number
        for key in ("id", "name"):
            if value := attribute(tag, key):
                named.setdefault(value, tag)
    source = content.decode(soup.original_encoding or "utf-8", errors="replace")
    page = Page(soup, Source(source), order, _last(tags, order), named, _addresses(soup))
    links = soup.find_all("a", href=True)
    for link in links:
        page.learn_address(link)
    for link in links:
        if fragment := page.fragment(link):
            link["href"] = f"#{fragment}"
    return page


def _last(tags: Sequence[Tag], order: dict[int, int]) -> dict[int, int]:
    """The place of the last element inside each of some elements, which are in order."""
    last = dict(order)
    for tag in reversed(tags):
        parent = id(tag.parent)
        if parent in last:
            last[parent] = max(last[parent], last[id(tag)])
    return last


def attribute(tag: Tag, key: str) -> str:
    """An attribute's value; several words are joined, none is empty text."""
    value = tag.get(key)
    return " ".join(value) if isinstance(value, list) else value or ""


def names(tag: Tag) -> str:
    """Everything that an element says of what it is: classes, id, roles."""
    keys = ("class", "id", "name", "role", "rel", "epub:type", "data-type")
    return " ".join(filter(None, (attribute(tag, key) for key in keys)))


def _addresses(soup: BeautifulSoup) -> set[str]:
    found = set()
    for tag in soup.find_all(["link", "meta", "base"]):
        if "canonical" in attribute(tag, "rel") or tag.name == "base":
            found.add(attribute(tag, "href"))
        elif attribute(tag, "property") == "og:url":
            found.add(attribute(tag, "content"))
    return {address.partition("#")[0] for address in found if address}
