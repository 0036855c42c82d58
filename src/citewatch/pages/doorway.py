"""Pages that hold nothing to read, only a script that sends their reader on."""

import re
from collections.abc import Iterator
from itertools import islice

from msgspec import Struct

from citewatch.core.evidence import Refresh
from citewatch.core.urls import host_of, owner
from citewatch.pages.elements import Elements
from citewatch.pages.refresh import absolute
from citewatch.pages.script_orders import LONGEST, Orders, read_orders

WORDS_BESIDE_ORDER = 30
"""Words up to which a page is its script's way of saying where to go ("Redirecting… Click here if
nothing happens"). A judgement; a script that leads there whatever happens leaves no time to read
more."""

WORDS_OF_NOTHING = 12
"""Words up to which a page that leads nobody knows where holds nothing to read. A judgement."""

_SHOWN = "iframe frame object embed canvas video audio img picture svg form input".split()
"""What a reader may be shown, though no text of it is read here."""

_HANDLERS = "[onclick], [onchange], [onsubmit]"
_MAX_SCRIPTS = 20
_MAX_LEADING = 6
_SCRIPT_TYPES = frozenset({"", "module", "text/javascript", "application/javascript"})


class Leading(Struct, frozen=True):
    """Where the scripts of a page lead all readers, as far as it can be told without running them.

    `shows_more` tells that the page has more to show than text, or may draw it.
    """

    orders: Orders
    base: str
    shows_more: bool

    def order(self, words: int) -> Refresh | None:
        """The order of a page of so many words, where it is the whole of the page."""
        if self.orders.target is None or words > WORDS_BESIDE_ORDER:
            return None
        target = absolute(self.orders.target, self.base)
        return None if target is None else Refresh(0.0, target, by_script=True)

    def is_doorway(self, words: int) -> bool:
        """Whether a page of so many words is nothing but a way to somewhere else."""
        return self.order(words) is not None or (words <= WORDS_OF_NOTHING and not self.shows_more)


def read_leading(elements: Elements, base: str) -> Leading | None:
    """What the scripts of a page at `base` order, before it is taken apart; None for nothing."""
    at_load = _at_load(elements)
    found = islice(_inline(elements), _MAX_LEADING)
    codes = [code for code in found if read_orders(code) or _is_called(code, at_load)]
    if read_orders(at_load) or any(_is_called(code, at_load) for code in codes):
        codes.append(at_load)
    if not codes:
        return None
    orders = read_orders("\n;".join(codes)) or Orders(None)
    return Leading(orders, base, _shows_more(elements, base))


def _inline(elements: Elements) -> Iterator[str]:
    for node in elements.of("script")[:_MAX_SCRIPTS]:
        attributes = node.attributes
        kind = (attributes.get("type") or "").strip().lower()
        if kind in _SCRIPT_TYPES and "src" not in attributes:
            code = node.text()
            if "location" in code and len(code) <= LONGEST:
                yield code


def _at_load(elements: Elements) -> str:
    """What a page is to do as soon as it is there."""
    bodies = (node.attributes.get("onload") for node in elements.of("body"))
    code = next(bodies, None) or ""
    return "" if len(code) > LONGEST else code.strip().removeprefix("javascript:")


def _is_called(code: str, at_load: str) -> bool:
    """Whether a function that stands in `code` is called as soon as the page is there."""
    return any(f"function {name}" in code for name in re.findall(r"([\w$]+)\s*\(", at_load))


def _shows_more(elements: Elements, base: str) -> bool:
    if elements.has(*_SHOWN) or elements.tree.css_first(_HANDLERS) is not None:
        return True
    sources = (node.attributes.get("src") for node in elements.of("script")[:_MAX_SCRIPTS])
    places = [absolute(source, base) for source in sources if source]
    return any(place and owner(host_of(place)) == owner(host_of(base)) for place in places)
