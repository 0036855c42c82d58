"""Reads Word documents: footnotes and endnotes, lists of sources, other links of the text."""

from collections.abc import Iterator

from msgspec.structs import replace

from citewatch.documents.addresses.links import links_in
from citewatch.documents.addresses.targets import is_web_address
from citewatch.documents.kinds.word.numbers import printed_numbers
from citewatch.documents.kinds.word.parts import WordParts
from citewatch.documents.reader import Reading
from citewatch.documents.stories.citing import Noted, reading_of
from citewatch.documents.stories.story import Story

_KINDS = {"footnotes": "footnote", "endnotes": "endnote"}
_MOST_TOLD = 5


def read_docx(content: bytes, name: str) -> Reading:
    """The citations of a Word document; the ids of notes are the numbers that Word prints.

    Deleted text and notes that nothing refers to are left out; so are headers, footers and
    comments, whose links are told. Raises InputError where the content is no readable Word file.
    """
    parts = WordParts(content, name)
    body = parts.body()
    notes = {_KINDS[kind]: parts.part(part).notes for kind, part in parts.note_parts().items()}
    numbers = printed_numbers(body.body.marks, parts.settings(), body.sections)
    noted = [Noted(*pair) for pair in zip(body.body.marks, numbers, strict=True)]
    reading = reading_of(parts.title(), body.body, noted, notes, name)
    return replace(reading, remarks=(*_left_out(parts), *reading.remarks))


def _left_out(parts: WordParts) -> Iterator[str]:
    """The links of headers, footers and comments, which are no part of the text."""
    links: dict[str, None] = {}
    for part in parts.aside():
        for story in (part.body, *part.notes.values()):
            links.update(dict.fromkeys(_links(story)))
    if links:
        shown = ", ".join(list(links)[:_MOST_TOLD])
        more = f" and {len(links) - _MOST_TOLD} more" if len(links) > _MOST_TOLD else ""
        yield f"Left out, since it stands in headers, footers or comments: {shown}{more}."


def _links(story: Story) -> Iterator[str]:
    yield from (link.url for link in story.links if is_web_address(link.url))
    if not story.links:
        yield from (found.url for found in links_in(story.text))
