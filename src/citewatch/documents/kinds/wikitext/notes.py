"""The notes of a wikitext page: what `<ref>` and its templates define, and where they are used."""

from typing import NamedTuple

from msgspec import Struct, field
from mwparserfromhell.nodes import ExternalLink, HTMLEntity, Tag, Template, Text, Wikilink
from mwparserfromhell.wikicode import Wikicode

from citewatch.documents.kinds.wikitext.templates import cites, is_short_note
from citewatch.documents.kinds.wikitext.text import value
from citewatch.documents.kinds.wikitext.works import WorkName, meant_by

_LISTS = frozenset({"reflist", "notelist", "references"})
_NOTE_TEMPLATES = {"#tag:ref": "", "refn": "", "efn": "lower-alpha", "notetag": "note"}
"""Templates that make a note, and the group of notes that they make it in."""


class Key(NamedTuple):
    """What the page calls a note; one without a name gets one that no page can give."""

    group: str
    name: str

    @property
    def is_named(self) -> bool:
        """Whether the page gives the name."""
        return not self.name.startswith(" ")


class Definition(Struct, frozen=True):
    """The content of a note, and its index in the wikitext."""

    content: Wikicode
    at: int


class Work(Struct, frozen=True):
    """A reference outside the notes, and its index in the wikitext."""

    template: Template
    at: int


class Notes(Struct):
    """Marks and notes; `text` is the page as read, and the marks' numbers index into it.

    `works` are the references outside of notes, `meant` the works that short notes mean, each with
    the place where the short note is used.
    """

    text: str = ""
    marks: list[tuple[Key, int]] = field(default_factory=list)
    definitions: dict[Key, Definition] = field(default_factory=dict)
    works: list[Work] = field(default_factory=list)
    meant: list[tuple[WorkName, int]] = field(default_factory=list)


def notes_of(page: Wikicode, source: str) -> Notes:
    """The notes of `page`, which was parsed from `source`."""
    return _Walk(source).over(page)


class _Walk:
    def __init__(self, source: str) -> None:
        self._source, self._cursor = source, 0
        self._noted = 0
        self._notes = Notes()
        self._pieces: list[str] = []
        self._length = 0

    def over(self, page: Wikicode) -> Notes:
        self._walk(page)
        self._notes.text = "".join(self._pieces)
        return self._notes

    def _walk(self, code: Wikicode, *, shown: bool = True, listed: bool = False) -> None:
        for node in code.nodes:
            if isinstance(node, Tag):
                self._tag(node, shown=shown, listed=listed)
            elif isinstance(node, Template):
                self._template(node, listed=listed)
            elif isinstance(node, Text) and shown:
                self._write(str(node.value))
            elif isinstance(node, HTMLEntity) and shown:
                self._write(node.normalize())
            elif isinstance(node, Wikilink):
                words = node.title if node.text is None else node.text
                self._walk(words, shown=shown, listed=listed)
            elif isinstance(node, ExternalLink) and node.title is not None:
                self._walk(node.title, shown=shown, listed=listed)

    def _write(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)

    def _tag(self, tag: Tag, *, shown: bool, listed: bool) -> None:
        name = str(tag.tag).strip().lower()
        if name == "ref":
            content = None if tag.self_closing else tag.contents
            key = Key(_attribute(tag, "group"), _attribute(tag, "name"))
            self._note(str(tag), key, content, listed=listed)
        elif tag.contents is not None:
            listed = listed or name == "references"
            self._walk(tag.contents, shown=shown and not listed, listed=listed)

    def _template(self, template: Template, *, listed: bool) -> None:
        name = str(template.name).strip().lower()
        if name in _NOTE_TEMPLATES:
            content = template.get("1").value if template.has("1") else None
            group = value(template, "group") or _NOTE_TEMPLATES[name]
            key = Key(group, value(template, "name") or "")
            self._note(str(template), key, content, listed=listed)
            return
        if is_short_note(name):
            self._notes.meant += [(one, self._length) for one in meant_by(template)]
            return
        if cites(name) and not self._noted:
            start = self._source.find(str(template), self._cursor)
            self._cursor = max(start, self._cursor)
            self._notes.works.append(Work(template, max(start, 0)))
            return
        # What a template shows cannot be known here; the notes in it count all the same.
        for parameter in template.params:
            self._walk(parameter.value, shown=False, listed=listed or name in _LISTS)

    def _note(self, source: str, key: Key, content: Wikicode | None, *, listed: bool) -> None:
        start = self._source.find(source, self._cursor)
        if start >= 0:
            self._cursor = start
        if not key.name:
            key = Key(key.group, f" {len(self._notes.marks)}")
        if content is not None and str(content).strip():
            self._notes.definitions.setdefault(key, Definition(content, max(start, 0)))
            # A note inside a note is used where the outer one stands.
            self._noted += 1
            self._walk(content, shown=False)
            self._noted -= 1
        if not listed:
            self._notes.marks.append((key, self._length))


def _attribute(tag: Tag, name: str) -> str:
    return str(tag.get(name).value).strip() if tag.has(name) else ""
