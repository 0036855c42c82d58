"""Repairs Markdown; code and comments stay as they are."""

import re
from collections.abc import Iterator, Sequence
from html import escape

from citewatch.core.repair.plan import Repair
from citewatch.documents.editing.edits import Plan
from citewatch.documents.editing.passages import Syntax, plan
from citewatch.documents.editing.whole_links import Span, whole_links
from citewatch.documents.kinds.html.markup import BLOCKS
from citewatch.documents.kinds.markdown.raw_html import HTML_TAG
from citewatch.documents.kinds.markdown.stretches import stretches_of
from citewatch.documents.kinds.text.editor import line_passages

_DIVIDER = re.compile(r"[\s>]*")
_BEGINS = re.compile(r"[ \t>]*(?:[-*+]\s|\d{1,9}[.)]\s|\[[^\]\n]+\]:|\|)|[ ]{0,3}#{1,6}\s")
_TABLE_ROW = re.compile(r"(?m)^[ \t>]*\|.*?\|[ \t]*$")
_DEFINITION = re.compile(r"(?m)^[ \t>]{0,3}\[(?!\^)([^\]\n]+)\]:[ \t]*<?$")
_IN_LINK = re.compile(r"\]\(\s*<?$")
_AUTOLINK_END = re.compile(">")
_WORDS_END = re.compile(r"\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)")
"""Behind the visible words of `[http://…](http://…)`."""

_INLINE_END = re.compile(r"""(?s)>?(?:\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?\s*\)(?:\{[^{}\n]*\})?""")
_TAG_BEFORE = re.compile(r"<[a-zA-Z][^<>]*$")
_ANCHOR_END = re.compile(r"(?is)[^<>]*>.{0,2000}?</a\s*>")
_ANCHOR_BEFORE = re.compile(r"(?i)</a\s*>\Z")
_IN_ANCHOR = re.compile(r"(?is)(?:[^<]|<(?!/?a\b)){0,2000}?</a\s*>")
"""Behind an address that is the visible words of an `<a>`."""

_GOES_ON = re.compile(r"\\(?:[=_&%/\#~+?-]|[.,;:!*'$@()]+\w)")
"""An escaped character of the address itself: what ends before it is a part of a longer one."""

_TAG_END = re.compile(r"[^<>]*>")
_MARKUP = re.compile(r"(?s)\]\([^()\s]*(?:\s[^()]*)?\)|<[^<>]*>|\[\^[^\]]*\]")
_LINE_BEFORE = 4096


def repair_markdown(text: str, repairs: Sequence[Repair]) -> Plan:
    """The edits of Markdown, whose passages are paragraphs, list items, notes and table cells."""
    page = _Page(text)
    syntax = Syntax(
        find=page.find,
        passages=page.passages(),
        behind=page.behind,
        plain=lambda stretch: _MARKUP.sub("", stretch),
        exchanged=page.exchanged,
        noted=_autolink,
        noted_at=page.noted,
    )
    return plan(text, repairs, syntax)


class _Page:
    def __init__(self, text: str) -> None:
        self._text = text
        self._stretches = stretches_of(text)

    def find(self, link: str) -> Iterator[Span]:
        for span in whole_links(self._text, link, _spelled):
            if not self._stretches.is_code(span) and not _GOES_ON.match(self._text, span.end):
                yield span

    def passages(self) -> list[Span]:
        """Paragraphs and the like; cells of tables and elements of HTML are of their own."""
        passages = line_passages(self._text, _DIVIDER.fullmatch, _BEGINS.match)
        starts = {passage.start for passage in passages}
        for row in _TABLE_ROW.finditer(self._text):
            starts |= {index for index in range(*row.span()) if self._text[index] == "|"}
        starts = {start for start in starts if not self._stretches.is_html(start)}
        starts |= {edge for block in self._stretches.html for edge in self._edges(block)}
        ordered = sorted(starts)
        ends = [*ordered[1:], len(self._text)]
        return [Span(*passage) for passage in zip(ordered, ends, strict=True)]

    def _edges(self, block: Span) -> Iterator[int]:
        """Where passages begin in a block of HTML, and behind it."""
        yield from block
        for tag in HTML_TAG.finditer(self._text, *block):
            if (tag[1] or "").lower() in BLOCKS:
                yield from tag.span()

    def noted(self, place: int, url: str) -> str:
        """A new address in a note: as HTML where HTML stands, where `<…>` would be a tag."""
        html = self._stretches.is_html(place) or self._stretches.is_html(place - 1)
        if html or _ANCHOR_BEFORE.search(self._text, max(place - 8, 0), place):
            safe = escape(_in_brackets(url))
            return f'<a href="{safe}">{safe}</a>'
        return _autolink(url)

    def behind(self, span: Span) -> int:
        text, before = self._text, self._line_before(span)
        if definition := _DEFINITION.search(before):
            return self._use_of(definition[1], span)
        if _IN_LINK.search(before):
            closed = _INLINE_END.match(text, span.end)
        elif _TAG_BEFORE.search(before):
            closed = _ANCHOR_END.match(text, span.end) or _TAG_END.match(text, span.end)
        else:
            closed = (
                _AUTOLINK_END.match(text, span.end)
                or _WORDS_END.match(text, span.end)
                or _IN_ANCHOR.match(text, span.end)
            )
        return closed.end() if closed else span.end

    def exchanged(self, span: Span, url: str) -> str:
        before = self._line_before(span)
        if _IN_LINK.search(before) and not before.endswith("<"):
            url = url if url.count("(") == url.count(")") else _without_brackets(url)
        elif _TAG_BEFORE.search(before) or self._stretches.is_html(span.start):
            return escape(url)
        return url.replace("|", "%7C") if before.lstrip(" \t>").startswith("|") else url

    def _line_before(self, span: Span) -> str:
        start = max(self._text.rfind("\n", 0, span.start) + 1, span.start - _LINE_BEFORE)
        return self._text[start : span.start]

    def _use_of(self, label: str, definition: Span) -> int:
        """Where the first link ends that uses a definition: a note cannot follow the latter."""
        name = re.escape(label)
        used = re.search(rf"(?i)\]\[{name}\]|\[{name}\](?:\[\])?(?![\[(:])", self._text)
        return used.end() if used else definition.end


def _spelled(character: str) -> str:
    if character == "&":
        return "&(?:amp;)?"
    escaped = re.escape(character)
    return escaped if character.isalnum() or character == "\\" else rf"\\?{escaped}"


def _autolink(url: str) -> str:
    return f"<{_in_brackets(url)}>"


def _in_brackets(url: str) -> str:
    return url.replace("<", "%3C").replace(">", "%3E").replace("|", "%7C")


def _without_brackets(url: str) -> str:
    return url.replace("(", "%28").replace(")", "%29")
