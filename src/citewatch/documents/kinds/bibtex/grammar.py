"""The grammar of BibTeX: entries and their fields, with the places where their values stand.

Reader and editor use the same: what was read from a place can be written there. One pass over the
file; a value that nothing closes costs its entry, up to the next one that begins a line.
"""

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

_BEGIN = re.compile(r"(?<![\w.@\\-])@\s*([A-Za-z][\w-]*)\s*([{(])")
_NEXT = re.compile(r"[\r\n][ \t]*@\s*[A-Za-z][\w-]*\s*[{(]\s*[^\s,{}()\"=#%]*\s*,")
"""Where an entry begins a line: inside of another one, something was not closed."""

_KEY = re.compile(r"\s*([^,{}=\"\r\n]*)\s*(?=[,})]|$)")
_BETWEEN = re.compile(r"(?:[\s,]|(?<![^\s,])%[^\r\n]*)*")
_NAME = re.compile(r"([^\s,{}()\"=#%]+)\s*=\s*")
_BARE = re.compile(r"[^\s,{}()\"=#%]+")
_CONCATENATED = re.compile(r"\s*#\s*")
_TOKEN = re.compile(r"(?s)\\.|[{}\"]")
_PLAIN_TOKEN = re.compile(r"[{}\"]")
_PARENTHESIS = {"{": "}", "(": ")"}


class Piece(Struct, frozen=True):
    """A part of a value: `text[start:end]` without its delimiters; `opened` is "{", '"' or ""."""

    start: int
    end: int
    opened: str


class Field(Struct, frozen=True):
    """`key = value`; the key begins at `start`, the value stands from `begin` up to `end`."""

    key: str
    start: int
    begin: int
    end: int
    pieces: tuple[Piece, ...]


class Entry(Struct, frozen=True):
    """An entry; `inside` is the place behind its key, `damaged` where it cannot be read further."""

    kind: str
    key: str
    start: int
    inside: int
    fields: tuple[Field, ...]
    damaged: int | None = None


class _UnclosedError(Exception):
    """Nothing closes what is open."""


def entries(text: str) -> Iterator[Entry]:
    """The entries of a file, `@string` among them; comments and preambles are passed over."""
    position = limit = 0
    while begin := _BEGIN.search(text, position):
        if _is_commented(text, begin.start()):
            position = begin.end()
            continue
        if limit < begin.end():
            following = _NEXT.search(text, begin.end())
            limit = len(text) if following is None else following.start()
        kind = begin[1].lower()
        if kind in {"comment", "preamble"}:
            position = _behind_block(text, begin, limit)
        else:
            entry, position = _entry(text, begin, limit)
            yield entry


def strings(found: Iterator[Entry] | list[Entry], text: str) -> dict[str, str]:
    """What the `@string` entries define."""
    known: dict[str, str] = {}
    for entry in found:
        if entry.kind == "string":
            for field in entry.fields:
                known[field.key.lower()] = value(field, text, known)
    return known


def value(field: Field, text: str, known: Mapping[str, str]) -> str:
    """The value of a field, its parts joined and its abbreviations written out."""
    return "".join(_part(piece, text, known) for piece in field.pieces)


def _part(piece: Piece, text: str, known: Mapping[str, str]) -> str:
    written = text[piece.start : piece.end]
    return written if piece.opened else known.get(written.lower(), written)


def _is_commented(text: str, start: int) -> bool:
    line = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    return text[line:start].lstrip().startswith("%")


def _behind_block(text: str, begin: re.Match[str], limit: int) -> int:
    """Behind a block that is not read. One that nothing closes ends where an entry begins."""
    if begin[2] == "(":
        return begin.end()
    try:
        return _closing(text, begin.end(), len(text), "}")
    except _UnclosedError:
        return limit


def _entry(text: str, begin: re.Match[str], limit: int) -> tuple[Entry, int]:
    kind, closer = begin[1].lower(), _PARENTHESIS[begin[2]]
    named = None if kind == "string" else _KEY.match(text, begin.end(), limit)
    key, inside = (named[1].strip(), named.end()) if named else ("", begin.end())
    fields: list[Field] = []
    position, damaged = inside, None
    while True:
        position = _past(_BETWEEN, text, position, limit)
        if text.startswith(closer, position, limit):
            position += 1
            break
        try:
            fields.append(_field(text, position, limit))
        except _UnclosedError:
            damaged, position = position, limit
            break
        position = fields[-1].end
    return Entry(kind, key, begin.start(), inside, tuple(fields), damaged), position


def _field(text: str, start: int, limit: int) -> Field:
    name = _NAME.match(text, start, limit)
    if name is None:
        raise _UnclosedError
    pieces, position = [], name.end()
    while True:
        piece, end = _piece(text, position, limit)
        pieces.append(piece)
        again = _CONCATENATED.match(text, end, limit)
        if again is None:
            return Field(name[1], start, name.end(), end, tuple(pieces))
        position = again.end()


def _piece(text: str, start: int, limit: int) -> tuple[Piece, int]:
    opened = text[start : start + 1] if start < limit else ""
    if opened in {"{", '"'}:
        end = _closing(text, start + 1, limit, "}" if opened == "{" else '"')
        return Piece(start + 1, end - 1, opened), end
    bare = _BARE.match(text, start, limit)
    end = start if bare is None else bare.end()
    return Piece(start, end, ""), end


def _closing(text: str, start: int, limit: int, closer: str) -> int:
    r"""Behind the `closer` of what is open at `start`.

    `{\{}` is what Mendeley writes for a brace; where it does not come out even, a backslash is a
    character like others, as in the path `C:\notes\`, and as BibTeX itself has it.
    """
    for token in (_TOKEN, _PLAIN_TOKEN):
        depth = 0
        for found in token.finditer(text, start, limit):
            sign = found[0]
            if sign == closer and depth == 0:
                return found.end()
            depth += (sign == "{") - (sign == "}")
            if depth < 0:
                break
    raise _UnclosedError


def _past(pattern: re.Pattern[str], text: str, position: int, limit: int) -> int:
    found = pattern.match(text, position, limit)
    return position if found is None else found.end()
