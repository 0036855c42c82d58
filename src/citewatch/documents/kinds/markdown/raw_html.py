"""HTML within Markdown: its text with its links where they stand, line by line as it is written."""

import re
from html import unescape
from typing import NamedTuple

from citewatch.documents.addresses.targets import Target

_HREF = re.compile(r"""(?i)<a\s[^<>]*?\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""")
HTML_CODE = re.compile(r"(?is)<!--.*?(?:-->|$)|<(code|pre|script|style)\b.*?(?:</\1>|$)")
"""Comments and code in HTML, which say nothing."""

HTML_TAG = re.compile(r"<!--.*?(?:-->|$)|</?([A-Za-z][\w-]*+)[^<>]*+>|<[!?][^<>]*>", re.DOTALL)
_INLINE = frozenset("a b i u s em strong span sup sub font wbr small mark ins abbr cite".split())
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
"""What converters escape as if Markdown were read there; no address has a backslash."""


class RawText(NamedTuple):
    """The text of a piece of HTML with its line ends, and the links over it."""

    text: str
    targets: list[Target]


def href_of(tag: str) -> str | None:
    """The address in a tag that begins a link, if it is one."""
    found = _HREF.match(tag)
    return None if found is None else _said(next(filter(None, found.groups()), ""))


def raw_text(content: str) -> RawText:
    """What a block of HTML says; code and comments say nothing. Line ends stay where they are."""
    content = HTML_CODE.sub(lambda code: _line_ends(code[0]), content)
    pieces: list[str] = []
    targets: list[Target] = []
    opened: tuple[str, int] | None = None
    length = position = 0

    def write(text: str) -> None:
        nonlocal length
        pieces.append(text)
        length += len(text)

    for tag in HTML_TAG.finditer(content):
        write(_said(content[position : tag.start()]))
        position = tag.end()
        if (tag[1] or "").lower() == "a":
            if opened is not None:
                targets.append(Target(opened[0], opened[1], length))
            href = href_of(tag[0])
            opened = None if href is None else (href, length)
        write(_line_ends(tag[0]) or ("" if (tag[1] or "").lower() in _INLINE else " "))
    write(_said(content[position:]))
    if opened is not None:
        targets.append(Target(opened[0], opened[1], length))
    return RawText("".join(pieces), targets)


def _said(text: str) -> str:
    return unescape(_ESCAPED.sub(r"\1", text))


def _line_ends(text: str) -> str:
    return "\n" * text.count("\n")
