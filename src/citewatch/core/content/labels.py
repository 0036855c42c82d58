"""Whether a part of a title or heading is nothing but the name of some kind of page."""

import re

from citewatch.core.content.wording import Phrases

_LETTER_OR_DIGIT = re.compile(r"[^\W_]")


def is_only(part: str, name: Phrases, filler: Phrases) -> bool:
    """Whether folded `part` has `name` in it, and beside it no word or number but `filler`."""
    if not name.search(part):
        return False
    return not _LETTER_OR_DIGIT.search(filler.sub(" ", name.sub(" ", part)))


def first_only(parts: list[str], name: Phrases, filler: Phrases) -> str:
    """The first of `parts` that is nothing but `name`, or ''."""
    return next((part for part in parts if is_only(part, name, filler)), "")
