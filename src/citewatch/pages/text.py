"""The text a reader sees on a page, without what surrounds every page of its site."""

import re
from collections.abc import Set

from msgspec import Struct
from selectolax.lexbor import LexborHTMLParser, LexborNode

from citewatch.core.display import clean

MAX_TEXT = 100_000
"""Characters of text kept: enough for all but books, so that a quote is found where it stands."""

MAX_NAME = 300
"""Characters kept of a title or heading."""

_MAX_HEADINGS = 5
_FEW = 20
"""With fewer words than this beside the navigation, the navigation is the page."""

_MAX_TAKEN = 2_000
_MAX_CLIMB = 512
"""Elements taken out, and steps up from each: a bound on what a hostile page can cost."""

_CODE = "script, style"
_UNSEEN = "noscript, template, dialog, [hidden], svg, select, datalist"
_SURROUNDINGS = "nav, footer, aside, [role=navigation], [role=contentinfo], [role=search]"
_BANNERS = "header, [role=banner]"
_CONTENT = frozenset({"article", "main", "section"})

_IDEOGRAPHS = r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
"""Compiled where a page has any, since that takes 2 ms."""

_IDEOGRAPH_STARTS = bytes([*range(0xE3, 0xEA), 0xEF])
"""First bytes of their UTF-8, to tell quickly that a text has none."""


class Reading(Struct, frozen=True):
    """Headings and text of a page; `words` counts the whole text, `cut` or not."""

    headings: tuple[str, ...]
    text: str
    words: int
    cut: bool


def read_text(tree: LexborHTMLParser) -> Reading:
    """Headings and text of `tree`, which is taken apart for it."""
    body = tree.body
    if body is None:
        return Reading((), "", 0, cut=False)
    for node in body.css(_CODE):
        node.decompose()  # holds no element, so this frees none that is still to come
    _take_out(body, _UNSEEN)
    around = [_take_out(body, _SURROUNDINGS)]
    headings = _headings(body)
    around.append(_take_out(body, _BANNERS, but_in=_CONTENT))
    text, words, cut = plain(body.text(separator=" "))
    if words < _FEW:
        text, words, cut = plain(" ".join([*around, text]))
    return Reading(headings, text, words, cut)


def plain(text: str) -> tuple[str, int, bool]:
    """`text` as one clean line, its number of words, and whether it was cut.

    A Chinese or Japanese character counts as a word.
    """
    shown = text[: 3 * MAX_TEXT]
    line = _one_line(shown)
    if line.isprintable():  # so that no other white space is in it
        words = line.count(" ") + bool(line)
    else:
        tokens = shown.split()
        line, words = clean(" ".join(tokens)), len(tokens)
    ideographs = len(re.findall(_IDEOGRAPHS, line)) if _may_have_ideographs(line) else 0
    cut = len(line) > MAX_TEXT or len(text) > len(shown)
    return line[:MAX_TEXT], words + ideographs, cut


def _one_line(text: str) -> str:
    """`text` with one space for each run of the usual white space.

    Faster than to split it everywhere, which makes a string of every word.
    """
    for other in "\n\t\r":
        text = text.replace(other, " ")
    return " ".join(filter(None, map(str.strip, text.split("  "))))


def _may_have_ideographs(line: str) -> bool:
    if line.isascii():
        return False
    encoded = line.encode("utf-8", "surrogatepass")
    return any(start in encoded for start in _IDEOGRAPH_STARTS)


def _take_out(body: LexborNode, selector: str, *, but_in: Set[str] = frozenset()) -> str:
    """Remove what `selector` finds, unless it stands in an element of `but_in`; return its text."""
    texts = []
    for node in _outermost(body.css(selector)[:_MAX_TAKEN], but_in):
        texts.append(node.text(separator=" ")[:MAX_TEXT])
        node.decompose()
    return " ".join(texts)


def _outermost(nodes: list[LexborNode], but_in: Set[str]) -> list[LexborNode]:
    """Those of `nodes` that stand in none of the others, whose removal would free them too."""
    taken = {node.mem_id for node in nodes}
    return [node for node in nodes if _is_free(node, taken, but_in)]


def _is_free(node: LexborNode, taken: Set[int], but_in: Set[str]) -> bool:
    parent = node.parent
    for _ in range(_MAX_CLIMB):
        if parent is None:
            return True
        if parent.mem_id in taken or parent.tag in but_in:
            return False
        parent = parent.parent
    return False


def _headings(body: LexborNode) -> tuple[str, ...]:
    """The first few h1, then h2, that have text."""
    found: list[str] = []
    for tag in ("h1", "h2"):
        for node in body.css(tag)[: 2 * _MAX_HEADINGS]:
            heading = clean(node.text(separator=" ")[: 4 * MAX_NAME], MAX_NAME)
            if heading and heading not in found:
                found.append(heading)
    return tuple(found[:_MAX_HEADINGS])
