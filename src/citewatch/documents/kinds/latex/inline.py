"""LaTeX as it is read: commands and their arguments, each thing with its place in the source."""

import re
from collections.abc import Callable, Mapping

from msgspec import Struct, field

from citewatch.documents.addresses.targets import is_web_address
from citewatch.documents.editing.whole_links import Span
from citewatch.documents.kinds.latex.source import braces
from citewatch.documents.markup.flat import Flat, Spot
from citewatch.documents.markup.outline import Note, Outline, Passage
from citewatch.documents.markup.tex import ACCENTED, SHOWN, SIGNS, accented, address_of

_TOKEN = re.compile(
    rf"""(?x)
    (?P<blank> \n[ \t]*\n\s* )
    | (?P<accent> {ACCENTED} )
    | \\(?P<command> [A-Za-z@]+ )\*?
    | \\(?P<sign> . )
    | (?P<dashes> -{{2,3}} ) | (?P<quotes> ``|'' ) | (?P<tie> ~ ) | (?P<group> [{{}}$] )
    """
)
_OPTIONS = re.compile(
    r"(?:\s{0,40}\[(?P<option>[^\[\]]{0,500}(?:\[[^\[\]]{0,200}\][^\[\]]{0,500})?)\]){0,3}\s{0,40}"
)
_CITES = re.compile(r"(?i)[a-z]*cite[a-z]*")
_NO_CITES = frozenset({"citestyle", "citeauthoryear", "setcitestyle", "bibcite", "citation"})
_NOTES = frozenset({"footnote", "footnotetext", "endnote", "thanks", "sidenote"})
_ADDRESSES = frozenset({"url", "nolinkurl", "path", "href", "burl"})
_UNSHOWN = frozenset("label ref eqref pageref autoref cref hypertarget vspace hspace".split())
_HEADINGS = frozenset(
    "section subsection subsubsection chapter part paragraph subparagraph caption".split()
)
_BREAKS = _HEADINGS | frozenset("item par begin end maketitle newpage clearpage appendix".split())
"""Commands that end a paragraph."""

_DASHES = {"--": "–", "---": "—"}
_QUOTES = {"``": "“", "''": "”"}
_IN_ADDRESS = re.compile(r"(?:https?://|www\.|10\.\d{4,9}/)\S*$")
_TAIL = 300
_MOST_NESTED = 5


class Inline(Struct):
    """Reads stretches of one document into its outline.

    `source` is without comments and code. `macros` are the author's own that make an address of
    their argument, `items` the keys of the references that stand in the document itself.
    """

    source: str
    outline: Outline
    macros: Mapping[str, str] = field(default_factory=dict)
    items: frozenset[str] = frozenset()
    numbers: int = 0
    depth: int = 0
    closing: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.closing = braces(self.source)

    def read(self, span: Span, note: str | None = None) -> Passage:
        """The passages of a stretch, of which the first is given; those in a note belong to it."""
        first = self._passage(span.start, note)
        self._fill(first, span)
        return first

    def _passage(self, start: int, note: str | None, outer: Span | None = None) -> Passage:
        passage = Passage(Flat(), Span(start, start), note)
        passage.outer = outer
        self.outline.passages.append(passage)
        return passage

    def _fill(self, passage: Passage, span: Span, *, inside: bool = False) -> None:
        """Read a stretch into a passage, and into others where paragraphs end in it."""
        position = span.start
        while found := _TOKEN.search(self.source, position, span.end):
            passage.flat.write(self.source[position : found.start()], position)
            ends = found["blank"] or found["command"] in _BREAKS
            position = self._token(passage, found, span.end)
            if ends and not inside and passage.note is None:
                passage.span = Span(passage.span.start, found.start())
                if found["command"] in _HEADINGS:
                    position = self._heading(position)
                passage = self._passage(position, None)
        passage.flat.write(self.source[position : span.end], position)
        if not inside:
            passage.span = Span(passage.span.start, span.end)

    def _heading(self, position: int) -> int:
        """Read a heading, whose command ends at `position`; where the text behind it begins."""
        options = _OPTIONS.match(self.source, position)
        start = options.end() if options else position
        end = self.closing.get(start)
        if end is None:
            return position
        self.read(Span(start + 1, end - 1))
        return end

    def _token(self, passage: Passage, found: re.Match[str], limit: int) -> int:
        if found["command"]:
            return min(self._command(passage, found), limit)
        shown = self._shown(passage, found)
        passage.flat.write(shown, found.start(), found.end())
        return found.end()

    def _shown(self, passage: Passage, found: re.Match[str]) -> str:
        if found["blank"]:
            return "\n\n"
        if found["accent"]:
            return accented(found["accent"])
        if found["sign"]:
            return SIGNS.get(found["sign"], found["sign"])
        if found["group"]:
            return ""
        if _IN_ADDRESS.search(passage.flat.tail(_TAIL)):
            return found[0]
        return _DASHES.get(found[0]) or _QUOTES.get(found[0]) or " "

    # Commands.

    def _command(self, passage: Passage, found: re.Match[str]) -> int:
        name = found["command"]
        options = _OPTIONS.match(self.source, found.end())
        behind = options.end() if options else found.end()
        end = self.closing.get(behind)
        if end is None:
            return self._word(passage, found)
        argument = Span(behind + 1, end - 1)
        special = self._special(name)
        if special is not None:
            return special(passage, found, argument, (options and options["option"]) or "")
        return self._word(passage, found)

    def _special(self, name: str) -> Callable[[Passage, re.Match[str], Span, str], int] | None:
        if name in _NOTES:
            return self._note
        if name in _ADDRESSES or name in self.macros:
            return self._address
        if _CITES.fullmatch(name) and name not in _NO_CITES:
            return self._cited
        return self._unshown if name in _UNSHOWN or name in {"begin", "end"} else None

    def _word(self, passage: Passage, found: re.Match[str]) -> int:
        """A command without meaning here: what it shows, if that is known."""
        shown = SHOWN.get(found["command"], "")
        end = found.end()
        if shown and self.source.startswith("{}", end):
            end += 2
        passage.flat.write(shown, found.start(), end)
        return end

    def _unshown(self, _: Passage, __: re.Match[str], argument: Span, ___: str) -> int:
        return argument.end + 1

    def _note(self, passage: Passage, found: re.Match[str], argument: Span, option: str) -> int:
        self.numbers += not option
        label = option.strip() or str(self.numbers)
        name = f" {found.start()}"
        passage.flat.mark(name)
        end = argument.end + 1
        if self.depth >= _MOST_NESTED:
            return end
        self.outline.notes.append(Note(name, label, found.start()))
        inner = self._passage(argument.start, name, Span(found.start(), end))
        self.depth += 1
        self._fill(inner, argument)
        self.depth -= 1
        return end

    def _address(self, passage: Passage, found: re.Match[str], argument: Span, _: str) -> int:
        """A link; in `\\href` the words behind it are what it shows."""
        flat, since, name = passage.flat, passage.flat.length, found["command"]
        written, end = self.source[argument.start : argument.end], argument.end + 1
        macro = self.macros.get(name)
        url = address_of(written if macro is None else macro.replace("#1", written))
        form = "href" if name == "href" else "url" if self.depth else "outer url"
        words = end + len(self.source[end : end + 40]) - len(self.source[end : end + 40].lstrip())
        if name == "href" and (closed := self.closing.get(words)):
            shown = Span(words + 1, closed - 1)
            if self.depth < _MOST_NESTED:
                self.depth += 1
                self._fill(passage, shown, inside=True)
                self.depth -= 1
            end = closed
            if self.source[shown.start : shown.end] == url:  # which changes with the link
                self.outline.unused.append((url, "", Spot(*shown, end)))
        else:
            flat.write(url, argument.start, argument.end)
        if is_web_address(url):
            flat.link(url, since, Spot(*argument, end, form, sound=macro is None))
        return end

    def _cited(self, passage: Passage, found: re.Match[str], argument: Span, _: str) -> int:
        written, end = self.source[argument.start : argument.end], argument.end + 1
        keys = [key for one in written.split(",") if (key := one.strip())]
        for key in keys:
            if key in self.items:
                passage.flat.mark(key)
            elif key != "*":
                self.outline.cited.append((key, passage, passage.flat.length))
        if found["command"].lower() != "nocite":
            passage.flat.write(f"[{', '.join(keys)}]", found.start(), end)
        return end
