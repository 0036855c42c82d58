"""Reads plain text, such as an article copied from a page: its notes, or else its links."""

import re
from collections.abc import Iterator

from citewatch.core.citation import Citation, Place
from citewatch.documents.addresses.links import Written, links_in
from citewatch.documents.addresses.targets import joined_links
from citewatch.documents.citations.compose import compose
from citewatch.documents.citations.plain_links import Mention, beside, cite_mentions
from citewatch.documents.citations.reference_entries import LISTED
from citewatch.documents.citations.remarks import unpaired
from citewatch.documents.citations.sentences import Sentences
from citewatch.documents.citations.short_forms import resolve
from citewatch.documents.citations.unique_ids import distinct
from citewatch.documents.content.decoding import decode
from citewatch.documents.content.places import Lines
from citewatch.documents.kinds.text.entries import entries
from citewatch.documents.kinds.text.notes import Notes, pair_notes
from citewatch.documents.kinds.text.numbered_lists import Item
from citewatch.documents.kinds.text.page_furniture import without_furniture
from citewatch.documents.reader import Reading

_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_HEADING = re.compile(r"[A-ZÀ-Þ][^.:/!?”\"]{2,60}[^\W\d_]")
"""A heading in the middle of a list, which belongs to no note."""

_LONGEST_TITLE = 200
_LONGEST_REFERENCE = 400


def read_plain_text(content: bytes, name: str) -> Reading:
    """The notes of a text and the sentences that carry their marks; its links if it has no notes.

    Raises InputError where the content is no text.
    """
    lines = without_furniture(decode(content, name).split("\n"))
    title = _title(lines)
    notes = pair_notes(lines)
    noted = resolve([*_listed(notes, lines, name), *_in_body(notes, name)])
    body = notes.body.split("\n")
    listed = list(_referenced(body, name))
    if not (noted or listed):
        return Reading(title, cite_mentions(_mentions(notes.body, name)))
    citations, renamed = distinct([*noted, *listed])
    citations = beside(citations, _mentions("\n".join(body), name))
    return Reading(title, citations, (*renamed, *_unpaired(notes)))


def _listed(notes: Notes, lines: list[str], name: str) -> Iterator[Citation]:
    taken: set[str] = set()
    supports = notes.supports()
    for item in notes.items:
        raw = "\n".join([lines[item.first][item.column :], *lines[item.first + 1 : item.last]])
        yield compose(
            item.id,
            _one_line_a_paragraph(raw),
            links=joined_links(raw, ()),
            supports=() if item.id in taken else supports.of(item.id),
            at=Place(name, item.first + 1, _column(lines, item)),
        )
        taken.add(item.id)


def _referenced(body: list[str], name: str) -> Iterator[Citation]:
    """The lists without numbers; what they hold is taken out of `body`, line by line."""
    for count, entry in enumerate(entries(body), 1):
        raw = "\n".join(body[entry.first : entry.last])[entry.column :]
        body[entry.first : entry.last] = [""] * (entry.last - entry.first)
        yield compose(
            entry.key or f"{LISTED}{count}",
            _one_line_a_paragraph(raw),
            links=joined_links(raw, ()),
            at=Place(name, entry.first + 1, entry.column + 1),
        )


def _column(lines: list[str], item: Item) -> int:
    line = lines[item.first]
    return len(line) - len(line.lstrip()) + 1


def _in_body(notes: Notes, name: str) -> Iterator[Citation]:
    """The notes that stand in the body, and the marks that have no note, in their order."""
    found = [
        *((note.start, note.id, note.text) for note in notes.inside),
        *((mark.start, mark.id, "") for mark in notes.lost()),
    ]
    lines, supports = Lines(notes.body), notes.supports()
    for start, key, text in sorted(found):
        yield compose(key, text, supports=supports.of(key), at=lines.at(name, start))


def _unpaired(notes: Notes) -> Iterator[str]:
    marks = [mark.id for mark in notes.marks]
    inside = [note.id for note in notes.inside]
    return unpaired([*marks, *inside], [*(item.id for item in notes.items), *inside])


def _one_line_a_paragraph(raw: str) -> str:
    split = (" ".join(paragraph.split()) for paragraph in _BLANK_LINE.split(raw))
    paragraphs = list(filter(None, split))
    if len(paragraphs) > 1 and _HEADING.fullmatch(paragraphs[-1]):
        paragraphs.pop()
    return "\n".join(paragraphs)


def _mentions(text: str, name: str) -> Iterator[Mention]:
    start, lines = 0, Lines(text)
    for paragraph in _BLANK_LINE.split(text):
        start = text.find(paragraph, start)
        words = " ".join(paragraph.split())
        sentences = Sentences(paragraph)
        for link in links_in(paragraph):
            if link.written is not Written.AS_DOI:
                sentence = sentences.at(link.end)
                reference = words if len(words) <= _LONGEST_REFERENCE else sentence
                yield Mention(link.url, reference, "", lines.at(name, start + link.start))
        start += len(paragraph)


def _title(lines: list[str]) -> str | None:
    """The first line, if it stands alone and does not end like a sentence."""
    filled = [index for index, line in enumerate(lines) if line.strip()][:1]
    for index in filled:
        title = " ".join(lines[index].split())
        alone = index + 1 == len(lines) or not lines[index + 1].strip()
        if alone and len(title) <= _LONGEST_TITLE and not title.endswith((".", ":", ",")):
            return title
    return None
