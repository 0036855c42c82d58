"""The inline markup of reStructuredText: references, roles, marks of notes, literals.

The syntax is that of docutils' specification; roles that are not known keep their words.
"""

import re

from msgspec import Struct

from citewatch.documents.addresses.targets import is_web_address
from citewatch.documents.editing.whole_links import Span
from citewatch.documents.kinds.rst.names import Goal, Names, address, normal, unescaped
from citewatch.documents.markup.flat import Flat, Spot
from citewatch.documents.markup.outline import Outline, Passage

_SCHEME = r"(?:https?|ftp)://"
_TOKEN = re.compile(
    rf"""(?xs)
    (?P<literal> (?<![\w`\\]) ``(?=\S) (?P<verbatim> (?:(?!``).){{1,3000}} ) ``(?!`) )
    | (?P<internal>_)? (?<![\w\\`]) (?P<role>:[a-zA-Z][\w+.:-]{{0,60}}:)?
        `(?=[^\s`]) (?P<phrase> (?:\\.|[^`\\]){{1,4000}}+ ) `
        (?P<tail> __?(?!\w) | :[a-zA-Z][\w+.:-]{{0,60}}: )?
    | \[ (?P<mark> \d{{1,6}} | \#[\w.:+-]{{0,100}} | \* | [a-zA-Z][\w.:+-]{{0,100}} ) \]_(?!\w)
    | (?<![\w|\\]) \| (?P<name> [^\s|](?:[^|\n]{{0,200}}[^\s|])? ) \| (?P<follows>__?(?!\w))?
    | (?P<address> {_SCHEME} (?:\\[^\s]|[^\s<>`"|\\])+ )
    | (?<![\w:.+/@&=?\#%~-]) (?P<simple> [a-zA-Z0-9](?:[\w.:+-]{{0,200}}[a-zA-Z0-9])? )
        (?P<double>__?)(?!\w)
    | (?P<stars> (?<![\w\\*])\*{{1,2}}(?=[^\s*])(?!{_SCHEME}) | (?<=[^\s\\])\*{{1,2}}(?![\w*]) )
    | \\ (?P<escaped> \s|. )
    """
)
_EMBEDDED = re.compile(r"(?s)(?P<words>.*?)\s*<(?P<target>[^<>]+)>\s*$")
_CITES = re.compile(r"(?:foot)?(?:full)?cite[a-z]{0,20}(?::[a-z]{1,20})?")
_LITERAL_ROLES = frozenset("code math samp literal kbd raw file command program eq".split())
_MOST_NESTED = 5
_MOST_EXPANDED = 2_000_000
"""Characters of substitutions that one document is given, over all."""


class Inline(Struct):
    """Reads passages of one document into its outline."""

    source: str
    outline: Outline
    names: Names
    lost: int = 0
    depth: int = 0
    expanded: int = 0

    def fill(self, passage: Passage, source: str | None = None, span: Span | None = None) -> None:
        """Reads a passage, which stands in the source unless its own is given."""
        source, span = source or self.source, span or passage.span
        flat, position = passage.flat, span.start
        while found := _TOKEN.search(source, position, span.end):
            flat.write(source[position : found.start()], position)
            self._token(passage, found)
            position = found.end()
        flat.write(source[position : span.end], position)

    def _token(self, passage: Passage, found: re.Match[str]) -> None:
        flat = passage.flat
        read = next((read for group, read in _READERS if found[group] is not None), None)
        if read is not None:
            read(self, passage, found)
        elif found["address"]:
            _address(flat, found)
        elif found["escaped"] is not None:
            flat.write(found["escaped"].strip(), found.start("escaped"))

    def _literal(self, passage: Passage, found: re.Match[str]) -> None:
        passage.flat.write(_dimmed(found["verbatim"]), found.start("verbatim"))

    def _phrase(self, passage: Passage, found: re.Match[str]) -> None:
        tail = found["tail"] or ""
        if tail.startswith("_") and not found["role"]:
            self._reference(passage, found)
            return
        role = (found["role"] or tail).strip(":").lower()
        if _CITES.fullmatch(role):
            keys = (key.strip() for key in _bare_keys(found["phrase"]).split(","))
            self.outline.cited += [(key, passage, passage.flat.length) for key in keys if key]
            return
        if role.rpartition(":")[2] in _LITERAL_ROLES:
            passage.flat.write(_dimmed(found["phrase"]), found.start("phrase"))
            return
        self._said(passage.flat, found, role)

    def _said(self, flat: Flat, found: re.Match[str], role: str) -> None:
        """The words of a role: those in front of its target, or an address where it holds one."""
        phrase, start = found["phrase"], found.start("phrase")
        embedded = _EMBEDDED.match(phrase)
        if embedded is None or not role:
            flat.write(_words(phrase), start, start + len(phrase))
            return
        since, url = flat.length, address(embedded["target"])
        words = embedded["words"] or embedded["target"]
        flat.write(_words(words), start, start + len(words))
        if is_web_address(url):
            place = start + embedded.start("target"), start + embedded.end("target")
            flat.link(url, since, Spot(*place, found.end(), "embedded"))

    def _reference(self, passage: Passage, found: re.Match[str]) -> None:
        phrase, start, flat = found["phrase"], found.start("phrase"), passage.flat
        embedded, since = _EMBEDDED.match(phrase), passage.flat.length
        if embedded is None:
            flat.write(_words(phrase), start, start + len(phrase))
            self._led(flat, since, found, phrase, named=found["tail"] == "_")
            return
        target = embedded["target"]
        words = embedded["words"] or address(target)
        flat.write(_words(words), start, start + len(words))
        if target.endswith("_") and not target.endswith("\\_"):
            self._led(flat, since, found, target[:-1], named=True)
        elif is_web_address(address(target)):
            place = start + embedded.start("target"), start + embedded.end("target")
            flat.link(address(target), since, Spot(*place, found.end(), "embedded"))

    def _led(self, flat: Flat, since: int, found: re.Match[str], name: str, *, named: bool) -> None:
        """What was written since leads where a name, or the next target without one, does."""
        goal = self.names.goal(name) if named else self.names.next_goal()
        if goal is None:
            self.lost += named is False or normal(name) not in self.names.inner
        elif is_web_address(goal.url):
            flat.link_from(goal.url, since, spot_of(goal, found.end()))

    def _mark(self, passage: Passage, found: re.Match[str]) -> None:
        name = self.names.marked(found["mark"])
        if name is None and not found["mark"][0].isalpha():
            name = found["mark"].strip("#") or "#"
        if name is None:
            passage.flat.write(found[0], found.start())
        else:
            passage.flat.mark(name)

    def _substitution(self, passage: Passage, found: re.Match[str]) -> None:
        value = self.names.substitutions.get(normal(found["name"]))
        since = passage.flat.length
        if value is None:
            passage.flat.write(found["name"], found.start("name"))
        elif self.depth < _MOST_NESTED and self.expanded < _MOST_EXPANDED:
            self.expanded += value.end - value.start
            self.depth += 1
            self.fill(passage, None, value)
            self.depth -= 1
        if found["follows"]:
            self._led(passage.flat, since, found, found["name"], named=found["follows"] == "_")

    def _simple(self, passage: Passage, found: re.Match[str]) -> None:
        flat, since = passage.flat, passage.flat.length
        named = found["double"] == "_"
        if named and normal(found["simple"]) not in self.names.goals:
            flat.write(found[0], found.start())
            return
        flat.write(found["simple"], found.start())
        self._led(flat, since, found, found["simple"], named=named)


_READERS = (
    ("literal", Inline._literal),
    ("phrase", Inline._phrase),
    ("mark", Inline._mark),
    ("name", Inline._substitution),
    ("simple", Inline._simple),
)
"""Who reads which token."""


def spot_of(goal: Goal, behind: int) -> Spot:
    """Where the address of a target is written; what is said of it follows its reference."""
    return Spot(*goal.span, behind, "target")


def _address(flat: Flat, found: re.Match[str]) -> None:
    start = found.start("address")
    for part in re.finditer(r"\\(.)|[^\\]+", found["address"]):
        flat.write(part[1] or part[0], start + part.start(1 if part[1] else 0))


def _bare_keys(phrase: str) -> str:
    """The keys of a citation, without what is said in front of and behind them."""
    return re.sub(r"\{[^{}]*\}|\[[^\[\]]*\]", "", phrase)


def _words(written: str) -> str:
    return unescaped(written)


def _dimmed(words: str) -> str:
    """Literal words; an address among them is no link."""
    return " " * len(words) if "://" in words or "www." in words else words
