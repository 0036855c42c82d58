"""Repairs OpenDocument texts: the targets of links, and the addresses that the text shows.

Only the member that holds the text is written anew, and in it what was replaced; every other member
of the file keeps its bytes.
"""

from collections.abc import Iterator, Sequence
from html import escape

from citewatch.core.repair.plan import Repair
from citewatch.documents.content.package import with_members
from citewatch.documents.content.xml_events import value_in
from citewatch.documents.editing.edits import Repaired
from citewatch.documents.kinds.odt.parts import CONTENT, OdtParts
from citewatch.documents.kinds.odt.story import Content
from citewatch.documents.stories.edits import Exchange, Writing, changed, exchanges, standing, view
from citewatch.documents.stories.story import Link, Paragraph, Story


def repair_odt(content: bytes, repairs: Sequence[Repair]) -> Repaired:
    """The repaired document; raises InputError where it cannot be read."""
    parts = OdtParts(content, "")
    xml, text = parts.xml, parts.content()
    writing = Writing(target=lambda link, url: _led_to(xml, link, url), added=_added)
    stories = list(_stories(text))
    found = [one for story in stories for one in exchanges(story, repairs, writing)]
    here = set[str]().union(*(standing(story) for story in stories))
    unplaced = tuple(repair for repair in repairs if repair.link not in here)
    if found:
        content = with_members(content, {CONTENT: changed(xml, found)})
    after = view(_stories(OdtParts(content, "").content()))
    return Repaired(content, view(stories), after, unplaced)


def _stories(text: Content) -> Iterator[Story]:
    yield text.body
    for notes in text.notes.values():
        yield from notes.values()


def _led_to(xml: bytes, link: Link, url: str) -> Iterator[Exchange]:
    if value := value_in(xml, link.tag, "href"):
        yield Exchange(value.value, escape(url).encode())


def _added(_: Paragraph, text: str) -> str:
    """What is added looks as the text around it does."""
    return escape(text, quote=False)
