"""Citations of a document without notes: each address that it links to is one."""

from collections.abc import Iterable
from itertools import count
from typing import NamedTuple

from citewatch.core.citation import Citation, Place
from citewatch.documents.parts.compose import compose
from citewatch.documents.parts.supports import Supports


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
