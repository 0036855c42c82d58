"""Finds commands and their arguments in LaTeX source; comments and code are blanked out first."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_SKIPPED = re.compile(
    r"""(?sx)
      (?P<address> \\(?:url|nolinkurl|path|href)\b\*? \s*
        \{ (?: [^{}\\] | \\. | \{[^{}]*+\} )*+ \} )
    | (?P<code> \\begin\{(?P<environment>verbatim\*?|lstlisting|minted|comment|filecontents\*?)\}
        .*? (?:\\end\{(?P=environment)\}|\Z) )
    | (?P<verb> \\verb\*?(?P<quote>[^\sA-Za-z*]).*?(?P=quote) )
    | (?P<never> \\iffalse\b .*? (?:\\fi\b|\Z) )
    | \\.
    | (?P<comment> %[^\n]* )
    """
)
_BRACE = re.compile(r"(?s)\\.|[{}]")
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
        pieces.append(source[position : found.start()])
        if found["code"] or found["verb"] or found["never"] or found["comment"]:
            pieces.append(_NOT_NEWLINE.sub(" ", found[0]))
        else:
            pieces.append(found[0])
        position = found.end()
    pieces.append(source[position:])
    return "".join(pieces)


def braces(source: str) -> dict[int, int]:
    """The index behind the closing brace for each opening brace that has one."""
    closing, opened = dict[int, int](), list[int]()
    for found in _BRACE.finditer(source):
        if found[0] == "{":
            opened.append(found.start())
        elif found[0] == "}" and opened:
            closing[opened.pop()] = found.end()
    return closing


def commands(source: str, names: str) -> Iterator[Command]:
    """The commands in `source` whose names match `names`, outer ones only, in order."""
    pattern = re.compile(rf"\\({names})(?![A-Za-z@])\*?\s*(?:\[([^\[\]]*)\])?\s*(?=\{{)")
    closing, position = braces(source), 0
    for found in pattern.finditer(source):
        end = closing.get(found.end())
        if end is not None and found.start() >= position:
            position = end
            argument = source[found.end() + 1 : end - 1]
            yield Command(found[1], found[2], argument, found.start(), end)
