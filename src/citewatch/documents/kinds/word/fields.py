"""Field codes of Word: where a HYPERLINK field leads (ECMA-376, part 1, 17.16.5.25)."""

import re

_TOKEN = re.compile(r'["“”]((?:\\.|[^"“”\\])*)["“”]|(\\[A-Za-z*#@!])(?=\s|["“]|$)|(\S+)')
_ESCAPED = re.compile(r'\\([\\"])')
_PLACE = "\\l"
_WITH_ARGUMENT = {_PLACE, "\\o", "\\t", "\\s"}


def hyperlink_target(code: str) -> str | None:
    """The address of a HYPERLINK field with its `\\l` place, or None for any other field."""
    tokens = [_token(match) for match in _TOKEN.finditer(code)]
    if not tokens or tokens[0].upper() != "HYPERLINK":
        return None
    address, place, position = "", "", 1
    while position < len(tokens):
        word = tokens[position]
        if word in _WITH_ARGUMENT:
            position += 1
            if word == _PLACE and position < len(tokens):
                place = tokens[position]
        elif not word.startswith("\\") and not address:
            address = word
        position += 1
    return with_place(address, place) if address else None


def with_place(address: str, place: str | None) -> str:
    """`address` with a `place` inside the page, which Word stores apart from it."""
    return f"{address}#{place}" if place and "#" not in address else address


def _token(match: re.Match[str]) -> str:
    quoted, switch, bare = match.groups()
    if quoted is not None:
        return _ESCAPED.sub(r"\1", quoted)
    return switch.lower() if switch else bare
