"""RTF taken apart: groups, control words, text (Rich Text Format specification 1.9.1)."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?"
    rb"|\\'(?P<hex>[0-9a-fA-F]{2})"
    rb"|\\(?P<symbol>[^a-zA-Z])"
    rb"|(?P<brace>[{}])"
    rb"|(?P<text>[^\\{}\r\n]+)"
)
_BINARY = "bin"


class Token(NamedTuple):
    """One piece: of a control word its `word` and `number`, of anything else its bytes.

    `kind` is word, hex (one byte of text), symbol, brace or text.
    """

    kind: str
    raw: bytes
    word: str = ""
    number: int | None = None


def tokens_of(content: bytes) -> Iterator[Token]:
    """The tokens of a document in their order; line ends between them say nothing."""
    position = 0
    while found := _TOKEN.search(content, position):
        token = _token(found)
        position = found.end()
        if token.word == _BINARY:
            position += max(token.number or 0, 0)  # so many bytes of data, braces and all
        yield token


def _token(found: re.Match[bytes]) -> Token:
    kind = found.lastgroup or ""
    if found["word"]:
        number = found["number"]
        return Token(
            "word", b"", found["word"].decode("ascii"), None if number is None else int(number)
        )
    raw = found[kind]
    return Token(kind, bytes.fromhex(raw.decode("ascii")) if kind == "hex" else raw)
