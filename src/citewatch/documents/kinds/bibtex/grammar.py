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
        return _Scan(text, len(text), _TOKEN).closing(begin.end(), "}")
    except _UnclosedError:
        return limit


def _entry(text: str, begin: re.Match[str], limit: int) -> tuple[Entry, int]:
    r"""The entry that begins there, and the place behind it.

    `{\{}` is what Mendeley writes for a brace; where that does not come out even, a backslash is a
    character like others, as in the path `C:\notes\`, and as BibTeX itself has it.
    """
    read = _Scan(text, limit, _TOKEN).entry(begin)
    if read[0].damaged is not None:
        anew = _Scan(text, limit, _PLAIN_TOKEN).entry(begin)
        return read if anew[0].damaged is not None else anew
    return read


class _Scan:
    """Reads `text` up to `limit`; `token` is what counts within values."""

    def __init__(self, text: str, limit: int, token: re.Pattern[str]) -> None:
        self._text, self._limit, self._token = text, limit, token

    def entry(self, begin: re.Match[str]) -> tuple[Entry, int]:
        kind, closer = begin[1].lower(), _PARENTHESIS[begin[2]]
        named = None if kind == "string" else self._at(_KEY, begin.end())
        key, inside = (named[1].strip(), named.end()) if named else ("", begin.end())
        fields: list[Field] = []
        position, damaged = inside, None
        while True:
            between = self._at(_BETWEEN, position)
            position = position if between is None else between.end()
            if self._text.startswith(closer, position, self._limit):
                position += 1
                break
            try:
                fields.append(self._field(position))
            except _UnclosedError:
                damaged, position = position, self._limit
                break
            position = fields[-1].end
        return Entry(kind, key, begin.start(), inside, tuple(fields), damaged), position

    def _field(self, start: int) -> Field:
        name = self._at(_NAME, start)
        if name is None:
            raise _UnclosedError
        pieces, position = [], name.end()
        while True:
            piece, end = self._piece(position)
            pieces.append(piece)
            again = self._at(_CONCATENATED, end)
            if again is None:
                return Field(name[1], start, name.end(), end, tuple(pieces))
            position = again.end()

    def _piece(self, start: int) -> tuple[Piece, int]:
        opened = self._text[start : min(start + 1, self._limit)]
        if opened in {"{", '"'}:
            end = self.closing(start + 1, "}" if opened == "{" else '"')
            return Piece(start + 1, end - 1, opened), end
        bare = self._at(_BARE, start)
        end = start if bare is None else bare.end()
        return Piece(start, end, ""), end

    def closing(self, start: int, closer: str) -> int:
        """The place behind the `closer` of what is open at `start`."""
        depth = 0
        for found in self._token.finditer(self._text, start, self._limit):
            sign = found[0]
            if sign == closer and depth == 0:
                return found.end()
            depth += (sign == "{") - (sign == "}")
            if depth < 0:
                break
        raise _UnclosedError

    def _at(self, pattern: re.Pattern[str], position: int) -> re.Match[str] | None:
        return pattern.match(self._text, position, self._limit)
