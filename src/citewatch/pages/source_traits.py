"""What pages of sources have and notices lack: running text, and a head that describes it."""

from itertools import islice
from typing import Final

from selectolax.lexbor import LexborNode

from citewatch.pages.elements import Elements

MAX_PARAGRAPHS = 5
"""Counting stops here: nothing depends on more."""

_RUNNING_WORDS = 20
"""Words from which a paragraph is running text. A judgement: about two lines in print."""

_LOOKED_AT = 200
_DESCRIBING: Final = frozenset(
    """author article:author article:published_time article:modified_time date datepublished
    dc.creator dc.date dcterms.creator dcterms.date dc.date.issued parsely-author parsely-pub-date
    citation_author citation_publication_date citation_date citation_title citation_doi
    sailthru.author sailthru.date pubdate publish-date publication_date""".split()
)
"""Names of meta elements that tell who wrote a page, or when."""

_DESCRIBED_PARTS = frozenset({"datepublished", "datemodified", "author", "articlebody"})
"""The same as microdata in the text."""


def count_paragraphs(elements: Elements) -> int:
    """How many paragraphs of running text there are."""
    found = 0
    for node in islice(elements.of("p"), _LOOKED_AT):
        found += len(node.text(separator=" ")[:2000].split()) >= _RUNNING_WORDS
        if found == MAX_PARAGRAPHS:
            break
    return found


def is_described(elements: Elements) -> bool:
    """Whether the page tells, for programs, who wrote it or when, as pages of sources do."""
    for node in islice(elements.of("meta"), _LOOKED_AT):
        attributes = node.attributes
        name = attributes.get("name") or attributes.get("property") or ""
        if name.strip().lower() in _DESCRIBING and (attributes.get("content") or "").strip():
            return True
    return any(_is_described_part(node) for node in elements.of("time", "span", "div", "a", "meta"))


def _is_described_part(node: LexborNode) -> bool:
    attributes = node.attributes
    if node.tag == "time":
        return "datetime" in attributes
    return (attributes.get("itemprop") or "").lower() in _DESCRIBED_PARTS


def awaits_scripts(elements: Elements) -> bool:
    """Whether an element with a name stands empty in it, for a script to put a text there."""
    if not elements.has("script"):
        return False
    places = islice(elements.of("div", "main", "section"), _LOOKED_AT)
    return any("id" in node.attributes and not node.text(strip=True) for node in places)
