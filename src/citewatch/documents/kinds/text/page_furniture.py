"""Takes the headers and footers of printed pages out of plain text."""

import re
from collections import Counter

_PAGE = re.compile(r"(?i)\[?\bpage\s+\d+(?:\s+of\s+\d+)?\]?\s*$")
_DIGITS = re.compile(r"\d+")
_OFTEN = 3
"""Times that a line stands in a text before it is taken for a header or footer."""


def without_furniture(lines: list[str]) -> list[str]:
    """The lines; those that pages print at their head and foot are empty.

    They are told by a page's number at their end ("[Page 12]") or by standing next to such a line
    or a form feed, again and again.
    """
    pattern = [_DIGITS.sub("0", line.strip("\f ")) for line in lines]
    count = Counter(pattern)
    edges = {index for index, line in enumerate(lines) if _is_edge(line, count[pattern[index]])}
    near = {
        index
        for edge in edges
        for index in range(edge - 2, edge + 4)
        if 0 <= index < len(lines) and pattern[index] and count[pattern[index]] >= _OFTEN
    }
    furniture = near | {index for index in edges if _PAGE.search(lines[index])}
    return ["" if index in furniture else line.strip("\f") for index, line in enumerate(lines)]


def _is_edge(line: str, times: int) -> bool:
    return "\f" in line or (times >= _OFTEN and _PAGE.search(line) is not None)
