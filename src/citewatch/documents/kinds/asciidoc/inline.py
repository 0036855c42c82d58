"""The inline markup of AsciiDoc: addresses, macros, footnotes, citations.

The forms are those of docs.asciidoctor.org and of the older AsciiDoc.py, which books still use.
"""

import re
from collections.abc import Iterable
from html import unescape

from msgspec import Struct, field

from citewatch.documents.addresses.targets import is_web_address
from citewatch.documents.editing.whole_links import Span
from citewatch.documents.kinds.asciidoc.attributes import NAME, Attributes
from citewatch.documents.markup.flat import Flat, Spot
from citewatch.documents.markup.outline import Note, Outline, Passage

_SCHEME = r"(?:https?|ftp)://"
_IN_BRACKETS = r"(?:\\.|\w+::?[^\s\[\]]{0,1000}\[[^\[\]]{0,1000}\]|[^\]\\]){0,2000}+"
"""What stands between brackets: images inside links have brackets of their own."""

_IN_NOTE = rf"""(?: \\. | (?:\w+:|{_SCHEME}|\{{{NAME}\}})[^\s\[\]]{{0,2000}}\[{_IN_BRACKETS}\]
    | \[\[{{1,2}}[^\[\]]{{1,100}}\]{{2,3}} | [^\]\\] ){{0,8000}}+"""
_TOKEN = re.compile(
    rf"""(?xs)
    (?P<passed> (?P<raw>link:)? (?:
        (?P<plus>\+{{2,3}}|\$\$) (?P<inside>(?:(?!(?P=plus)).){{1,2000}}?) (?P=plus)
        | pass:[a-z,]* \[ (?P<pass> (?:\\.|[^\]\\]){{0,2000}}+ ) \] )
        (?(raw) \[ (?P<rawwords> {_IN_BRACKETS} ) \] | (?:\[\])? ) )
    | (?P<quoted> `\+ [^\n]{{1,1000}}? \+` | (?<![\w+`}}]) \+ (?=[^\s+]) [^\n]{{0,1000}}?
        (?<=[^\s+]) \+ (?![\w+`]) )
    | (?P<note> footnote (?: (?P<ref>ref): | : (?P<label>[\w-]+)? ) \[
        (?P<notetext> {_IN_NOTE} ) \] )
    | (?P<escaped> \\ (?: (?={_SCHEME}) | (?P<plainly> footnote|link:|<<|\[\[|[\[{{*_`^~\#] ) ) )
    | (?P<angle> < (?P<within> {_SCHEME}[^\s<>\[\]]+ ) > )
    | (?P<link> (?P<prefix>link:)? (?P<target>
        (?: {_SCHEME} | \{{{NAME}\}} | (?<=link:)[^\s\[\]:`] )
        (?: [^\s\[\]<>{{}}"|`\\] | \{{{NAME}\}} | \\(?=[_*~\#^+]) )* )
        (?: \[ (?P<words> {_IN_BRACKETS} ) \] )? )
    | (?P<macro> (?<![\w]) (?:
        (?P<media>image|icon|video|audio|callto|mailto|xref)::? (?P<file>[^\s\[\]]{{0,2000}})
        | (?P<name>[a-z][\w-]*)::? (?P<argument>[^\s\[\]:]{{0,2000}}) )
        \[ (?P<attributes> {_IN_BRACKETS} ) \] )
    | (?P<anchor> \[\[ (?P<third>\[)? (?P<anchorkey>[^\[\],\n]{{1,200}})
        (?:,[^\[\]\n]{{0,300}})? \]\] (?(third)\]) )
    | << (?P<xref>[^<>,\n]{{1,200}}) (?:,(?P<xreftext>[^<>]{{0,500}}))? >>
    | (?P<index> \(\(\( [^()]{{1,500}} \)\)\) )
    | (?P<role> \[[.\w\#%,\- ="]{{1,100}}\](?=[\#*_`]) )
    | (?P<mark> (?:(?<![\w\\])[*_`\#]+(?=[^\s*_`\#])(?!{_SCHEME}|link:) | (?<=\S)[*_`\#]+(?!\w) ) )
    | (?P<break> [ ]\+(?=[ ]?(?:\n|$)) )
    | (?P<entity> &(?:[a-zA-Z]{{2,20}}|\#\d{{1,7}}|\#x[\da-fA-F]{{1,6}}); )
    """
)
_ATTRIBUTE = re.compile(r"""(?:^|,)\s*([\w-]+)\s*=\s*("[^"]*"|[^,]*)""")
_FIRST = re.compile(r"""\s*(?:"([^"]*)"|([^,]*))""")
_SHOWN = frozenset({"kbd", "btn", "menu", "xref", "mailto", "indexterm2", "stem", "latexmath"})
_UNSHOWN = frozenset({"anchor", "indexterm", "icon", "image", "video", "audio", "callto", "toc"})
_USE = re.compile(rf"\{{({NAME})\}}")
_PARTS = re.compile(rf"(?s)\{{(?P<use>{NAME})\}}|\\.|[^\\{{]+|.")
_MARKED = re.compile(r"[\[{_*`#]")
_MOST_NESTED = 5
_MOST_EXPANDED = 2_000_000
"""Characters of values that one document is given in place of names, over all."""


class Inline(Struct):
    """Reads passages of one document into its outline; footnotes are numbered as they appear.

    `keys` are those of the bibliography's entries with the labels that are shown for them.
    """

    source: str
    outline: Outline
    attributes: Attributes = field(default_factory=Attributes)
    keys: dict[str, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    unknown: dict[str, None] = field(default_factory=dict)
    numbers: int = 0
    depth: int = 0
    expanded: int = 0

    def read(self, span: Span, note: str | None = None, *, item: bool = False) -> Passage:
        """The passage at a stretch of the source; notes inside it become passages of their own."""
        passage = Passage(Flat(), span, note, item)
        self.outline.passages.append(passage)
        self._fill(passage, span)
        return passage

    def _fill(self, passage: Passage, span: Span) -> None:
        flat, position = passage.flat, span.start
        while found := _TOKEN.search(self.source, position, span.end):
            flat.write(self.source[position : found.start()], position)
            position = self._token(passage, found) or found.end()
        flat.write(self.source[position : span.end], position)

    def _token(self, passage: Passage, found: re.Match[str]) -> int | None:
        """Reads a token; where to go on if that is not behind it."""
        read = next((read for group, read in _READERS if found[group]), None)
        return None if read is None else read(self, passage, found)

    def _quoted(self, passage: Passage, found: re.Match[str]) -> None:
        passage.flat.write(_dimmed(found["quoted"].strip("`+")), *found.span("quoted"))

    def _escaped(self, passage: Passage, found: re.Match[str]) -> None:
        passage.flat.write(found["plainly"], found.start("plainly"))

    def _angle(self, passage: Passage, found: re.Match[str]) -> None:
        passage.flat.write(found["within"], found.start("within"))

    def _entity(self, passage: Passage, found: re.Match[str]) -> None:
        passage.flat.write(unescape(found["entity"]), *found.span())

    def _note(self, passage: Passage, found: re.Match[str]) -> None:
        inside, start = found["notetext"], found.start("notetext")
        label = found["label"]
        if found["ref"]:
            label, comma, inside = inside.partition(",")
            start += len(label) + len(comma)
            label = label.strip()
        known = self.labels.get(label) if label else None
        if known is not None:
            passage.flat.mark(known)
            return
        if label and not inside.strip():
            passage.flat.mark(label)  # it has no note, which is told
            return
        self.numbers += 1
        number = str(self.numbers)
        if label:
            self.labels.setdefault(label, number)
        passage.flat.mark(number)
        self.outline.notes.append(Note(number, number, found.start()))
        end = start + len(inside)
        inner = Passage(Flat(), Span(start, end), number, outer=Span(found.start(), found.end()))
        self.outline.passages.append(inner)
        if self.depth < _MOST_NESTED:
            self.depth += 1
            self._fill(inner, inner.span)
            self.depth -= 1

    def _passed(self, passage: Passage, found: re.Match[str]) -> None:
        flat = passage.flat
        name = "pass" if found["pass"] is not None else "inside"
        if not found["raw"] and found["rawwords"] is None:
            flat.write(found[name], found.start(name))
            return
        since, url = flat.length, found[name].strip()
        self._words(flat, found, "rawwords", url, name)
        if is_web_address(url):
            flat.link(url, since, Spot(*found.span(name), found.end(), "passed"))

    def _link(self, passage: Passage, found: re.Match[str]) -> int | None:
        flat, use = passage.flat, _USE.match(found["target"])
        value = self.attributes.place(use[1]) if use else None
        if use and value is not None and self.depth < _MOST_NESTED:
            self._expand(passage, value)
            return found.start("target") + use.end()
        target, words = found["target"].replace("\\", ""), found["words"]
        url = self.attributes.resolved(target)
        if url is None:
            self._unresolved(flat, found, target)
            return None
        since = flat.length
        if words is None and not found["prefix"]:
            self._bare(flat, found)
            return None
        url = unescape(url)
        self._words(flat, found, "words", url, "target")
        if is_web_address(url):
            form = "link" if found["prefix"] else "macro"
            flat.link(url, since, Spot(*found.span("target"), found.end(), form))
        return None

    def _bare(self, flat: Flat, found: re.Match[str]) -> None:
        """An address without words, or the value of an attribute in running text."""
        start, target = found.start("target"), found["target"]
        for part in _PARTS.finditer(target):
            value = self.attributes.value(part["use"]) if part["use"] else None
            place = start + part.start()
            if value is None:
                escaped = part[0].startswith("\\")
                flat.write(part[0][escaped:], place + escaped)
            elif self._room(value):
                flat.write(value, place, place + len(part[0]))

    def _unresolved(self, flat: Flat, found: re.Match[str], target: str) -> None:
        if "://" in target or found["words"] is not None:
            self.unknown[target] = None
        words = found["words"]
        flat.write(words if words is not None else _dimmed(target), *found.span("link"))

    def _words(self, flat: Flat, found: re.Match[str], name: str, url: str, target: str) -> None:
        """What a link shows: its words without the attributes behind them, or its address."""
        words = found[name]
        if words is None or not (first := _first(words).removesuffix("^")).strip():
            flat.write(url, *found.span(target))
            return
        start = found.start(name) + words.index(first)
        inner = Passage(Flat(), Span(start, start + len(first)))
        if _MARKED.search(first):
            first = self._shown(inner)
        flat.write(_unmarked(first), start, start + len(first))

    def _shown(self, inner: Passage) -> str:
        """The words of a link that has markup in it."""
        if self.depth >= _MOST_NESTED:
            return ""
        self.depth += 1
        notes, passages = len(self.outline.notes), len(self.outline.passages)
        numbers = self.numbers
        self._fill(inner, inner.span)
        del self.outline.notes[notes:], self.outline.passages[passages:]
        self.numbers = numbers
        self.depth -= 1
        return inner.flat.text

    def _expand(self, passage: Passage, value: Span) -> None:
        """Reads the value of an attribute that holds markup, at the line that sets it."""
        self.expanded += value.end - value.start
        if self.expanded <= _MOST_EXPANDED:
            self.depth += 1
            self._fill(passage, value)
            self.depth -= 1

    def _macro(self, passage: Passage, found: re.Match[str]) -> None:
        flat, attributes = passage.flat, found["attributes"]
        name, argument = found["media"] or found["name"], found["file"] or found["argument"] or ""
        if name in {"image", "icon"}:
            self._image(flat, found)
        elif name in _UNSHOWN:
            pass
        elif name in _SHOWN or not argument:
            flat.write(_first(attributes) or argument, *found.span())
        else:
            flat.write(found[0], found.start())

    def _image(self, flat: Flat, found: re.Match[str]) -> None:
        """An image cites nothing, but for where it leads."""
        for attribute in _ATTRIBUTE.finditer(found["attributes"]):
            if attribute[1] == "link":
                written = attribute[2].strip('"')
                start = found.start("attributes") + attribute.start(2)
                start += attribute[2].startswith('"')
                url = self.attributes.resolved(written)
                if url is None:
                    self.unknown[written] = None
                elif is_web_address(url):
                    since = flat.length
                    alt = _first(found["attributes"])
                    flat.write("" if "=" in alt else alt, *found.span())
                    end = start + len(written)
                    spot = Spot(start, end, found.end(), "attribute", open="::" not in found[0])
                    flat.link(url, since, spot)

    def _xref(self, passage: Passage, found: re.Match[str]) -> None:
        key = found["xref"].strip()
        if key in self.keys:
            passage.flat.mark(self.keys[key])
        else:
            words = "xreftext" if found["xreftext"] else "xref"
            passage.flat.write(found[words], found.start(words))

    def _room(self, words: str) -> bool:
        self.expanded += len(words)
        return self.expanded <= _MOST_EXPANDED


_READERS = (
    ("note", Inline._note),
    ("passed", Inline._passed),
    ("quoted", Inline._quoted),
    ("plainly", Inline._escaped),
    ("angle", Inline._angle),
    ("link", Inline._link),
    ("macro", Inline._macro),
    ("xref", Inline._xref),
    ("entity", Inline._entity),
)
"""Who reads which token; what nobody reads is not shown."""


def _first(words: str) -> str:
    """The words in front of a macro's attributes."""
    if "=" not in words and not words.lstrip().startswith('"'):
        return words
    found = _FIRST.match(words)
    first = (found[1] or found[2] or "") if found else ""
    return "" if "=" in first and found and found[1] is None else first


def _unmarked(words: str) -> str:
    return unescape(words.replace("\\]", "]"))


def _dimmed(words: str) -> str:
    """Literal words; an address among them is no link."""
    return " " * len(words) if "://" in words or "www." in words else words


def told_unknown(targets: Iterable[str]) -> Iterable[str]:
    """Remarks on addresses with attributes that the document does not set."""
    for target in targets:
        yield f"The address {target} has an attribute that the document does not set; not read."
