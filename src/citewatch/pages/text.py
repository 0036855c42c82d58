"""The text a reader sees on a page, without what surrounds every page of its site."""

import re
from collections.abc import Iterable
from itertools import islice

from msgspec import Struct
from selectolax.lexbor import LexborNode

from citewatch.core.display import clean
from citewatch.pages.elements import Elements
from citewatch.pages.frame import MAX_TEXT, Frame

MAX_NAME = 300
"""Characters kept of a title or heading."""

_MAX_HEADINGS = 5
_FEW = 20
"""With fewer words than this beside the navigation, the navigation is the page."""

_IDEOGRAPHS = r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
"""Compiled where a page has more than ASCII, since that takes 2 ms."""

_TYPED = bytes(range(0x21, 0x7F))


class Reading(Struct, frozen=True):
    """Headings and text of a page; `words` counts the whole text, `cut` or not."""

    headings: tuple[str, ...]
    text: str
    words: int
    cut: bool


def read_text(elements: Elements) -> Reading:
    """Headings and text of the page, which is taken apart for it."""
    body = elements.tree.body
    if body is None:
        return Reading((), "", 0, cut=False)
    frame = Frame(elements, body)
    around = frame.take_out_sides()
    headings = _headings(frame.headings)
    around += frame.take_out_banners()
    text, words, cut = plain(body.text(separator=" "))
    if words < _FEW:
        text, words, cut = plain(" ".join([*around, text]))
    return Reading(headings, text, words, cut)


def _headings(nodes: Iterable[LexborNode]) -> tuple[str, ...]:
    """The first few that have text."""
    texts = (clean(node.text(separator=" ")[: 4 * MAX_NAME], MAX_NAME) for node in nodes)
    return tuple(islice(dict.fromkeys(filter(None, texts)), _MAX_HEADINGS))


def plain(text: str) -> tuple[str, int, bool]:
    """`text` as one clean line, its number of words, and whether it was cut.

    A Chinese or Japanese character counts as a word.
    """
    shown = text[: 3 * MAX_TEXT]
    line = _one_line(shown)
    spaces, others = _beside_letters(line)
    if others.isprintable():  # so that no other white space is in it
        words = spaces + bool(line)
    else:
        tokens = shown.split()
        line, words = clean(" ".join(tokens)), len(tokens)
    ideographs = len(re.findall(_IDEOGRAPHS, others)) if others else 0
    cut = len(line) > MAX_TEXT or len(text) > len(shown)
    return line[:MAX_TEXT], words + ideographs, cut


def _one_line(text: str) -> str:
    """`text` with one space for each run of the usual white space.

    Faster than to split it everywhere, which makes a string of every word.
    """
    for other in "\n\t\r":
        text = text.replace(other, " ")
    return " ".join(filter(None, map(str.strip, text.split("  "))))


def _beside_letters(line: str) -> tuple[int, str]:
    """How many spaces are in it, and every other character that no typewriter has.

    Faster than to look for each of them: for most pages they are a fiftieth of the text.
    """
    beside = line.encode("utf-8", "surrogatepass").translate(None, _TYPED)
    others = beside.translate(None, b" ").decode("utf-8", "surrogatepass")
    return beside.count(b" "), others
