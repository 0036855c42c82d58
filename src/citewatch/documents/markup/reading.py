"""Makes citations of what a document in light markup holds."""

from collections import Counter
from collections.abc import Iterator, Sequence

from citewatch.core.citation import Citation
from citewatch.documents.citations.compose import compose
from citewatch.documents.citations.plain_links import Mention, beside, cite_mentions
from citewatch.documents.citations.remarks import repeated, unpaired
from citewatch.documents.citations.short_forms import resolve
from citewatch.documents.citations.supports import Supports
from citewatch.documents.citations.unique_ids import distinct
from citewatch.documents.content.places import Lines
from citewatch.documents.markup.flat import Found
from citewatch.documents.markup.outline import Outline, Passage
from citewatch.documents.reader import Reading

_LONGEST_REFERENCE = 400
"""Characters of a passage that can be the reference to the one source that it links to."""


def reading_of(
    outline: Outline,
    text: str,
    name: str,
    works: Sequence[Citation] = (),
    remarks: Sequence[str] = (),
) -> Reading:
    """The notes and references of a document, `works` that it cites, and its links beside them."""
    lines = Lines(text)
    notes, renamed = distinct([*_notes(outline, lines, name), *works])
    mentions = list(_mentions(outline, lines, name))
    told = (*outline.remarks, *remarks, *renamed, *_unpaired(outline))
    if not notes:
        return Reading(outline.title, cite_mentions(mentions), told)
    return Reading(outline.title, beside(resolve(notes), mentions), told)


def _notes(outline: Outline, lines: Lines, name: str) -> Iterator[Citation]:
    supports, inside = Supports(), dict[str, list[Passage]]()
    for passage in outline.passages:
        if passage.note is not None:
            inside.setdefault(passage.note, []).append(passage)
        for mark, index in passage.flat.marks:
            supports.add(mark, passage.flat.sentence(index))
    seen: set[str] = set()
    for note in outline.notes:
        if note.name in seen:
            continue
        seen.add(note.name)
        passages = inside.get(note.name, [])
        words = (" ".join(passage.flat.text.split()) for passage in passages)
        yield compose(
            note.label,
            "\n".join(filter(None, words)),
            links=[link.url for passage in passages for link in passage.links()],
            supports=supports.of(note.name),
            at=lines.at(name, note.start),
        )


def _mentions(outline: Outline, lines: Lines, name: str) -> Iterator[Mention]:
    for passage in outline.passages:
        if passage.note is None:
            links = passage.links()
            alone = len({link.url for link in links}) == 1
            for link in links:
                yield Mention(
                    link.url,
                    _reference(passage, link, alone=alone),
                    passage.flat.sentence(link.end),
                    lines.at(name, passage.flat.source_of(link.start)),
                )
    for url, label, spot in outline.unused:
        yield Mention(url, label, "", lines.at(name, spot.start))


def _reference(passage: Passage, link: Found, *, alone: bool) -> str:
    """The words that name a link's source: no day or title of another link is among them."""
    words = " ".join(passage.flat.text[link.start : link.end].split())
    if not alone or (link.named and not passage.item):
        return words
    around = " ".join(passage.flat.text.split())
    return around if len(around) <= _LONGEST_REFERENCE else words


def _unpaired(outline: Outline) -> Iterator[str]:
    shown = {note.name: note.label for note in outline.notes}
    marks = (mark for passage in outline.passages for mark, _ in passage.flat.marks)
    yield from unpaired((shown.get(mark, mark) for mark in marks), shown.values())
    for name, times in Counter(note.name for note in outline.notes).items():
        yield from repeated([shown[name]] * times)
