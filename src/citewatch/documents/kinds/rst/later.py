"""What is read once the whole document was walked over: names may be defined behind their use."""

import re

from msgspec import Struct

from citewatch.documents.addresses.targets import is_web_address
from citewatch.documents.editing.whole_links import Span
from citewatch.documents.kinds.rst.inline import Inline, spot_of
from citewatch.documents.kinds.rst.names import Goal, Names, address, normal
from citewatch.documents.markup.flat import Flat, Spot
from citewatch.documents.markup.outline import Outline, Passage

_EMBEDDED = re.compile(r"`(?P<name>[^`<>]{1,500}?)\s*<(?P<target>[^<>`]{1,4000})>`_(?![\w_])")


class _Passage(Struct):
    passage: Passage
    source: str | None
    heading: bool


class Later:
    """Gathers the passages and links of a document in their order, and reads them at its end."""

    def __init__(self, text: str, outline: Outline, names: Names) -> None:
        self._text, self._outline, self._names = text, outline, names
        self._passages: list[_Passage] = []
        self._links: list[tuple[Passage, Goal, int]] = []

    def passage(
        self, passage: Passage, source: str | None = None, *, heading: bool = False
    ) -> None:
        """A passage comes next; `source` are its words where they are no stretch of the text."""
        self._passages.append(_Passage(passage, source, heading))

    def link(self, goal: Goal, span: Span) -> None:
        """A link without words comes next, such as that of a picture."""
        passage = Passage(Flat(), Span(span.start, span.start))
        self.passage(passage, "")
        self._links.append((passage, goal, span.end))

    def read(self, *, titled: bool) -> int:
        """Read all; how many references lead to nothing. `titled` says that the title is known."""
        self._embedded()
        inline = Inline(self._text, self._outline, self._names)
        for one in self._passages:
            self._fill(inline, one)
            if one.heading and self._outline.title is None and not titled:
                self._outline.title = " ".join(one.passage.flat.text.split()) or None
        for passage, given, behind in self._links:
            goal = self._names.goal(given.alias) if given.alias else given
            if goal is not None and is_web_address(goal.url):
                passage.flat.link_from(goal.url, 0, spot_of(goal, behind)._replace(open=False))
        for name, goal in self._names.unused():
            if is_web_address(goal.url):
                spot = Spot(*goal.span, goal.span.end, "target", open=False)
                self._outline.unused.append((goal.url, name, spot))
        return inline.lost

    def _fill(self, inline: Inline, one: _Passage) -> None:
        self._outline.passages.append(one.passage)
        if one.source is None:
            inline.fill(one.passage)
        elif one.source:
            inline.fill(one.passage, one.source, Span(0, len(one.source)))

    def _embedded(self) -> None:
        """Links that give their address in the text, and a name to use again."""
        for found in _EMBEDDED.finditer(self._text):
            written = found["target"]
            if is_web_address(address(written)):
                goal = Goal(written, Span(*found.span("target")))
                self._names.goals.setdefault(normal(found["name"]), goal)
                self._names.used.add(normal(found["name"]))
