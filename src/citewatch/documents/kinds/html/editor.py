"""Repairs HTML: the targets of links, the addresses that they show, and Robust Links' attributes.

Robust Links 1.0 (robustlinks.mementoweb.org/spec): a link to a source names its snapshot in
data-versionurl, a link to a snapshot its source in data-originalurl; data-versiondate is its day.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from html import escape, unescape
from sys import maxsize
from urllib.parse import unquote

from citewatch.core.repair.plan import Action, Repair
from citewatch.documents.editing.edits import Edit, Plan
from citewatch.documents.editing.passages import Syntax, plan, shared_out
from citewatch.documents.editing.whole_links import Span, as_written, whole_links
from citewatch.documents.kinds.html.markup import BLOCKS, Tag, read_markup

_TAG = re.compile(r"<[^<>]*>")
_BACK_LINK = re.compile(
    r"""(?isx) (?: <(?:sup|span|b|small)\b[^<>]*> \s* )?
    <a\b[^<>]*?\bhref\s*=\s*["']?\#[^<>]*> [^<>]{0,20} </a\s*>
    (?: \s* </(?:sup|span|b|small)\s*> )? \s* \Z"""
)


def repair_html(text: str, repairs: Sequence[Repair]) -> Plan:
    """The edits of HTML, whose passages are what stands between the edges of its blocks."""
    page = _Page(text)
    syntax = Syntax(
        find=page.find,
        passages=page.passages(),
        behind=page.behind,
        plain=lambda stretch: unescape(_TAG.sub("", stretch)),
        exchanged=page.exchanged,
        noted=lambda url: f'<a href="{escape(url)}">{escape(url)}</a>',
    )
    planned = plan(text, repairs, syntax)
    return Plan((*planned.edits, *page.robust(repairs)), planned.unplaced)


class _Page:
    def __init__(self, text: str) -> None:
        self._text = text
        self._markup = read_markup(text)
        self._anchors = [
            tag for tag in self._markup.tags if tag.name == "a" and "href" in tag.values
        ]

    def find(self, link: str) -> Iterator[Span]:
        """The targets and the visible addresses that are `link`."""
        targets = [tag.values["href"].at for tag in self._anchors_to(link)]
        shown = {span for span in whole_links(self._text, link, _spelled) if self._is_text(span)}
        yield from sorted([*targets, *shown.union(self._otherwise_escaped(link))])

    def _otherwise_escaped(self, link: str) -> Iterator[Span]:
        """The texts of anchors that show the link with other signs escaped than its target has."""
        for start, end in self._elements():
            if start.values["href"].text.strip() != link:
                continue
            inside = self._text[start.at.end : end.at.start]
            shown = unescape(inside.strip())
            if shown != link and "<" not in inside and unquote(shown) == unquote(link):
                begins = start.at.end + len(inside) - len(inside.lstrip())
                yield Span(begins, begins + len(inside.strip()))

    def _is_text(self, span: Span) -> bool:
        texts = self._markup.texts
        return texts[bisect_right(texts, (span.start, maxsize)) - 1].holds(span)

    def passages(self) -> list[Span]:
        edges = {0}
        for tag in self._markup.tags:
            if tag.name in BLOCKS:
                edges |= {tag.at.start, tag.at.end}
        ordered = sorted(edges)
        ends = [*ordered[1:], len(self._text)]
        return [self._without_back_link(Span(*ends)) for ends in zip(ordered, ends, strict=True)]

    def behind(self, span: Span) -> int:
        """Behind the element of the link, or behind an address that only stands in the text."""
        return next(
            (
                end.at.end
                for start, end in self._elements()
                if start.at.start <= span.start < end.at.end
            ),
            span.end,
        )

    def exchanged(self, span: Span, url: str) -> str:
        in_tag = any(tag.values["href"].at == span for tag in self._anchors)
        return f'"{escape(url)}"' if in_tag else escape(url)

    def robust(self, repairs: Sequence[Repair]) -> Iterator[Edit]:
        """The attributes for links that are given a snapshot."""
        for link in dict.fromkeys(repair.link for repair in repairs):
            same = [repair for repair in repairs if repair.link == link]
            anchors = list(self._anchors_to(link))
            for tag, repair in zip(anchors, shared_out(same, len(anchors)), strict=True):
                yield from _attributes(tag, repair)

    def _anchors_to(self, link: str) -> Iterator[Tag]:
        return (tag for tag in self._anchors if tag.values["href"].text.strip() == link)

    def _elements(self) -> Iterator[tuple[Tag, Tag]]:
        opened: Tag | None = None
        for tag in self._markup.tags:
            if tag.name != "a":
                continue
            if tag.ends and opened is not None:
                yield opened, tag
            opened = tag if not tag.ends and "href" in tag.values else None

    def _without_back_link(self, passage: Span) -> Span:
        """Without the little link back to the mark, which ends many a note."""
        back = _BACK_LINK.search(self._text, max(passage.start, passage.end - 400), passage.end)
        return Span(passage.start, back.start()) if back else passage


def _attributes(tag: Tag, repair: Repair) -> Iterator[Edit]:
    if repair.captured is None or "data-versiondate" in tag.values:
        return
    end = tag.values["href"].at.end
    name, value = "data-versionurl", repair.url
    if repair.action is Action.EXCHANGE:
        name, value = "data-originalurl", repair.link
    if name not in tag.values:
        day = f'data-versiondate="{repair.captured}"'
        yield Edit(end, end, f' {name}="{escape(value)}" {day}')


def _spelled(character: str) -> str:
    return "&(?:amp;|#38;|#x26;)?" if character == "&" else as_written(character)
