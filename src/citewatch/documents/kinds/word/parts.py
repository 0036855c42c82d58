"""The parts of a Word file and how they point to each other (ECMA-376, part 2, relationships)."""

import posixpath
from xml.etree import ElementTree as ET

from citewatch.documents.content.package import Package
from citewatch.documents.content.xml import attribute
from citewatch.documents.kinds.word.story import Story, read_story


class WordParts:
    """The body and its companions; raises InputError where there is no body."""

    def __init__(self, content: bytes, name: str) -> None:
        self._package = Package(content, name, "Word document")
        main = self._parts_of("").get("officeDocument")
        if main is None or main not in self._package:
            raise self._package.unreadable("it has no text")
        self._main = main
        self._companions = self._parts_of(main)

    def body(self) -> Story:
        """The text of the document."""
        relations = self._relations(self._main, external=True)
        return read_story(self._package.xml(self._main), relations)

    def settings(self) -> ET.Element | None:
        """Word's settings for this document, if it has any."""
        return self._xml(self._companions.get("settings"))

    def title(self) -> str | None:
        """The title in the document's properties."""
        properties = self._xml(self._parts_of("").get("core-properties"))
        if properties is None:
            return None
        titles = ((element.text or "").strip() for element in properties.iter(_TITLE))
        return next(filter(None, titles), None)

    def notes(self, companion: str) -> dict[str, Story]:
        """The notes of a part ("footnotes", "endnotes") by their internal ids."""
        part = self._companions.get(companion)
        root = self._xml(part)
        if root is None or part is None:
            return {}
        relations = self._relations(part, external=True)
        return {
            attribute(note, "id") or "": read_story(note, relations)
            for note in root
            if attribute(note, "type") in _NOTE_TYPES
        }

    def _xml(self, part: str | None) -> ET.Element | None:
        return self._package.xml(part) if part is not None and part in self._package else None

    def _parts_of(self, part: str) -> dict[str, str]:
        folder = posixpath.dirname(part)
        return {
            kind: posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            for kind, target in self._relations(part, external=False).items()
        }

    def _relations(self, part: str, *, external: bool) -> dict[str, str]:
        """External targets by id, or internal ones by the last word of their type."""
        folder, file = posixpath.split(part)
        root = self._xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        found: dict[str, str] = {}
        for relation in root if root is not None else ():
            if (relation.get("TargetMode") == "External") is external:
                kind = relation.get("Type", "").rpartition("/")[2]
                key = relation.get("Id", "") if external else kind
                found.setdefault(key, relation.get("Target", ""))
        return found


_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_NOTE_TYPES = (None, "normal")
"""Others are the lines that separate notes from the text."""
