"""The addresses that a part of a Word file points to, and what changes them."""

import re
from html import escape

from msgspec import Struct

from citewatch.documents.content.xml_events import Opened, events, value_in
from citewatch.documents.editing.whole_links import Span
from citewatch.documents.stories.edits import Exchange

_OUTSIDE = "External"
_NUMBERED = re.compile(r"[A-Za-z_]*?(\d{1,9})$")


class Relation(Struct, frozen=True):
    """A relationship to an address: the bytes of its tag."""

    target: str
    at: Span


class Relations:
    """The relationships of a part, by their ids."""

    def __init__(self, xml: bytes) -> None:
        self._xml = xml
        tags = [tag for tag in events(xml) if isinstance(tag, Opened)] if xml else []
        self._ids = {tag.values.get("Id", "") for tag in tags if tag.name == "Relationship"}
        self._outside = {
            tag.values.get("Id", ""): Relation(tag.values.get("Target", ""), tag.at)
            for tag in tags
            if tag.name == "Relationship" and tag.values.get("TargetMode") == _OUTSIDE
        }

    def led_to(self, name: str, address: str) -> Exchange | None:
        """What makes a relationship lead to another address, for all links that name it."""
        value = value_in(self._xml, self._outside[name].at, "Target")
        return Exchange(value.value, escape(address).encode()) if value else None

    def another(self, like: str, address: str) -> tuple[str, Exchange]:
        """A new relationship beside one that is made as it is: its id, and what adds it."""
        tag = self._outside[like].at
        written = self._xml[tag.start : tag.end]
        name = self._new_id()
        for key, said in (("Target", escape(address)), ("Id", name)):
            if value := value_in(written, Span(0, len(written)), key):
                start, end = value.value
                written = written[:start] + said.encode() + written[end:]
        behind = self._xml.find(b">", tag.end - 1) + 1
        return name, Exchange(Span(behind, behind), written)

    def _new_id(self) -> str:
        numbers = (int(found[1]) for one in self._ids if (found := _NUMBERED.match(one)))
        name = f"rId{max(numbers, default=0) + 1}"
        self._ids.add(name)
        return name
