"""The inline markup of Org: links, footnotes, citations; verbatim text shows what it holds.

The syntax is that of https://orgmode.org/worg/org-syntax.html.
"""

import re
from collections.abc import Mapping
from urllib.parse import quote

from msgspec import Struct, field

from citewatch.documents.addresses.targets import is_web_address
from citewatch.documents.editing.whole_links import Span
from citewatch.documents.markup.flat import Flat, Spot
from citewatch.documents.markup.outline import Note, Outline, Passage

_ADDRESS = r"(?:https?|ftp)://[^\s\[\]<>|]+"
_TOKEN = re.compile(
    rf"""(?x)
    (?P<link> \[\[ (?P<target> (?:[^\[\]\\\n]|\\[\[\]\\]|\\(?![\[\]])){{1,4000}}+ ) \]
        (?: \[ (?P<words> (?:[^\[\]]|\[(?!\[)|\](?!\])){{1,2000}}? ) \] )? \] )
    | (?P<angle> <(?P<inside>{_ADDRESS})> )
    | (?P<address> {_ADDRESS} )
    | (?P<note> \[fn: (?P<label>[\w-]*) (?P<colon>:)? )
    | \[cite (?:/[\w/-]+)? : (?P<cited> [^\[\]]{{1,2000}}+ ) \]
    | (?<![\w]) cite[a-zA-Z]*\*?: (?P<keys> &?[\w][\w:.+-]*(?:,[\w][\w:.+-]*)* )
    | (?:(?<=[\s('"{{\-])|^) (?P<quoted> (?P<sign>[=~]) (?=\S)
        [^\n]{{1,1000}}? (?<=\S)(?P=sign) ) (?=[\s.,;:!?'")}}\[\-]|$)
    | (?: (?<=[\s('"{{\-])|^ ) (?P<opens>[*/_+]) (?=[^\s*/_+])
    | (?<=\S) (?P<closes>[*/_+]+) (?=[\s.,;:!?'")}}\]\[\-]|$)
    """
)
_KEY = re.compile(r"@([\w:.#$%&+?<>~/-]*[\w/])")
_ESCAPED = re.compile(r"\\([\[\]\\])")
_ABBREVIATION = re.compile(r"([\w-]+)(?:::?(.*))?")
_MOST_NESTED = 5
"""Notes inside notes that are read as such."""


class Inline(Struct):
    """Reads passages of one document into its outline.

    `abbreviations` are what `#+LINK:` lines define. Notes without a label get the next number.
    """

    source: str
    outline: Outline
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    numbers: int = 0
    taken: set[str] = field(default_factory=set)
    depth: int = 0

    def read(self, span: Span, note: str | None = None, *, item: bool = False) -> Passage:
        """The passage at a stretch of the source; notes inside it become passages of their own."""
        passage = Passage(Flat(), span, note, item)
        self.outline.passages.append(passage)
        self._fill(passage, span)
        return passage

    def _fill(self, passage: Passage, span: Span) -> None:
        flat, position = passage.flat, span.start
        closing = _brackets(self.source, span)
        while found := _TOKEN.search(self.source, position, span.end):
            flat.write(self.source[position : found.start()], position)
            position = self._token(passage, found, closing)
        flat.write(self.source[position : span.end], position)

    def _token(self, passage: Passage, found: re.Match[str], closing: Mapping[int, int]) -> int:
        flat = passage.flat
        if found["note"]:
            return self._note(passage, found, closing)
        if found["link"]:
            self._link(flat, found)
        elif found["angle"] or found["address"]:
            name = "inside" if found["angle"] else "address"
            flat.write(found[name], found.start(name))
        elif found["cited"] or found["keys"]:
            keys = _KEY.findall(found["cited"]) if found["cited"] else found["keys"].split(",")
            self.outline.cited += [(key.lstrip("&"), passage, flat.length) for key in keys]
        elif found["quoted"]:
            words = found["quoted"][1:-1]
            shown = " " * len(words) if "://" in words or "www." in words else words
            flat.write(shown, found.start() + 1)
        return found.end()

    def _note(self, passage: Passage, found: re.Match[str], closing: Mapping[int, int]) -> int:
        end = closing.get(found.start())
        if end is None or not (found["label"] or found["colon"]):
            passage.flat.write(found[0], found.start())
            return found.end()
        label = found["label"] or self._number()
        passage.flat.mark(label)
        if found["colon"] and self.depth < _MOST_NESTED:
            self.outline.notes.append(Note(label, label, found.start()))
            inner = Passage(Flat(), Span(found.end(), end - 1), label)
            inner.outer = Span(found.start(), end)
            self.outline.passages.append(inner)
            self.depth += 1
            self._fill(inner, inner.span)
            self.depth -= 1
        return end

    def _number(self) -> str:
        self.numbers += 1
        while str(self.numbers) in self.taken:
            self.numbers += 1
        return str(self.numbers)

    def _link(self, flat: Flat, found: re.Match[str]) -> None:
        target, since = found["target"], flat.length
        url = self._resolved(_ESCAPED.sub(r"\1", target))
        if found["words"]:
            words = found["words"]
            marked = len(words) > 2 and words[0] == words[-1] and words[0] in "*/_+=~"
            flat.write(words[1:-1] if marked else words, found.start("words") + marked)
        elif is_web_address(url):
            flat.write(url, *found.span("target"))
        else:
            flat.write(target, found.start("target"))
        if is_web_address(url):
            flat.link(url, since, Spot(*found.span("target"), found.end(), "link"))

    def _resolved(self, target: str) -> str:
        """A target with the abbreviation that it begins with written out."""
        found = _ABBREVIATION.fullmatch(target)
        template = self.abbreviations.get(found[1]) if found else None
        if found is None or template is None:
            return target
        tag = found[2] or ""
        if "%s" in template or "%h" in template:
            return template.replace("%s", tag).replace("%h", quote(tag, safe=""))
        return template + tag


def _brackets(source: str, span: Span) -> dict[int, int]:
    """The index behind the bracket that closes each one that is closed in a stretch."""
    closing, opened = dict[int, int](), list[int]()
    for found in re.compile(r"[\[\]]").finditer(source, span.start, span.end):
        if found[0] == "[":
            opened.append(found.start())
        elif opened:
            closing[opened.pop()] = found.end()
    return closing
