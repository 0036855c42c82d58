"""Reads Word documents: footnotes and endnotes, or the linked paragraphs where there are none."""

from collections.abc import Iterator

from citewatch.core.citation import Citation
from citewatch.documents.places import at_part
from citewatch.documents.reader import Reading
from citewatch.documents.targets import Target, joined_links
from citewatch.documents.word_numbers import printed_numbers
from citewatch.documents.word_parts import WordParts
from citewatch.documents.word_story import Mark, Story

_COMPANIONS = {"footnote": "footnotes", "endnote": "endnotes"}


def read_docx(content: bytes, name: str) -> Reading:
    """The citations of a Word document; their ids are the numbers that Word prints.

    Comments, deleted text and notes that nothing refers to are left out.
    """
    parts = WordParts(content, name)
    body = parts.body()
    notes = {kind: parts.notes(companion) for kind, companion in _COMPANIONS.items()}
    numbers = printed_numbers(body.marks, parts.settings(), body.sections)
    citations, remarks = [], []
    for mark, number in zip(body.marks, numbers, strict=True):
        note = notes[mark.kind].pop(mark.note, None)
        if note is None:
            remarks.append(f"The mark of {mark.kind} {number} has no note.")
        else:
            citations.append(_citation(note, number, mark, body, name))
    remarks += _unreferred(notes)
    if not citations:
        citations = list(_linked_paragraphs(body, name))
    return Reading(parts.title(), tuple(citations), tuple(remarks))


def _citation(note: Story, number: str, mark: Mark, body: Story, name: str) -> Citation:
    return Citation(
        id=number,
        text=" ".join(note.text.split()),
        links=joined_links(note.text, note.targets),
        at=at_part(name, "note", number),
    )


def _unreferred(notes: dict[str, dict[str, Story]]) -> Iterator[str]:
    for kind, left in notes.items():
        for note in left.values():
            if text := " ".join(note.text.split()):
                yield f"No mark refers to the {kind} “{text[:60]}”; Word does not print it."


def _linked_paragraphs(body: Story, name: str) -> Iterator[Citation]:
    start, count = 0, 0
    for number, paragraph in enumerate(body.text.split("\n"), 1):
        end = start + len(paragraph)
        within = [t for t in body.targets if start <= t.start <= end and t.start < t.end]
        links = joined_links(
            paragraph, [Target(t.url, t.start - start, t.end - start) for t in within]
        )
        if links:
            count += 1
            text = " ".join(paragraph.split())
            yield Citation(str(count), text, links, at=at_part(name, "paragraph", number))
        start = end + 1
