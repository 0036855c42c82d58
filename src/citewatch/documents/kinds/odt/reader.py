"""Reads OpenDocument texts: footnotes and endnotes, lists of sources, other links of the text."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from citewatch.documents.addresses.targets import is_web_address
from citewatch.documents.kinds.odt.parts import OdtParts
from citewatch.documents.reader import Reading
from citewatch.documents.stories.citing import Noted, reading_of
from citewatch.documents.stories.story import Mark

_MOST_TOLD = 5


def read_odt(content: bytes, name: str) -> Reading:
    """The citations of an OpenDocument text; the ids of notes are the numbers that it prints.

    Deleted and hidden text is left out; so are comments and the heads and feet of pages, whose
    links are told. Raises InputError where the content is no readable OpenDocument text.
    """
    parts = OdtParts(content, name)
    text = parts.content()
    reading = reading_of(parts.title(), text.body, list(_noted(text.body.marks)), text.notes, name)
    aside = [url for url in [*parts.framed, *text.aside] if is_web_address(url)]
    return replace(reading, remarks=(*_left_out(aside), *reading.remarks))


def _noted(marks: Sequence[Mark]) -> Iterator[Noted]:
    counts = {"footnote": 0, "endnote": 0}
    for mark in marks:
        counts[mark.kind] += 1
        yield Noted(mark, mark.sign or str(counts[mark.kind]))


def _left_out(aside: Sequence[str]) -> Iterator[str]:
    links = list(dict.fromkeys(aside))
    if links:
        shown = ", ".join(links[:_MOST_TOLD])
        more = f" and {len(links) - _MOST_TOLD} more" if len(links) > _MOST_TOLD else ""
        yield f"Left out, since it stands in headers, footers or comments: {shown}{more}."
