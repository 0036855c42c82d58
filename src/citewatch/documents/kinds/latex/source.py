"""Where comments, code and braces stand in LaTeX source."""

import re

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
