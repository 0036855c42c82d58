"""Text as YAML writes it: how a value is spelled in each style, and how it is quoted anew."""

import re

import yaml

from citewatch.documents.editing.whole_links import Spelling

_NOT_PLAIN = re.compile(r"[,\[\]{}]|: |:$| #")
"""What ends a plain value, or gives it another meaning, at least within brackets."""


def spelling(style: str | None) -> Spelling:
    """How the characters of a value can be written in a style (YAML 1.1, sections 5.6 and 9)."""
    return {"'": _single, '"': _double}.get(style or "", re.escape)


def escaped(text: str, style: str | None) -> str:
    """A one-line text as it stands within a value of a style."""
    if style == '"':
        return text.replace("\\", "\\\\").replace('"', '\\"')
    return text.replace("'", "''") if style == "'" else text


def quoted(text: str, style: str | None) -> str:
    """A one-line text as a whole value: in the given style, in double quotes where it must be."""
    if style == "'":
        return f"'{escaped(text, style)}'"
    if not style and text[:1].isalpha() and not _NOT_PLAIN.search(text):
        return text
    return f'"{escaped(text, chr(34))}"'


def words_end(text: str, node: yaml.ScalarNode) -> int:
    """Where the words of a value end in the file: before its closing quote, or its last line's."""
    start, end = node.start_mark.index, node.end_mark.index
    end -= node.style in {"'", '"'}
    return start + len(text[start:end].rstrip())


def _single(character: str) -> str:
    return "''" if character == "'" else re.escape(character)


def _double(character: str) -> str:
    if character in '"\\':
        return re.escape(f"\\{character}")
    if character == "/":
        return r"\\?/"
    if character.isascii():
        return re.escape(character)
    return rf"(?:{re.escape(character)}|\\u{ord(character):04x}|\\x{ord(character):02x})"
