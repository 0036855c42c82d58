"""How much of each element of a web page is prose, and how much of it links.

Elements are numbered in the page's order, so that what is inside one is one stretch of numbers:
sums up to each number answer for every element in no time, however deep a page nests.
"""

import re
from collections.abc import Callable, Sequence
from itertools import accumulate

from bs4 import Tag
from bs4.element import NavigableString, PreformattedString

from citewatch.documents.kinds.html.flat import UNREAD
from citewatch.documents.kinds.html.page import Page

_WORD = re.compile(r"[^\W\d_]{2,}|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_END = re.compile(r"[.!?](?:\s|$)|[。！？]")


class Counted:
    """The words of a page's elements, by whether they stand in links."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.tags: Sequence[Tag] = page.soup.find_all(True)
        self._linked = [False] * len(self.tags)
        prose, ends, linked = ([0] * len(self.tags) for _ in range(3))
        unread = [False] * len(self.tags)
        for number, tag in enumerate(self.tags):
            above = page.order.get(id(tag.parent))
            self._linked[number] = _is_link(tag) or (above is not None and self._linked[above])
            unread[number] = tag.name in UNREAD or (above is not None and unread[above])
            if unread[number]:
                continue
            text = _own_text(tag)
            words = len(_WORD.findall(text))
            if self._linked[number]:
                linked[number] = words
            else:
                prose[number], ends[number] = words, len(_END.findall(text))
        self._prose, self._ends, self._links = map(_sums, (prose, ends, linked))

    def prose(self, tag: Tag) -> int:
        """The words of an element outside of links."""
        return self._within(tag, self._prose)

    def linked(self, tag: Tag) -> int:
        """The words of an element in links."""
        return self._within(tag, self._links)

    def has_sentence(self, tag: Tag) -> bool:
        """Whether what an element says outside of links looks like a sentence."""
        words = self.prose(tag)
        return words >= _MANY_WORDS or (words >= _FEW_WORDS and self._within(tag, self._ends) > 0)

    def number_of(self, wanted: Callable[[Tag], bool]) -> Callable[[Tag], int]:
        """How many elements of a sort are inside an element."""
        sums = _sums([int(wanted(tag)) for tag in self.tags])
        return lambda tag: self._within(tag, sums)

    def _within(self, tag: Tag, sums: Sequence[int]) -> int:
        return sums[self._page.last[id(tag)] + 1] - sums[self._page.place(tag)]


_FEW_WORDS = 4
"""Words of a sentence that ends as one; fewer are a label ("By", "Read more.")."""

_MANY_WORDS = 10
"""Words that are a sentence, whether it ends or goes on in a link."""


def _is_link(tag: Tag) -> bool:
    return tag.name == "a" and tag.has_attr("href")


def _own_text(tag: Tag) -> str:
    """The text that stands in an element itself, not in one inside of it."""
    return " ".join(
        str(node)
        for node in tag.contents
        if isinstance(node, NavigableString) and not isinstance(node, PreformattedString)
    )


def _sums(numbers: Sequence[int]) -> list[int]:
    return list(accumulate(numbers, initial=0))
