"""Links in running text: each address is a citation, where a document has notes beside them."""

import re
from collections.abc import Iterable
from itertools import count
from typing import NamedTuple

from citewatch.core.citation import Citation, Place
from citewatch.documents.citations.compose import compose
from citewatch.documents.citations.supports import Supports

_BESIDE = re.compile(r"link-\d+")
BESIDE = "link-"
"""What the id of a link in running text begins with, in a document that has notes."""


class Mention(NamedTuple):
    """A link where it stands: its address, the words it lies over, the sentence, the place.

    `key` is its name in the document, if it has one (a reference link's label).
    """

    url: str
    words: str
    sentence: str
    at: Place
    key: str | None = None


class _Cited:
    """One address: where it is mentioned first, its names, the sentences that mention it."""

    def __init__(self, first: Mention) -> None:
        self.first = first
        self.keys: dict[str, None] = {}


def is_beside(citation: Citation) -> bool:
    """Whether it is a link in the running text of a document that has notes."""
    return bool(_BESIDE.fullmatch(citation.id))


def beside(notes: Iterable[Citation], mentions: Iterable[Mention]) -> tuple[Citation, ...]:
    """The notes of a document, and behind them what its running text links to beside them.

    Each address that stands in no note is a citation too: `link-1`, `link-2` …
    """
    found = tuple(notes)
    noted = {link for citation in found for link in citation.links}
    numbers: dict[str, str] = {}
    outside = [mention for mention in mentions if mention.url not in noted]
    for mention in outside:
        numbers.setdefault(mention.url, f"{BESIDE}{len(numbers) + 1}")
    return (*found, *cite_mentions(one._replace(key=numbers[one.url]) for one in outside))


def cite_mentions(mentions: Iterable[Mention]) -> tuple[Citation, ...]:
    """One citation an address, in the order of the first mentions, numbered unless named."""
    by_url: dict[str, _Cited] = {}
    supports, taken = Supports(), set[str]()
    for mention in mentions:
        cited = by_url.get(mention.url) or by_url.setdefault(mention.url, _Cited(mention))
        supports.add(mention.url, mention.sentence)
        if mention.key:
            cited.keys[mention.key] = None
            taken.add(mention.key)
    used: set[str] = set()
    numbers = (str(number) for number in count(1) if str(number) not in taken)
    citations: list[Citation] = []
    for url, cited in by_url.items():
        key = next((key for key in cited.keys if key not in used), None) or next(numbers)
        used.add(key)
        words, at = cited.first.words or url, cited.first.at
        citations.append(compose(key, words, links=[url], supports=supports.of(url), at=at))
    return tuple(citations)
