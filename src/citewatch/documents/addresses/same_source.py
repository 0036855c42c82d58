"""Which of the addresses and DOIs in a passage name a source, and which one that another names."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from citewatch.core.memento import is_archive_address
from citewatch.core.urls import url_of
from citewatch.documents.addresses.dois import PREFIX
from citewatch.documents.addresses.links import FoundLink, Written


class Target(NamedTuple):
    """Where the link over `text[start:end]` leads."""

    url: str
    start: int
    end: int


class _Locator(NamedTuple):
    """What leads to a source; `written` is None for a link over words."""

    target: Target
    written: Written | None


_SITE = re.compile(r"(?i)www\d?\.([\w.-]+)/?")
_HOSTS = re.compile(r"(?i)(?:^|//)(?:[^/@\s]{0,100}@)?(?:www\d?\.)?([\w-]+(?:\.[\w-]+)+)")

_NEXT_SOURCE = re.compile(
    r"""(?x)
    ;\s | \n[^\S\n]*\n
    | [.)\]]\s+ (?: (?i:(?:but\s+)?see\s | cf\. | compare\s | siehe\s | vgl\. | voir\s | véase\s )
                 | (?=[A-ZÀ-Þ][\w'\u2019-]+,\s+[A-ZÀ-Þ]) )
    """
)
"""Where the next source of a note may begin: behind `;`, with "See also", with "Roe, B."."""

_WORD = re.compile(r"[^\W\d_]{2,}")
_NO_WORDS = frozenset(
    """doi http https www available accessed access retrieved last visited viewed from at on the of
    published online epub pmid pmc pmcid issn isbn vol volume no pp pages and in see also cited
    january february march april may june july august september october november december jan feb
    mar apr jun jul aug sep sept oct nov dec""".split()
)
_FEWEST_WORDS = 4
"""Words that a reference has at least in front of what leads to its source."""


def named_sources(
    text: str, linked: Iterable[Target], shown: Iterable[FoundLink]
) -> Iterator[Target]:
    """What leads to the sources of a passage, of links over its text and addresses shown in it.

    A DOI beside an address of the same source names it again, unless that is an archive's, and so
    does a site's name (`www.example.org`) beside an address on that site or a DOI. Where another
    source begins between them, each counts.
    """
    locators = [_Locator(target, None) for target in linked]
    locators += [_Locator(Target(*found[:3]), found.written) for found in shown]
    locators.sort(key=lambda one: one.target.start)
    known, resolved = _known_hosts(locators), _resolved(locators)
    for source in _by_source(text, locators):
        yield from _names(source, known, resolved)


def _names(
    source: list[_Locator], known: frozenset[str], resolved: frozenset[str]
) -> Iterator[Target]:
    dois = [
        one.target
        for one in source
        if one.written is Written.AS_DOI and one.target.url.lower() not in resolved
    ]
    others = [one for one in source if one.written is not Written.AS_DOI]
    addresses = [
        one.target
        for one in others
        if (site := _site(one)) is None or not (dois or site.lower() in known)
    ]
    if all(_is_snapshot(one.url) for one in addresses):
        yield from sorted([*addresses, *dois], key=lambda one: one.start)
    else:
        yield from addresses


def _is_snapshot(url: str) -> bool:
    """Whether an address names a capture: the source lives elsewhere, where a DOI may lead."""
    address = url_of(url)
    return address is not None and is_archive_address(address)


def _by_source(text: str, locators: list[_Locator]) -> Iterator[list[_Locator]]:
    source: list[_Locator] = []
    for locator in locators:
        if source and _is_another(text[source[-1].target.end : locator.target.start]):
            yield source
            source = []
        source.append(locator)
    if source:
        yield source


def _is_another(between: str) -> bool:
    """Whether the words between two addresses are a reference of their own."""
    begin = _NEXT_SOURCE.search(between)
    if begin is None:
        return False
    words = (word[0].lower() for word in _WORD.finditer(between, begin.end()))
    return sum(word not in _NO_WORDS for word in words) >= _FEWEST_WORDS


def _site(locator: _Locator) -> str | None:
    """The site that is named without scheme and path, as a publisher is."""
    if locator.written is not Written.WITHOUT_SCHEME:
        return None
    site = _SITE.fullmatch(locator.target.url)
    return site[1] if site else None


def _resolved(locators: Iterable[_Locator]) -> frozenset[str]:
    """The DOIs that stand in addresses."""
    urls = (one.target.url.lower() for one in locators if one.written is not Written.AS_DOI)
    return frozenset(url[found.start() :] for url in urls if (found := PREFIX.search(url)))


def _known_hosts(locators: Iterable[_Locator]) -> frozenset[str]:
    """The hosts of all addresses and of those inside of them, with the domains that they are in."""
    known: set[str] = set()
    for locator in locators:
        if locator.written is Written.AS_DOI or _site(locator) is not None:
            continue
        for host in _HOSTS.findall(locator.target.url.lower()):
            labels = host.split(".")
            known.update(".".join(labels[first:]) for first in range(min(len(labels) - 1, 8)))
    return frozenset(known)
