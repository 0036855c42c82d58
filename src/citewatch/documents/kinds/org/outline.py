"""The blocks of an Org document: what is read of it, and what is not."""

import re

from citewatch.documents.editing.whole_links import Span
from citewatch.documents.kinds.org.inline import Inline
from citewatch.documents.markup.outline import Note, Outline, lines_of, told_included

_UNREAD_BLOCK = re.compile(r"(?i)[ \t]*#\+begin_(src|example|export|comment)(?!\S)")
_UNREAD_DRAWER = re.compile(r"(?i)[ \t]*:(?:properties|logbook):[ \t]*$")
_DRAWER_LINE = re.compile(r"(?i)[ \t]*:[\w-]+:[ \t]*$")
_KEYWORD = re.compile(r"[ \t]*#\+([\w-]+)(?:\[[^\]\n]*\])?:[ \t]*(.*?)[ \t]*$")
_COMMENT = re.compile(r"[ \t]*#(?:[ \t]|$)|[ \t]*:(?:[ \t]|$)|[ \t]*#\+(?:begin|end)_")
_HEADLINE = re.compile(r"(\*+)[ \t]+(?:(COMMENT)\b|(?:[A-Z]{2,}[ \t]+)?(?:\[#\w\][ \t]+)?)")
_ITEM = re.compile(r"[ \t]*(?:[-+]|\d+[.)])[ \t]+|[ \t]+\*[ \t]+")
_NOTE = re.compile(r"\[fn:([\w-]+)\][ \t]*|\[(\d+)\][ \t]+")
_RULE = re.compile(r"[ \t]*-{5,}[ \t]*$|[ \t]*\|[-+|]+[ \t]*$")
_ROW = re.compile(r"[ \t]*\|")
_CELL = re.compile(r"[^|]+")
_LABELS = re.compile(r"\[fn:(\d+)")
_READ_KEYWORDS = frozenset({"caption", "subtitle"})


class Blocks:
    """Walks over the lines of a document, whose line ends are `\\n`."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.outline = Outline()
        self._lines = list(lines_of(text))
        self._inline = Inline(text, self.outline, taken=set(_LABELS.findall(text)))
        self._open: Span | None = None
        self._item = False
        self._note: str | None = None
        self._blank_lines = 0
        self._included: list[str] = []
        self._has_title = False
        self._endless = set[str]()

    def read(self) -> Outline:
        """The outline of the whole document."""
        self._inline.abbreviations = self._abbreviations()
        number = 0
        while number < len(self._lines):
            number = self._line(number)
        self._close()
        self.outline.remarks += told_included(self._included)
        return self.outline

    def _line(self, number: int) -> int:
        """Reads what begins at a line; the number of the line behind it."""
        start, end = self._lines[number]
        line = self._text[start:end]
        if not line.strip():
            self._close()
            self._blank_lines += 1
            if self._blank_lines == 2:
                self._note = None
            return number + 1
        self._blank_lines = 0
        if unread := _UNREAD_BLOCK.match(line):
            self._close()
            return self._behind(number, re.compile(rf"(?i)[ \t]*#\+end_{unread[1]}\b"))
        if _UNREAD_DRAWER.match(line):
            self._close()
            return self._behind(number, re.compile(r"(?i)[ \t]*:end:[ \t]*$"))
        if headline := _HEADLINE.match(line):
            return self._headline(number, headline)
        if keyword := _KEYWORD.match(line):
            self._keyword(keyword, start)
        elif _COMMENT.match(line) or _DRAWER_LINE.match(line) or _RULE.match(line):
            self._close()
        elif _ROW.match(line):
            self._row(start, line)
        else:
            self._words(start, end, line)
        return number + 1

    def _words(self, start: int, end: int, line: str) -> None:
        if note := _NOTE.match(line):
            self._close()
            self._note = note[1] or note[2]
            self.outline.notes.append(Note(self._note, self._note, start))
            self._open = Span(start + note.end(), end)
        elif item := _ITEM.match(line):
            self._close()
            self._item = True
            self._open = Span(start + item.end(), end)
        else:
            self._open = Span(self._open.start if self._open else start, end)

    def _close(self) -> None:
        """The passage ends."""
        if self._open is not None:
            self._inline.read(self._open, self._note, item=self._item)
        self._open, self._item = None, False

    def _headline(self, number: int, headline: re.Match[str]) -> int:
        self._close()
        self._note = None
        start, end = self._lines[number]
        if headline[2]:
            level = len(headline[1])
            return self._behind(number, re.compile(rf"\*{{1,{level}}}[ \t]"), inclusive=False)
        passage = self._inline.read(Span(start + headline.end(), end))
        self._titled(passage.flat.text)
        return number + 1

    def _titled(self, words: str) -> None:
        self.outline.title = self.outline.title or " ".join(words.split()) or None

    def _keyword(self, found: re.Match[str], start: int) -> None:
        name = found[1].lower()
        self._close()
        if name == "title":
            self._title_line(found[2])
        elif name == "bibliography":
            self.outline.bibliographies.append(found[2].strip("\"'"))
        elif name == "include":
            self._included.append(found[2].partition(" ")[0].strip("\"'"))
        elif name in _READ_KEYWORDS and found[2]:
            self._inline.read(Span(start + found.start(2), start + found.end(2)))

    def _title_line(self, words: str) -> None:
        if not self._has_title:
            self.outline.title, self._has_title = " ".join(words.split()) or None, True

    def _row(self, start: int, line: str) -> None:
        self._close()
        for cell in _CELL.finditer(line):
            if cell[0].strip():
                self._inline.read(Span(start + cell.start(), start + cell.end()))

    def _behind(self, number: int, ending: re.Pattern[str], *, inclusive: bool = True) -> int:
        """The line behind a block that nobody reads; one without end is only its first line."""
        if ending.pattern not in self._endless:
            for later in range(number + 1, len(self._lines)):
                start, end = self._lines[later]
                if ending.match(self._text[start:end]):
                    return later + inclusive
        self._endless.add(ending.pattern)
        return number + 1 if inclusive else len(self._lines)

    def _abbreviations(self) -> dict[str, str]:
        found = re.finditer(r"(?mi)^#\+LINK:[ \t]+\"?([\w-]+)\"?[ \t]+(\S+)", self._text)
        return {line[1]: line[2] for line in found if "%(" not in line[2]}


def outline_of(text: str) -> Outline:
    """The outline of an Org document, whose line ends are `\\n`."""
    return Blocks(text).read()


def plain(words: str) -> str:
    """A stretch of an Org document without its markup."""
    return Inline(words, Outline()).read(Span(0, len(words))).flat.text
