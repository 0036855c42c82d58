"""Whether a part of a title or heading is nothing but the name of some kind of page."""

import re

_LETTER_OR_DIGIT = re.compile(r"[^\W_]")


def is_only(part: str, name: re.Pattern[str], filler: re.Pattern[str]) -> bool:
    """Whether folded `part` has `name` in it, and beside it no word or number but `filler`."""
    if not name.search(part):
        return False
    return not _LETTER_OR_DIGIT.search(filler.sub(" ", name.sub(" ", part)))


def first_only(parts: list[str], name: re.Pattern[str], filler: re.Pattern[str]) -> str:
    """The first of `parts` that is nothing but `name`, or ''."""
    return next((part for part in parts if is_only(part, name, filler)), "")
