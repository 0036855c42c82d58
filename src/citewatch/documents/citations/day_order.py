"""Decides days like 5/7/2017 by the other days of the same document, once all of it is read."""

import re
from collections import deque

from msgspec.structs import replace

from citewatch.core.citation import Citation
from citewatch.core.date_forms import Order, orders_shown
from citewatch.documents.citations.access_dates import access_date, without_links
from citewatch.documents.citations.compose import dating_words
from citewatch.documents.reader import Ending, Flow

_MOST_HELD = 20_000
"""Citations that wait for the end of their document; in front of so many, what was seen decides."""

_PERHAPS = re.compile(r"\d[-/]\d{1,2}[-/]\d\d")


class _Shown:
    """The orders that the days of a document show, of what was read so far."""

    def __init__(self) -> None:
        self._found: set[Order] = set()

    def see(self, text: str) -> bool:
        """Take in the days of a text; whether it has one of numbers alone."""
        if not _PERHAPS.search(text):
            return False
        self._found |= orders_shown(without_links(text))
        return True

    def order(self) -> Order | None:
        """The order of all days, or None where they show none, or both."""
        return next(iter(self._found)) if len(self._found) == 1 else None


def in_one_order(citations: Flow) -> Flow:
    """The same citations; days that can be read in two ways are read as the others must be.

    A document whose days show no order, or both, leaves them unknown.
    """
    shown, held = _Shown(), deque[Citation]()
    ending: Ending
    while True:
        try:
            citation = next(citations)
        except StopIteration as end:
            ending = end.value
            break
        for sentence in citation.supports:
            shown.see(sentence)
        open_day = shown.see(citation.text) and citation.accessed is None
        if held or open_day:
            held.append(citation)
        else:
            yield citation
        if len(held) > _MOST_HELD:
            yield _decided(held.popleft(), shown.order())
    order = shown.order()
    while held:
        yield _decided(held.popleft(), order)
    return ending


def _decided(citation: Citation, order: Order | None) -> Citation:
    if order is None or citation.accessed is not None or not _PERHAPS.search(citation.text):
        return citation
    said = dating_words(citation.text, citation.links)
    return replace(citation, accessed=access_date(said, order))
