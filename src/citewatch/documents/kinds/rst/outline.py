"""The blocks of a document in reStructuredText: what is read of it, and what is not."""

import re

from citewatch.documents.addresses.targets import is_web_address
from citewatch.documents.editing.whole_links import Span
from citewatch.documents.kinds.rst.inline import Inline
from citewatch.documents.kinds.rst.later import Later
from citewatch.documents.kinds.rst.names import Goal, Names, normal
from citewatch.documents.kinds.rst.tables import cells
from citewatch.documents.markup.flat import Flat
from citewatch.documents.markup.outline import Note, Outline, Passage, lines_of, told_included

_EXPLICIT = re.compile(r"(?P<indent>[ \t]*)\.\.(?:[ \t]+|$)")
_NOTE = re.compile(r"\[(?P<label>\d+|\#[\w.:+-]*|\*|[A-Za-z][\w.:+-]*)\](?:[ \t]+|$)")
_TARGET = re.compile(r"_(?P<name>`(?:\\.|[^`\\])+`|(?:\\.|[^:\\]|:(?=\S))+|_):(?:[ \t]+|$)")
_ANONYMOUS = re.compile(r"(?P<indent>[ \t]*)__[ \t]+(?=\S)")
_SUBSTITUTION = re.compile(r"\|(?P<name>[^|\n]+)\|[ \t]+(?P<kind>[\w-]+)::[ \t]*")
_DIRECTIVE = re.compile(r"(?P<name>[\w][\w.:+-]*?)[ \t]?::(?:[ \t]+|$)")
_OPTION = re.compile(r"[ \t]+:(?P<name>[\w-]+):[ \t]*(?P<value>.*?)[ \t]*$")
_FIELD = re.compile(r"[ \t]*:(?:\\.|[^:\\\n`]){1,100}:(?:[ \t]+|$)")
_HEADER = re.compile(r"(?P<name>[A-Z][\w-]{1,40}):(?:[ \t]+|$)")
_ITEM = re.compile(
    r"[ \t]*(?:[-*+•‣⁃]|\(?(?:\#|\d{1,4}|[a-zA-Z]|[ivxlcdmIVXLCDM]{2,8})[.)]|\|)[ \t]+(?=\S)"
)
_RULE = re.compile(r"([!-/:-@\[-`{-~])\1+[ \t]*$")
_DOCTEST = re.compile(r"[ \t]*>>> ")

_UNREAD = frozenset(
    """code code-block sourcecode highlight literalinclude math raw graphviz digraph graph uml
    mermaid plot ipython doctest testcode testsetup testoutput testcleanup jupyter-execute
    command-output
    program-output prompt productionlist index role default-role parsed-code tikz blockdiag
    autosummary include-code ditaa asciiart exec console cmdoption bokeh-plot nbplot execute_code
    meta highlights-off""".split()
)
_PICTURES = frozenset({"image", "figure", "thumbnail", "video", "youtube"})
_BIBLIOGRAPHIES = frozenset({"bibliography"})


class Blocks:
    """Walks over the lines of a document, whose line ends are `\\n`."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.outline = Outline()
        self._names = Names()
        self._lines = list(lines_of(text))
        self._later = Later(text, self.outline, self._names)
        self._open: Span | None = None
        self._item = False
        self._note: tuple[str, int] | None = None
        self._literal: int | None = None
        self._indent = 0
        self._included: list[str] = []
        self._raw_addresses = 0
        self._endless = set[str]()
        self._titled = False
        self._waiting_names = list[str]()

    def read(self) -> Outline:
        """The outline of the whole document."""
        self._names.take(
            found["label"]
            for found in re.finditer(r"(?m)^[ \t]*\.\. \[(?P<label>\d+)\]", self._text)
        )
        number = self._header()
        while number < len(self._lines):
            number = self._line(number)
        self._close()
        lost = self._later.read(titled=self._titled)
        self.outline.remarks += self._left_out(lost)
        return self.outline

    def _header(self) -> int:
        """The lines `Title: …` that enhancement proposals begin with."""
        number = 0
        while number < len(self._lines) and not self._words(number).strip():
            number += 1
        first = number
        names = 0
        while number < len(self._lines) and (line := self._words(number)).strip():
            header = _HEADER.match(line)
            if header is None and not line[0].isspace():
                return first
            names += header is not None
            number += 1
        if names < 2:
            return first
        for row in range(first, number):
            self._header_line(row)
        self._close()
        return number

    def _header_line(self, number: int) -> None:
        start, end = self._lines[number]
        header = _HEADER.match(self._words(number))
        if header is None:
            self._open = Span(self._open.start if self._open else start, end)
            return
        self._close()
        self._open, self._item = Span(start + header.end(), end), True
        if header["name"] == "Title" and not self._titled:
            self._titled = True
            self.outline.title = self._words(number)[header.end() :].strip() or None

    def _words(self, number: int) -> str:
        return self._text[slice(*self._lines[number])]

    def _line(self, number: int) -> int:
        """Reads what begins at a line; the number of the line behind it."""
        start, end = self._lines[number]
        line = self._text[start:end]
        if not line.strip():
            self._close()
            return number + 1
        indent = _indent(line)
        if self._note is not None and indent <= self._note[1]:
            self._close()
            self._note = None
        if self._literal is not None:
            behind = self._behind_literal(number, indent)
            self._literal = None
            if behind > number:
                return behind
        if self._open is None or _EXPLICIT.match(line):
            behind = self._begun(number, line, indent)
            if behind > number:
                return behind
        self._text_line(number, line, indent)
        return number + 1

    def _begun(self, number: int, line: str, indent: int) -> int:
        """Reads markup that begins at a line; the same number where none does."""
        if explicit := _EXPLICIT.match(line):
            self._close()
            return self._explicit(number, line, explicit.end(), indent)
        if anonymous := _ANONYMOUS.match(line):
            behind = self._behind(number, indent)
            self._target("_", number, behind, anonymous.end())
            return behind
        if _DOCTEST.match(line):
            return self._behind_paragraph(number)
        found, behind = cells(self._text, self._lines, number, self._endless)
        for cell in found:
            self._cell(cell.text, Flat(cell.place, sound=False), cell.places[0])
        return behind if behind > number else self._title(number, line)

    def _cell(self, words: str, flat: Flat, place: int) -> None:
        if words.strip():
            passage = Passage(flat, Span(place, place), self._note[0] if self._note else None)
            self._later.passage(passage, words)

    def _title(self, number: int, line: str) -> int:
        """A heading, or a rule between passages; the same number where it is neither."""
        if _RULE.match(line):
            overlined = number + 2 < len(self._lines) and self._words(number + 2).rstrip()
            if overlined != line.rstrip() or not self._words(number + 1).strip():
                return number + 1 if len(line.rstrip()) >= 4 or line.strip() == "::" else number
            self._heading(number + 1)
            return number + 3
        under = self._words(number + 1).rstrip() if number + 1 < len(self._lines) else ""
        if _RULE.match(under) and (len(under) >= len(line.rstrip()) or len(under) >= 4):
            self._heading(number)
            return number + 2
        return number

    def _heading(self, number: int) -> None:
        start, end = self._lines[number]
        passage = Passage(Flat(sound=False), Span(start, end))
        self._later.passage(passage, heading=True)
        self._names.inner.add(normal(self._text[start:end]))

    def _text_line(self, number: int, line: str, indent: int) -> None:
        start, end = self._lines[number]
        item = _ITEM.match(line) if self._open is None or self._item else None
        fields = _FIELD.match(line) if self._open is None or self._item else None
        begin = item or fields
        if begin and not (fields and not item and begin.end() == len(line)):
            self._close()
            self._open, self._item = Span(start + begin.end(), end), True
            self._indent = begin.end()
        else:
            self._open = Span(self._open.start if self._open else start, end)
            self._indent = indent

    def _close(self) -> None:
        """The passage ends; code follows one that ends with two colons."""
        span, item = self._open, self._item
        self._open, self._item = None, False
        if span is None:
            return
        words = self._text[span.start : span.end].rstrip()
        if words.endswith("::"):
            self._literal = self._indent
        if words.strip(": \t\n"):
            note = self._note[0] if self._note else None
            self._later.passage(Passage(Flat(), span, note, item))

    def _explicit(self, number: int, line: str, column: int, indent: int) -> int:
        rest = line[column:]
        if note := _NOTE.match(rest):
            self._noted(number, note["label"], column + note.end(), indent)
            return number + 1
        behind = self._behind(number, indent)
        if target := _TARGET.match(
            self._text, self._lines[number][0] + column, self._lines[number][1]
        ):
            self._target(target["name"], number, behind, target.end() - self._lines[number][0])
            return behind
        if substitution := _SUBSTITUTION.match(rest):
            start = self._lines[number][0] + column
            return self._substitution(number, behind, substitution, start)
        if directive := _DIRECTIVE.match(rest):
            return self._directive(number, behind, directive, column)
        if not rest.strip() and not (number + 1 < behind and self._words(number + 1).strip()):
            return number + 1
        return behind

    def _noted(self, number: int, label: str, column: int, indent: int) -> None:
        start, end = self._lines[number]
        name, shown = self._names.note(label)
        self.outline.notes.append(Note(name, shown, start))
        self._note = (name, indent)
        self._names.inner.add(normal(label))
        self._indent = indent + 3
        if start + column < end:
            self._open = Span(start + column, end)

    def _target(self, name: str, number: int, behind: int, column: int) -> None:
        start = self._lines[number][0] + column
        end = self._lines[behind - 1][1]
        written = self._text[start:end].strip()
        start += len(self._text[start:end]) - len(self._text[start:end].lstrip())
        alias = None
        if written.endswith("_") and not written.endswith("\\_") and "://" not in written:
            alias = normal(written[:-1].strip("`"))
        goal = Goal(written, Span(start, start + len(written)), alias)
        if name == "_":
            self._names.anonymous.append(goal)
            return
        key = normal(name.strip("`"))
        if written:
            self._names.goals.setdefault(key, goal)
            self._chained(goal)
        else:
            self._waiting_names.append(key)
            self._names.inner.add(key)

    def _chained(self, goal: Goal) -> None:
        """Names without an address of their own mean that of the next one."""
        for key in self._waiting_names:
            self._names.goals.setdefault(key, goal)
            self._names.used.add(key)
        self._waiting_names.clear()

    def _substitution(self, number: int, behind: int, found: re.Match[str], start: int) -> int:
        name, kind = normal(found["name"]), found["kind"].lower()
        if kind == "replace":
            span = Span(start + found.end(), self._lines[behind - 1][1])
            self._names.substitutions.setdefault(name, span)
        elif kind in {"image", "figure"}:
            self._names.substitutions.setdefault(name, Span(start, start))
            self._options(number + 1, behind)
        return behind

    def _directive(self, number: int, behind: int, found: re.Match[str], column: int) -> int:
        name = found["name"].lower().rpartition(":")[2]
        start, end = self._lines[number]
        argument = Span(start + column + found.end(), end)
        words = self._text[argument.start : argument.end].strip()
        if name == "include":
            self._included.append(words)
            return behind
        if name in _UNREAD:
            if name == "raw":
                self._raw_addresses += self._text.count("://", start, self._lines[behind - 1][1])
            return behind
        if name in _BIBLIOGRAPHIES:
            self.outline.bibliographies += words.split()
            return behind
        following = self._options(number + 1, behind)
        self._indent = _indent(self._words(number)) + 3
        if words and name not in _PICTURES:
            self._open = argument
        return following

    def _options(self, number: int, behind: int) -> int:
        """The options of a directive, some of which lead somewhere; the line behind them."""
        while number < behind and (option := _OPTION.match(self._words(number))):
            start = self._lines[number][0]
            span = Span(start + option.start("value"), start + option.end("value"))
            value = option["value"].strip("`<>_")
            if is_web_address(option["value"]):
                self._later.link(Goal(option["value"], span), span)
            elif option["name"] == "target" and option["value"].endswith("_"):
                self._later.link(Goal(value, span, normal(value)), span)
            number += 1
        return number

    def _behind(self, number: int, indent: int) -> int:
        """The line behind a block that is indented below its first line."""
        last = later = number + 1
        while later < len(self._lines):
            line = self._words(later)
            if line.strip():
                if _indent(line) <= indent:
                    break
                last = later + 1
            later += 1
        return last

    def _behind_paragraph(self, number: int) -> int:
        while number < len(self._lines) and self._words(number).strip():
            number += 1
        return number

    def _behind_literal(self, number: int, indent: int) -> int:
        """The line behind code; the same number where none follows."""
        least = self._literal or 0
        if indent > least:
            return self._behind(number - 1, least) if number else number
        sign = self._words(number).lstrip()[:1]
        if sign.isalnum() or not sign.isascii():
            return number
        later = number
        while later < len(self._lines) and self._words(later).lstrip()[:1] == sign:
            later += 1
        quoted = later >= len(self._lines) or not self._words(later).strip()
        return later if quoted and not _EXPLICIT.match(self._words(number)) else number

    def _left_out(self, lost: int) -> list[str]:
        told = []
        if lost:
            references = "reference leads" if lost == 1 else "references lead"
            told.append(f"{lost} {references} to nothing that the document defines.")
        told += told_included(self._included)
        if self._raw_addresses:
            addresses = "address" if self._raw_addresses == 1 else "addresses"
            told.append(f"Raw blocks hold {self._raw_addresses} {addresses} that are not read.")
        return told


def outline_of(text: str) -> Outline:
    """The outline of a document in reStructuredText, whose line ends are `\\n`."""
    return Blocks(text).read()


def plain(words: str) -> str:
    """A stretch of such a document without its markup."""
    passage = Passage(Flat(), Span(0, len(words)))
    Inline(words, Outline(), Names()).fill(passage)
    return passage.flat.text


def _indent(line: str) -> int:
    """The columns that a line is indented by."""
    blank = line[: len(line) - len(line.lstrip())]
    return len(blank.expandtabs(8))
