"""Whether a part of a title or heading is nothing but the name of some kind of page."""

import re
from functools import lru_cache

from citewatch.core.content.wording import Phrases

_LETTER_OR_DIGIT = re.compile(r"[^\W_]")


_PARTS_REMEMBERED = 8192
_SHORT = 200
"""Characters of a part that is worth remembering: a title is its heading too, and the pages of a
site all bear its name."""


def is_only(part: str, name: Phrases, filler: Phrases) -> bool:
    """Whether folded `part` has `name` in it, and beside it no word or number but `filler`."""
    return _is_only(part, name, filler) if len(part) > _SHORT else _known(part, name, filler)


def _is_only(part: str, name: Phrases, filler: Phrases) -> bool:
    if not name.search(part):
        return False
    return not _LETTER_OR_DIGIT.search(filler.sub(" ", name.sub(" ", part)))


_known = lru_cache(_PARTS_REMEMBERED)(_is_only)


def first_only(parts: list[str], name: Phrases, filler: Phrases) -> str:
    """The first of `parts` that is nothing but `name`, or ''."""
    return next((part for part in parts if is_only(part, name, filler)), "")
