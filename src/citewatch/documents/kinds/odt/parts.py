"""The parts of an OpenDocument file (OpenDocument 1.3, part 2)."""

from collections.abc import Iterator

from citewatch.documents.content.package import Package
from citewatch.documents.content.xml import BadXml, local
from citewatch.documents.content.xml_events import Opened, events
from citewatch.documents.kinds.odt.story import Content, read_content
from citewatch.documents.kinds.odt.styles import Styles

CONTENT = "content.xml"
_STYLES = "styles.xml"
_META = "meta.xml"
_MANIFEST = "META-INF/manifest.xml"
_FRAME = frozenset({"header", "footer"})
"""How the elements begin that stand at the head and foot of each page."""


class OdtParts:
    """The text of an OpenDocument file, and what is said of it elsewhere in the file.

    Raises InputError where there is no text, or a password protects it.
    """

    def __init__(self, content: bytes, name: str) -> None:
        self._package = Package(content, name, "OpenDocument text")
        if CONTENT not in self._package:
            raise self._package.unreadable("it has no text")
        if _MANIFEST in self._package and self._encrypted():
            raise self._package.unreadable("it is protected by a password")
        self._styles = Styles()
        self.framed: list[str] = []
        """The addresses that the heads and feet of the pages link to."""
        if _STYLES in self._package:
            self._read_styles()

        self.xml = self._package.read(CONTENT)

    def content(self) -> Content:
        """The text of the document."""
        try:
            return read_content(self.xml, self._styles)
        except BadXml as error:
            raise self._package.unreadable(f"the part {CONTENT} {error}") from error

    def title(self) -> str | None:
        """The title in the document's properties."""
        if _META not in self._package:
            return None
        root = self._package.xml(_META)
        titles = ((one.text or "").strip() for one in root.iter() if local(one.tag) == "title")
        return next(filter(None, titles), None)

    def _encrypted(self) -> bool:
        root = self._package.xml(_MANIFEST)
        return any(local(one.tag) == "encryption-data" for one in root.iter())

    def _read_styles(self) -> None:
        try:
            for tag in self._tags():
                self._styles.see(tag)
        except BadXml as error:
            raise self._package.unreadable(f"the part {_STYLES} {error}") from error

    def _tags(self) -> Iterator[Opened]:
        framed = 0
        for event in events(self._package.read(_STYLES)):
            in_frame = getattr(event, "name", "").startswith(tuple(_FRAME))
            if isinstance(event, Opened):
                framed += in_frame
                if framed and event.name == "a":
                    self.framed.append(event.values.get("href", ""))
                yield event
            else:
                framed -= in_frame
