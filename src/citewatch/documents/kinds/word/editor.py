"""Repairs Word documents: the targets of hyperlinks, HYPERLINK fields, and the text they show.

Only what a reader sees is changed, never what reference managers hide in their fields. Parts with
changes are written anew, and in them what was replaced; every other member keeps its bytes.
"""

from collections.abc import Iterator, Sequence
from html import escape

from msgspec import Struct

from citewatch.core.repair.plan import Repair
from citewatch.documents.content.package import with_members
from citewatch.documents.content.relationships import relations_member
from citewatch.documents.editing.edits import Repaired
from citewatch.documents.kinds.word.links import LinkWriter
from citewatch.documents.kinds.word.parts import WordParts
from citewatch.documents.kinds.word.relations import Relations
from citewatch.documents.kinds.word.story import Part
from citewatch.documents.stories.edits import (
    Writing,
    changed,
    exchanges,
    standing,
    told_managers,
    view,
)
from citewatch.documents.stories.story import Paragraph, Story


class _Part(Struct):
    """A part, its relationships as they stand in the file, and what is read from it.

    `again` are its stories with what older programs show in the place of newer drawings.
    """

    name: str
    xml: bytes
    relations: bytes
    stories: list[Story]
    again: list[Story]


def repair_word(content: bytes, repairs: Sequence[Repair]) -> Repaired:
    """The repaired document; raises InputError where it cannot be read."""
    parts = list(_parts(WordParts(content, "")))
    members: dict[str, bytes] = {}
    for part in parts:
        members.update(_edited(part, repairs))
    stories = [story for part in parts for story in part.stories]
    here = set[str]().union(*(standing(story) for story in stories))
    unplaced = tuple(repair for repair in repairs if repair.link not in here)
    told = told_managers(stories, repairs)
    if members:
        content = with_members(content, members)
    after = view(story for part in _parts(WordParts(content, "")) for story in part.stories)
    return Repaired(content, view(stories), after, unplaced, told)


def _parts(parts: WordParts) -> Iterator[_Part]:
    for name in (parts.main, *parts.note_parts().values()):
        yield _Part(
            name,
            parts.xml(name),
            parts.relations(name),
            _stories(parts.part(name)),
            _stories(parts.part(name, fallback=True)),
        )


def _stories(part: Part) -> list[Story]:
    return [part.body, *part.notes.values()]


def _edited(part: _Part, repairs: Sequence[Repair]) -> Iterator[tuple[str, bytes]]:
    """The members that change, as they become."""
    relations = Relations(part.relations)
    writer = LinkWriter(part.xml, relations, [*part.stories, *part.again])
    writing = Writing(target=writer.led, added=lambda one, text: _run(part.xml, one, text))
    found = [
        one for story in (*part.stories, *part.again) for one in exchanges(story, repairs, writing)
    ]
    if found:
        yield part.name, changed(part.xml, found)
    if writer.in_relations:
        yield relations_member(part.name), changed(part.relations, writer.in_relations)


def _run(xml: bytes, paragraph: Paragraph, text: str) -> str:
    """A run of its own, which looks as the text around it does."""
    ending = xml[paragraph.behind : xml.find(b">", paragraph.behind)].decode()
    prefix = ending.removeprefix("</").rpartition("p")[0]
    look = b"" if paragraph.look is None else xml[paragraph.look.start : paragraph.look.end]
    return (
        f'<{prefix}r>{look.decode()}<{prefix}t xml:space="preserve">{escape(text, quote=False)}'
        f"</{prefix}t></{prefix}r>"
    )
