"""The blocks of an AsciiDoc document: what is read of it, and what is not."""

import re

from citewatch.documents.editing.whole_links import Span
from citewatch.documents.kinds.asciidoc.attributes import Attributes
from citewatch.documents.kinds.asciidoc.inline import Inline, told_unknown
from citewatch.documents.markup.outline import Note, Outline, lines_of, told_included

_UNREAD = re.compile(r"(?P<fence>/{4,}|-{4,}|\.{4,}|\+{4,}|`{3,})(?P<language>[\w+-]*)[ \t]*$")
_CONTAINER = re.compile(r"(?:={4,}|\*{4,}|_{4,}|--|\"\")[ \t]*$")
_TABLE = re.compile(r"([|,:!])={3,}[ \t]*$")
_COMMENT = re.compile(r"//(?!/)")
_DIRECTIVE = re.compile(
    r"(?P<name>include|ifdef|ifndef|ifeval|endif)::(?P<target>\S*?)\[(?P<in>.*)\]"
)
_STYLE = re.compile(r"\[(?P<list>[^\[\]]*)\][ \t]*$")
_ANCHOR = re.compile(r"\[\[[^\[\]]*\]\][ \t]*$")
_HEADING = re.compile(r"(?:={1,6}|\#{1,6})[ \t]+(?=\S)")
_UNDERLINE = re.compile(r"([=\-~^+])\1{1,}[ \t]*$")
_BLOCK_TITLE = re.compile(r"\.(?=[^\s.])")
_ITEM = re.compile(
    r"[ \t]*(?:\*{1,6}|-|\.{1,6}|\d+\.|[a-zA-Z]\.|[ivxIVX]+\)|<[\d.]+>|•)[ \t]+(?=\S)"
)
_TERM = re.compile(r"[^\n]{1,500}?(?<!:)(?::{2,4}|;;)(?=[ \t]|$)")
_REFERENCE = re.compile(r"\[\[\[(?P<key>[^\[\],\n]{1,200})(?:,(?P<label>[^\[\]\n]{1,200}))?\]\]\]")
_CELL = re.compile(r"(?:(?<![\w\\|])(?:\d+\*|[\d.]+\+)?[<^>.]{0,3}[adehlmsv]?)?(?<!\\)\|")
_LITERAL_STYLES = frozenset(
    "source listing literal stem latexmath asciimath pass comment plantuml mermaid ditaa".split()
)


class Blocks:
    """Walks over the lines of a document, whose line ends are `\\n`."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.outline = Outline()
        self._attributes = Attributes()
        self._lines = list(lines_of(text))
        self._inline = Inline(text, self.outline, self._attributes, keys=_keys(text))
        self._open: Span | None = None
        self._item = self._literal = self._in_item = False
        self._table: str | None = None
        self._style = ""
        self._included: list[str] = []
        self._endless = set[str]()
        self._passed_addresses = 0

    def read(self) -> Outline:
        """The outline of the whole document."""
        number = 0
        while number < len(self._lines):
            number = self._line(number)
        self._close()
        self.outline.remarks += [*told_unknown(self._inline.unknown), *self._left_out()]
        return self.outline

    def _left_out(self) -> list[str]:
        told = told_included(self._included)
        if self._passed_addresses:
            told.append(
                f"Passthrough blocks hold {self._passed_addresses} addresses that are not read."
            )
        return told

    def _line(self, number: int) -> int:
        """Reads what begins at a line; the number of the line behind it."""
        start, end = self._lines[number]
        line = self._text[start:end]
        if not line.strip():
            self._close()
            return number + 1
        if self._open is not None and self._underlined(line):
            self._heading(self._open)
            return number + 1
        if unread := _UNREAD.match(line):
            self._close()
            return self._behind(number, unread["fence"])
        if not self._small(line, start):
            self._words(line, start, end)
        return number + 1

    def _small(self, line: str, start: int) -> bool:
        """Whether a line is none of the text; what it says is done."""
        if directive := _DIRECTIVE.match(line):
            self._directive(directive, start)
            return True
        if _COMMENT.match(line) or self._attributes.set_by(line, start):
            self._close(inside=True)
            return True
        if _CONTAINER.match(line) or line.strip() == "+":
            self._close(inside=line.strip() == "+")
            return True
        if table := _TABLE.match(line):
            self._close()
            self._table = None if self._table else table[1]
            return True
        if self._open is None and (style := _STYLE.match(line)):
            self._style = re.split(r"[,%#.]", style["list"])[0].strip()
            return True
        return self._open is None and _ANCHOR.match(line) is not None

    def _directive(self, found: re.Match[str], start: int) -> None:
        self._close(inside=True)
        if found["name"] == "include":
            self._included.append(found["target"])
        elif found["in"].strip() and found["name"] in {"ifdef", "ifndef"}:
            span = Span(start + found.start("in"), start + found.end("in"))
            if not self._attributes.set_by(found["in"], span.start):
                self._inline.read(span)

    def _words(self, line: str, start: int, end: int) -> None:
        if self._open is None and (heading := _HEADING.match(line)):
            self._heading(Span(start + heading.end(), end))
        elif self._table == "|":
            self._cells(line, start)
        elif item := _ITEM.match(line):
            self._close(inside=True)
            self._item = self._in_item = True
            self._open = Span(start + item.end(), end)
        elif self._open is not None and not _TERM.match(line):
            self._open = Span(self._open.start, end)
        else:
            self._begin(line, start, end)

    def _begin(self, line: str, start: int, end: int) -> None:
        """A paragraph begins, or a term with what is said of it."""
        term = _TERM.match(line)
        self._close(inside=bool(term))
        self._literal = self._style in _LITERAL_STYLES or (line[0] in " \t" and not term)
        self._in_item = bool(term) or (self._in_item and line[0] in " \t")
        title = _BLOCK_TITLE.match(line)
        if title and not term:
            self._inline.read(Span(start + title.end(), end))
        else:
            self._open = Span(start, end)

    def _close(self, *, inside: bool = False) -> None:
        """The passage ends; `inside` says that the list it belongs to goes on."""
        span, literal = self._open, self._literal
        self._open, self._literal = None, False
        if span is not None:
            self._style = ""
            if not literal:
                self._passage(span)
        self._item = False
        self._in_item = self._in_item and inside

    def _passage(self, span: Span) -> None:
        found = _REFERENCE.match(self._text, span.start, span.end)
        if found is None:
            self._inline.read(span, item=self._item)
            return
        key = found["key"].strip()
        name = self._inline.keys[key]
        self.outline.notes.append(Note(name, (found["label"] or key).strip(), span.start))
        self._inline.read(Span(found.end(), span.end), name, item=True)

    def _heading(self, span: Span) -> None:
        self._open = None
        passage = self._inline.read(span)
        self.outline.title = self.outline.title or " ".join(passage.flat.text.split()) or None
        self._style = ""

    def _underlined(self, line: str) -> bool:
        """Whether a line of signs makes the one line in front of it a heading."""
        if self._open is None or not _UNDERLINE.match(line):
            return False
        words = self._text[self._open.start : self._open.end]
        near = abs(len(words.rstrip()) - len(line.rstrip())) <= 2
        return near and "\n" not in words and any(sign.isalnum() for sign in words)

    def _cells(self, line: str, start: int) -> None:
        position = 0
        for bar in _CELL.finditer(line):
            if line[position : bar.start()].strip():
                self._open = self._joined(start + position, start + bar.start())
            self._close()
            position = bar.end()
        if line[position:].strip():
            self._open = self._joined(start + position, start + len(line))

    def _joined(self, start: int, end: int) -> Span:
        return Span(self._open.start if self._open else start, end)

    def _behind(self, number: int, fence: str) -> int:
        """The line behind a block that nobody reads; one without end is only its first line."""
        if fence not in self._endless:
            for later in range(number + 1, len(self._lines)):
                start, end = self._lines[later]
                if self._text[start:end].rstrip() == fence:
                    self._left(fence, self._lines[number][0], start)
                    return later + 1
        self._endless.add(fence)
        return number + 1

    def _left(self, fence: str, start: int, end: int) -> None:
        self._style = ""
        if fence[0] == "+":
            self._passed_addresses += self._text.count("://", start, end)


def outline_of(text: str) -> Outline:
    """The outline of an AsciiDoc document, whose line ends are `\\n`."""
    return Blocks(text).read()


def plain(words: str) -> str:
    """A stretch of an AsciiDoc document without its markup."""
    return Inline(words, Outline()).read(Span(0, len(words))).flat.text


def _keys(text: str) -> dict[str, str]:
    """The keys of the bibliography's entries, with the names of their notes."""
    keys = (found["key"].strip() for found in _REFERENCE.finditer(text))
    return {key: f"[[[{key}" for key in keys}
