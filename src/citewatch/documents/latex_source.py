"""Finds commands and their arguments in LaTeX source; comments and code are blanked out first."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_SKIPPED = re.compile(
    r"""(?sx)
      (?P<address> \\(?:url|nolinkurl|path|href)\b\*? \s* (?=\{) )
    | (?P<code> \\begin\{(?P<environment>verbatim\*?|lstlisting|minted|comment|filecontents\*?)\}
        .*? (?:\\end\{(?P=environment)\}|\Z) )
    | (?P<verb> \\verb\*?(?P<quote>[^\sA-Za-z*]).*?(?P=quote) )
    | (?P<never> \\iffalse\b .*? (?:\\fi\b|\Z) )
    | \\.
    | (?P<comment> %[^\n]* )
    """
)
_NOT_NEWLINE = re.compile(r"[^\n]")


class Command(NamedTuple):
    """`\\name[option]{argument}`, with its place in the source."""

    name: str
    option: str | None
    argument: str
    start: int
    end: int


def without_comments(source: str) -> str:
    """`source` with comments and code blanked out; every other character keeps its place.

    A percent sign inside an address is part of it.
    """
    pieces, position = [], 0
    while found := _SKIPPED.search(source, position):
        end = found.end()
        pieces.append(source[position : found.start()])
        if found["address"]:
            end = closing(source, end)
            pieces.append(source[found.start() : end])
        elif found["code"] or found["verb"] or found["never"] or found["comment"]:
            pieces.append(_NOT_NEWLINE.sub(" ", found[0]))
        else:
            pieces.append(found[0])
        position = end
    pieces.append(source[position:])
    return "".join(pieces)


def closing(source: str, start: int) -> int:
    """The index behind the brace that closes the one at `start`, or `start` if none does."""
    depth, position = 0, start
    while position < len(source):
        character = source[position]
        if character == "\\":
            position += 1
        elif character == "{":
            depth += 1
        elif character == "}":
            depth -= 1
            if depth == 0:
                return position + 1
        position += 1
    return start


def commands(source: str, names: str) -> Iterator[Command]:
    """The commands in `source` whose names match `names`, outer ones only, in order."""
    pattern = re.compile(rf"\\({names})(?![A-Za-z@])\*?\s*(?:\[([^\[\]]*)\])?\s*(?=\{{)")
    position = 0
    while found := pattern.search(source, position):
        end = closing(source, found.end())
        position = max(end, found.end())
        if end > found.end():
            argument = source[found.end() + 1 : end - 1]
            yield Command(found[1], found[2], argument, found.start(), end)
