"""How an entry is laid out, so that a new field looks like those that stand there."""

import re

from citewatch.documents.kinds.bibtex.grammar import Entry, Field

_LEADS = re.compile(r"\s*,\s*")
_EQUALS = re.compile(r"(\s*)=(\s*)")
_DELIMITERS = {'"': ('"', '"')}


def new_field(text: str, entry: Entry, beside: Field, key: str, said: str) -> str:
    """`key = {said}` as it follows the field `beside`, whose indentation and spacing it has."""
    opened = beside.pieces[0].opened if beside.pieces else ""
    opening, closing = _DELIMITERS.get(opened, ("{", "}"))
    before, after = _around_equals(text, beside)
    name = _cased(key, beside.key)
    if _is_aligned(text, entry):
        before = " " * max(len(beside.key) + len(before) - len(name), 0)
    return f"{_lead(text, entry, beside)}{name}{before}={after}{opening}{said}{closing}"


def _lead(text: str, entry: Entry, beside: Field) -> str:
    """The comma and the blanks in front of the field, as they stand in front of `beside`."""
    place = entry.fields.index(beside)
    end = entry.fields[place - 1].end if place else entry.inside
    lead = text[end : beside.start]
    if _LEADS.fullmatch(lead):
        return lead
    line = max(text.rfind("\n", 0, beside.start), text.rfind("\r", 0, beside.start)) + 1
    indent = text[line : beside.start]
    if indent.strip():
        return ", "
    start = line - 2 if text[max(line - 2, 0) : line] == "\r\n" else line - 1
    return f",{text[max(start, 0) : line]}{indent}"


def _around_equals(text: str, field: Field) -> tuple[str, str]:
    found = _EQUALS.match(text, field.start + len(field.key))
    return (found[1], found[2]) if found else (" ", " ")


def _is_aligned(text: str, entry: Entry) -> bool:
    """Whether the entry's signs of equality stand below each other."""
    widths = {len(field.key) + len(_around_equals(text, field)[0]) for field in entry.fields}
    return len(widths) == 1 and len({len(field.key) for field in entry.fields}) > 1


def _cased(key: str, like: str) -> str:
    if like.isupper():
        return key.upper()
    return key.capitalize() if like[:1].isupper() else key
