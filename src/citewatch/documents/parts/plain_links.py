"""Citations of a document without notes: each address that it links to is one."""

from collections.abc import Iterable
from typing import NamedTuple

from citewatch.core.citation import Citation, Place
from citewatch.documents.parts.compose import compose


class Mention(NamedTuple):
    """A link where it stands: its address, the words it lies over, the sentence, the place.

    `key` is its name in the document, if it has one (a reference link's label).
    """

    url: str
    words: str
    sentence: str
    at: Place
    key: str | None = None


def cite_mentions(mentions: Iterable[Mention]) -> tuple[Citation, ...]:
    """One citation an address, in the order of the first mentions, numbered unless named."""
    by_url: dict[str, list[Mention]] = {}
    for mention in mentions:
        by_url.setdefault(mention.url, []).append(mention)
    taken = {mention.key for same in by_url.values() for mention in same if mention.key}
    citations: list[Citation] = []
    used: set[str] = set()
    number = 0
    for url, same in by_url.items():
        key = next((mention.key for mention in same if mention.key not in {None, *used}), None)
        while key is None:
            number += 1
            key = None if str(number) in taken else str(number)
        used.add(key)
        citations.append(_cite(key, url, same))
    return tuple(citations)


def _cite(key: str, url: str, mentions: list[Mention]) -> Citation:
    first = mentions[0]
    return compose(
        key,
        first.words or url,
        links=[url],
        supports=[mention.sentence for mention in mentions],
        at=first.at,
    )
