"""What a page's head says of the page: its names, its site, where it sends the reader."""

import json
import re
from collections.abc import Iterator
from itertools import islice

from msgspec import Struct
from selectolax.lexbor import LexborNode

from citewatch.core.display import clean
from citewatch.core.evidence import Refresh
from citewatch.core.identifiers import doi_in
from citewatch.pages.elements import Elements
from citewatch.pages.refresh import absolute, read_refresh
from citewatch.pages.text import MAX_NAME

_TITLE_METAS = ("citation_title", "og:title", "dc.title", "dcterms.title", "twitter:title")
"""In the order of trust: the first is written for citing, the last for sharing."""

_DOI_METAS = (
    "citation_doi",
    "prism.doi",
    "dc.identifier",
    "dcterms.identifier",
    "dc.identifier.doi",
)

_JSON_LD = "application/ld+json"
_MAX_METAS = 300
_MAX_LINKS = 300
_MAX_JSON = 300_000
_MAX_JSON_BLOCKS = 10
_MAX_DEPTH = 6
_DRAWN = frozenset({"svg", "math"})
_MAX_NESTING = 100
"""Elements that a title is looked up through; the title of a page stands in three at most."""

_SITE_TYPES = re.compile(
    r"(?i)organi[sz]ation|website|person|breadcrumb|listitem|searchaction|imageobject|business|place"
)
"""JSON-LD types whose name is not the page's own."""


class Metadata(Struct, frozen=True):
    """What the head says; see `core.evidence.Page` for each. `base` is what relative addresses are
    relative to."""

    title: str
    other_titles: tuple[str, ...]
    site_name: str
    language: str
    base: str
    canonical: str | None
    refresh: Refresh | None
    noindex: bool
    paid: bool
    doi: str


def read_metadata(elements: Elements, url: str) -> Metadata:
    """The metadata of a page at `url`."""
    metas = elements.of("meta")
    named = _named(metas)
    base = _base(elements, url)
    linked = list(_linked_data(elements))
    titles = [named.get(name, "") for name in _TITLE_METAS]
    titles += [name for item in linked if (name := _name(item))]
    title = _title(elements)
    return Metadata(
        title=title,
        other_titles=tuple(dict.fromkeys(name for name in titles if name and name != title)),
        site_name=named.get("og:site_name", ""),
        language=_language(elements),
        base=base,
        canonical=_canonical(elements, base) or _named_address(named, base),
        refresh=_refresh(metas, base),
        noindex="noindex" in named.get("robots", "").lower(),
        paid=any(_is_paid(item) for item in linked)
        or named.get("article:content_tier", "").lower() in {"locked", "metered"},
        doi=next(filter(None, (doi_in(named.get(name, "")) for name in _DOI_METAS)), ""),
    )


def _title(elements: Elements) -> str:
    """The document's title, not that of a drawing in it."""
    for node in elements.of("title")[:20]:
        if not _is_drawn(node):
            return clean(node.text()[: 10 * MAX_NAME], MAX_NAME)
    return ""


def _is_drawn(node: LexborNode) -> bool:
    """Whether it stands in a drawing or a formula, in whatever groups of it."""
    above = node.parent
    for _ in range(_MAX_NESTING):
        if above is None:
            return False
        if above.tag in _DRAWN:
            return True
        above = above.parent
    return True


def _named(metas: list[LexborNode]) -> dict[str, str]:
    """The first content of each named meta element."""
    found: dict[str, str] = {}
    with_content = (node.attributes for node in metas if "content" in node.attributes)
    for attributes in islice(with_content, _MAX_METAS):
        name = attributes.get("name") or attributes.get("property") or attributes.get("itemprop")
        content = attributes.get("content")
        if name and content:
            found.setdefault(name.strip().lower(), clean(content[: 10 * MAX_NAME], MAX_NAME))
    return found


def _language(elements: Elements) -> str:
    languages = (node.attributes.get("lang") for node in elements.of("html"))
    return clean((next(languages, None) or "").lower(), 20)


def _base(elements: Elements, url: str) -> str:
    """The address that relative ones are relative to."""
    references = (node.attributes.get("href") for node in elements.of("base")[:_MAX_LINKS])
    first = next((reference for reference in references if reference is not None), "")
    return absolute(first or "", url) or url


def _canonical(elements: Elements, base: str) -> str | None:
    """The address that the page calls its own."""
    for node in elements.of("link")[:_MAX_LINKS]:
        attributes = node.attributes
        if "href" in attributes and "canonical" in (attributes.get("rel") or "").lower().split():
            return absolute(attributes["href"] or "", base)
    return None


def _named_address(named: dict[str, str], base: str) -> str | None:
    named_so = named.get("og:url")
    return absolute(named_so, base) if named_so else None


def _refresh(metas: list[LexborNode], base: str) -> Refresh | None:
    """The first meta refresh to another address. One inside noscript is for no browser of today."""
    orders = (
        node for node in metas if (node.attributes.get("http-equiv") or "").lower() == "refresh"
    )
    for node in islice(orders, 20):
        parent = node.parent
        if parent is not None and parent.tag == "noscript":
            continue
        order = read_refresh(node.attributes.get("content") or "", base)
        if order is not None:
            return order
    return None


def _linked_data(elements: Elements) -> Iterator[dict[str, object]]:
    """Every object of the page's JSON-LD, the outer ones first."""
    scripts = elements.of("script")
    kept = (node for node in scripts if (node.attributes.get("type") or "").lower() == _JSON_LD)
    for node in islice(kept, _MAX_JSON_BLOCKS):
        source = node.text()
        if len(source) > _MAX_JSON:
            continue
        try:
            yield from _objects(json.loads(source, strict=False), 0)
        except (ValueError, RecursionError):
            continue


def _objects(value: object, depth: int) -> Iterator[dict[str, object]]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "hasPart"):
            yield from _objects(value.get(key), depth + 1)
    elif isinstance(value, list):
        for item in value[:50]:
            yield from _objects(item, depth + 1)


def _name(item: dict[str, object]) -> str:
    """The headline of a JSON-LD object, or its name where the object is no site or person."""
    if _SITE_TYPES.search(str(item.get("@type", ""))[:200]):
        return ""
    name = item.get("headline") or item.get("name")
    return clean(name[: 10 * MAX_NAME], MAX_NAME) if isinstance(name, str) else ""


def _is_paid(item: dict[str, object]) -> bool:
    """Whether schema.org's isAccessibleForFree is false, in one of the ways that sites write it."""
    return str(item.get("isAccessibleForFree", "")).strip().lower() in {"false", "0", "no"}
