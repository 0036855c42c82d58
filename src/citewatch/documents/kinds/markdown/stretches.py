"""Which stretches of a Markdown file are HTML, and which are code, as its parser tells."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from sys import maxsize

from markdown_it.token import Token
from msgspec import Struct

from citewatch.documents.editing.whole_links import Span
from citewatch.documents.kinds.markdown.parser import markdown_parser
from citewatch.documents.kinds.markdown.raw_html import HTML_CODE

_LINE_END = re.compile(r"\r\n?|\n")
_CODE_BLOCKS = frozenset({"fence", "code_block", "front_matter"})
_INLINE_CODE = re.compile(
    r"(?s)(?<![`\\])(?P<ticks>`+)(?!`).{1,2000}?(?<!`)(?P=ticks)(?!`)|<!--.*?(?:-->|\Z)"
)


class Stretches(Struct, frozen=True):
    """Blocks of HTML, and what is code, comment or front matter, each in order."""

    html: list[Span]
    code: list[Span]

    def is_html(self, place: int) -> bool:
        """Whether a place is within a block of HTML."""
        return _holds(self.html, Span(place, place + 1))

    def is_code(self, span: Span) -> bool:
        """Whether a span is within code, a comment or the front matter."""
        return _holds(self.code, span)


def stretches_of(text: str) -> Stretches:
    """The stretches of a file's text, whatever its line ends are."""
    starts = [0, *(found.end() for found in _LINE_END.finditer(text)), len(text)]
    tokens = markdown_parser().parse(text.removeprefix("\ufeff"))
    html = sorted({_span(token, starts) for token in tokens if token.type == "html_block"})
    code = set(_code(tokens, starts, text))
    return Stretches(html, sorted(code))


def _holds(stretches: Sequence[Span], span: Span) -> bool:
    index = bisect_right(stretches, (span.start, maxsize)) - 1
    return index >= 0 and stretches[index].holds(span)


def _code(tokens: Sequence[Token], starts: Sequence[int], text: str) -> Iterator[Span]:
    read = set[Span]()
    for token in tokens:
        span = _span(token, starts)
        if token.type in _CODE_BLOCKS:
            yield span
        elif token.type in {"inline", "html_block"} and span not in read:
            read.add(span)
            pattern = _INLINE_CODE if token.type == "inline" else HTML_CODE
            for found in pattern.finditer(text, *span):
                yield Span(*found.span())


def _span(token: Token, starts: Sequence[int]) -> Span:
    first, last = token.map or (0, 0)
    return Span(starts[first], starts[min(last, len(starts) - 1)])
