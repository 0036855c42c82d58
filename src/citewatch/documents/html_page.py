"""A web page to look notes up in: its elements in order, and what a fragment names."""

import re
import warnings
from dataclasses import dataclass, field
from urllib.parse import unquote

from bs4 import BeautifulSoup, Tag, XMLParsedAsHTMLWarning

from citewatch.core.display import clean
from citewatch.documents.decoding import LARGEST
from citewatch.errors import InputError

NOTE_NAME = re.compile(
    r"(?i)(?:^|[^a-z])(?:(?:fn|ftn|edn|ftnt|fnt)_?(?:ref)?|sdfootnote|sdendnote|cite|citation|ref|refs|references?"
    r"|bib|biblio|bibitem|annot|fussnote|fußnote|anm|nota|note|notes|rn)(?:$|[^a-z])"
    r"|foot-?_?note|end-?_?note|side-?_?note|fussnote|cite_note|footdef|bibitem|csl-entry|footer?ref"
)
"""Names of classes and ids that notes, references and their lists go by."""

_WORD_NOTE = re.compile(r"_(?:ftn|edn)(?:ref)?\d+")
"""Word's names for notes and their marks, which its pages reach through any address."""


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed page. `order` gives an element's place by its id()."""

    soup: BeautifulSoup
    order: dict[int, int]
    named: dict[str, Tag]
    addresses: frozenset[str] = field(default_factory=frozenset)

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
        if not base or base in self.addresses:
            return fragment
        if _WORD_NOTE.fullmatch(fragment):
            return fragment
        # Pages saved from another address: what is named here and looks like a note is meant here.
        known = unquote(fragment) in self.named and NOTE_NAME.search(fragment)
        return fragment if known else ""


def parse_page(content: bytes, name: str) -> Page:
    """The page that `content` holds, in any encoding. Raises InputError if it is too large."""
    if len(content) > LARGEST:
        raise InputError([f"{clean(name)}: is larger than {LARGEST // 2**20} MiB of text"])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        soup = BeautifulSoup(content, "lxml")
    order: dict[int, int] = {}
    named: dict[str, Tag] = {}
    for number, tag in enumerate(soup.find_all(True)):
        order[id(tag)] = number
        for key in ("id", "name"):
            if value := attribute(tag, key):
                named.setdefault(value, tag)
    page = Page(soup, order, named, _addresses(soup))
    for link in soup.find_all("a", href=True):
        if fragment := page.fragment(link):
            link["href"] = f"#{fragment}"
    return page


def attribute(tag: Tag, key: str) -> str:
    """An attribute's value; several words are joined, none is empty text."""
    value = tag.get(key)
    return " ".join(value) if isinstance(value, list) else value or ""


def names(tag: Tag) -> str:
    """Everything that an element says of what it is: classes, id, roles."""
    keys = ("class", "id", "name", "role", "rel", "epub:type", "data-type")
    return " ".join(filter(None, (attribute(tag, key) for key in keys)))


def _addresses(soup: BeautifulSoup) -> frozenset[str]:
    found = set()
    for tag in soup.find_all(["link", "meta", "base"]):
        if "canonical" in attribute(tag, "rel") or tag.name == "base":
            found.add(attribute(tag, "href"))
        elif attribute(tag, "property") == "og:url":
            found.add(attribute(tag, "content"))
    return frozenset(address.partition("#")[0] for address in found if address)
