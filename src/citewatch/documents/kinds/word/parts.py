"""The parts of a Word file and how they point to each other (ECMA-376, part 2, relationships)."""

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from citewatch.documents.content.package import Package
from citewatch.documents.content.relationships import first_part, relations_member, relationships
from citewatch.documents.content.xml import BadXml, attribute, local
from citewatch.documents.kinds.word.story import Part, Section, read_part
from citewatch.documents.kinds.word.styles import Styles

NOTES = ("footnotes", "endnotes")
"""The parts whose notes the body refers to, by the last word of their relationship."""

_ASIDE = ("header", "footer", "comments")


class WordParts:
    """The body and its companions; raises InputError where there is no body.

    Which part is the body says the package's own relationship: Word Online calls it
    `word/document2.xml`.
    """

    def __init__(self, content: bytes, name: str) -> None:
        self._package = Package(content, name, "Word document")
        main = self._part_of("", "officeDocument") or _USUAL
        if main not in self._package:
            raise self._package.unreadable("it has no text")
        self.main = main

    def body(self) -> Part:
        """The text of the document."""
        companions = (self._xml(self._part_of(self.main, kind)) for kind in ("styles", "numbering"))
        return self.part(self.main, Styles(*companions))

    def part(self, name: str, styles: Styles | None = None, *, fallback: bool = False) -> Part:
        """The stories of a part; with their `fallback` in the place of newer drawings."""
        pointers = relationships(self._package, name)
        relations = {one.id: one.target for one in pointers if one.is_external}
        try:
            return read_part(self.xml(name), relations, styles or Styles(), fallback=fallback)
        except BadXml as error:
            raise self._package.unreadable(f"the part {name} {error}") from error

    def xml(self, name: str) -> bytes:
        """The bytes of a part."""
        return self._package.read(name)

    def relations(self, name: str) -> bytes:
        """The relationships of a part as they are written; empty where it has none."""
        member = relations_member(name)
        return self._package.read(member) if member in self._package else b""

    def note_parts(self) -> dict[str, str]:
        """The parts that hold notes: "footnotes", "endnotes"."""
        named = ((kind, self._part_of(self.main, kind)) for kind in NOTES)
        return {kind: part for kind, part in named if part is not None}

    def aside(self) -> Iterator[Part]:
        """What stands around the text: headers, footers, comments."""
        for one in relationships(self._package, self.main):
            if one.kind in _ASIDE and one.target in self._package:
                yield self.part(one.target)

    def settings(self) -> Section:
        """How the notes are numbered, unless a section says otherwise."""
        root = self._xml(self._part_of(self.main, "settings"))
        return {
            local(said.tag): {local(one.tag): attribute(one, "val") or "" for one in said}
            for said in (root if root is not None else ())
            if local(said.tag) in {"footnotePr", "endnotePr"}
        }

    def title(self) -> str | None:
        """The title in the document's properties."""
        properties = self._xml(self._part_of("", "core-properties"))
        if properties is None:
            return None
        titles = ((element.text or "").strip() for element in properties.iter(_TITLE))
        return next(filter(None, titles), None)

    def _xml(self, part: str | None) -> ET.Element | None:
        return None if part is None else self._package.xml(part)

    def _part_of(self, part: str, kind: str) -> str | None:
        return first_part(self._package, part, kind)


_USUAL = "word/document.xml"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
