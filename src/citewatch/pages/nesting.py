"""Cuts markup before it makes the parser's work explode.

An HTML5 parser re-opens every unclosed formatting element in each new paragraph, so that 30 KB of
markup can become gigabytes of tree (measured: 28 KB gave 1.8 GB); and each block looks up through
all the blocks that it stands in. Many tags cost time of their own, in one piece where Python walks
over what a query found, during which nothing else in the process runs; and the attributes of one
tag cost the square of their number.
"""

import re
from collections import Counter, defaultdict

_FORMATTING = "b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u"
_BLOCK = (
    "address|article|aside|blockquote|center|details|dialog|dir|div|dl|fieldset|figure|footer"
    "|form|header|main|menu|nav|ol|section|summary|table|ul"
)
_FORMATTING_TAG = re.compile(rf"(?i)<(?:{_FORMATTING})[\s>/]".encode())
_TAG = re.compile(
    rf"(?i)<(/?)(?:({_FORMATTING})|({_BLOCK})|p|li|h[1-6]|t[dhr]|d[dt])(?=[\s>/])".encode()
)

_CROWDED_TAG = re.compile(
    rb"""(?sx)
    <(?: (?P<crowded> [a-zA-Z][^\s/>]*+
        (?:[\s/]*+[^\s/>=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+))?+){300} )
    # What only looks like tags, in scripts and the like, is passed over.
    | (?i:(script|style|textarea|title|xmp|iframe|noembed|noframes))\b .*? (?: </(?i:\2) | \Z )
    | !-- .*? (?: --> | \Z ) )"""
)
"""A tag with more attributes than any page has. The parser holds each against all before it:
5,000 in one tag cost 0.6 s, 40,000 cost 16 s."""

_LONG_TAG = re.compile(rb"<[a-zA-Z][^>]{599}")
_QUOTED_END = re.compile(rb"""=\s*+(?:"[^">]*+>|'[^'>]*+>)""")
"""What a crowded tag shows at a glance: 300 attributes take 600 characters without a `>`, unless
one stands in a quoted value."""

_MAX_COPIES = 200_000
"""Elements the parser may re-open: some 30 MB of tree."""

_MAX_DEPTH = 5_000
"""Blocks open at once. Browsers flatten at 512; 5,000 cost the parser under 0.1 s."""

_MAX_TAGS = 40_000
"""Tags read. The most in 719 real pages was 7,000; with 40,000 other work waits under 50 ms."""

_ALIKE = 3
"""Equal formatting elements re-opened at most: HTML's "Noah's Ark clause"."""


class _OpenFormatting:
    """The formatting elements that are open; `count` of them would be re-opened."""

    def __init__(self) -> None:
        self.count = 0
        self._alike: Counter[bytes] = Counter()
        self._open: defaultdict[bytes, list[bytes]] = defaultdict(list)

    def push(self, name: bytes, tag: bytes) -> None:
        self._open[name].append(tag)
        self._alike[tag] += 1
        self.count += self._alike[tag] <= _ALIKE

    def pop(self, name: bytes) -> None:
        if self._open[name]:
            tag = self._open[name].pop()
            self.count -= self._alike[tag] <= _ALIKE
            self._alike[tag] -= 1


def bounded(markup: bytes) -> bytes:
    """`markup` (UTF-8), cut where parsing on would cost too much memory or time."""
    markup = markup[: _crowded_at(markup)]
    tags = markup.count(b"<")
    if tags > _MAX_TAGS:
        markup = b"<".join(markup.split(b"<", _MAX_TAGS)[:-1])
    if tags**2 < _MAX_COPIES or tags * (tags - markup.count(b"</")) < _MAX_COPIES:
        return markup
    if tags < _MAX_DEPTH and tags * len(_FORMATTING_TAG.findall(markup)) < _MAX_COPIES:
        return markup
    return markup[: _safe_length(markup)]


def _crowded_at(markup: bytes) -> int | None:
    """Where a tag with far too many attributes begins."""
    if _LONG_TAG.search(markup) is None and _QUOTED_END.search(markup) is None:
        return None
    places = _CROWDED_TAG.finditer(markup)
    return next((place.start() for place in places if place["crowded"]), None)


def _safe_length(markup: bytes) -> int:
    formatting = _OpenFormatting()
    depth = copies = 0
    for tag in _TAG.finditer(markup):
        closing, name, block = tag.groups()
        if name and closing:
            formatting.pop(name.lower())
        elif name:
            formatting.push(name.lower(), markup[tag.start() : markup.find(b">", tag.end()) + 1])
        elif closing:
            depth -= bool(block and depth)
        else:
            depth += bool(block)
            copies += formatting.count
        if copies > _MAX_COPIES or depth > _MAX_DEPTH:
            return tag.start()
    return len(markup)
