"""The citations of a document with notes: its notes, its lists of sources, other links."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from citewatch.core.citation import Citation
from citewatch.documents.addresses.targets import Target, located_links
from citewatch.documents.citations.compose import compose
from citewatch.documents.citations.paragraphs import Paragraphs
from citewatch.documents.citations.plain_links import Mention, beside
from citewatch.documents.citations.reference_entries import LISTED
from citewatch.documents.citations.reference_lists import Reference
from citewatch.documents.citations.sentences import Sentences
from citewatch.documents.citations.short_forms import resolve
from citewatch.documents.citations.supports import Supports
from citewatch.documents.citations.unique_ids import distinct
from citewatch.documents.content.places import at_part
from citewatch.documents.reader import Reading
from citewatch.documents.stories.references import references_of
from citewatch.documents.stories.story import Mark, Paragraph, Story

_TYPED_MARK = re.compile(r"\[(\d{1,4}(?:\s*[,;\u2013-]\s*\d{1,4})*|[A-Za-z][\w:.+'&/ -]{0,38})\]")
_MOST_IN_RANGE = 100
_MOST_REMARKS_TEXT = 60


class Noted(Struct, frozen=True):
    """A mark of a note, and the number or sign that is printed for it."""

    mark: Mark
    label: str


def reading_of(
    title: str | None,
    body: Story,
    noted: Iterable[Noted],
    notes: Mapping[str, dict[str, Story]],
    name: str,
) -> Reading:
    """The citations of a document; `notes` are those of each kind by their internal ids.

    A document without notes and lists has a citation for each paragraph with links.
    """
    left = {kind: dict(some) for kind, some in notes.items()}
    sentences = Paragraphs(body.text)
    citations, remarks = [], []
    for one in noted:
        note = left.get(one.mark.kind, {}).pop(one.mark.note, None)
        if note is None:
            remarks.append(f"Mark {one.label} has no note.")
        else:
            citations.append(_note(note, one.label, sentences.at(one.mark.at), name))
    remarks += _unreferred(left)
    references = references_of(body)
    if not citations and not references:
        return Reading(title, tuple(_linked_paragraphs(body, name)), tuple(remarks))
    listed = _listed(body, references, name, apart=bool(citations))
    named, again = distinct([*resolve(citations), *listed])
    taken = {reference.index for reference in references}
    cited = beside(named, _mentions(body, taken, sentences, name))
    return Reading(title, cited, (*remarks, *again))


def _note(note: Story, label: str, sentence: str, name: str) -> Citation:
    return compose(
        label,
        "\n".join(filter(None, (" ".join(line.split()) for line in note.text.split("\n")))),
        links=dict.fromkeys(one.url for one in _links_in(note)),
        supports=[sentence],
        at=at_part(name, "note", label),
    )


def _links_in(story: Story) -> list[Target]:
    """The addresses of a story in its order, each paragraph read by itself."""
    return [
        target
        for paragraph in story.paragraphs
        for target in _links_of(story, paragraph, paragraph.start)
    ]


def _links_of(story: Story, paragraph: Paragraph, start: int) -> list[Target]:
    """The addresses of a paragraph from `start` on, at their places in the story's text."""
    targets = [
        Target(link.url, max(link.start - start, 0), link.end - start)
        for link in story.links_of(paragraph)
    ]
    found = located_links(story.text[start : paragraph.end], targets)
    return [Target(one.url, one.start + start, one.end + start) for one in found]


def _unreferred(notes: Mapping[str, dict[str, Story]]) -> Iterator[str]:
    for kind, left in notes.items():
        for note in left.values():
            if text := " ".join(note.text.split()):
                shown = text[:_MOST_REMARKS_TEXT]
                yield f"No mark refers to the {kind} “{shown}”; it is not printed."


def _linked_paragraphs(body: Story, name: str) -> Iterator[Citation]:
    count = 0
    for number, paragraph in enumerate(body.paragraphs, 1):
        found = _links_of(body, paragraph, paragraph.start)
        if links := tuple(dict.fromkeys(one.url for one in found)):
            count += 1
            text = " ".join(body.text[paragraph.start : paragraph.end].split()) or links[0]
            place = at_part(name, "paragraph", number)
            yield compose(str(count), text, links=links, at=place)


def _listed(
    body: Story, references: Sequence[Reference], name: str, *, apart: bool
) -> Iterator[Citation]:
    """The items of lists; `apart` says that notes of the document have numbers of their own."""
    supports = _typed_marks(body, references)
    for count, reference in enumerate(references, 1):
        paragraph = body.paragraphs[reference.index]
        label = reference.label or str(count)
        start = paragraph.start + reference.start
        numbered = label.isdecimal() and (apart or not reference.label)
        yield compose(
            f"{LISTED}{label}" if numbered else label,
            " ".join(body.text[start : paragraph.end].split()),
            links=dict.fromkeys(one.url for one in _links_of(body, paragraph, start)),
            supports=supports.of(reference.label),
            at=at_part(name, "paragraph", reference.index + 1),
        )


def _typed_marks(body: Story, references: Sequence[Reference]) -> Supports:
    """The sentences that carry `[1]`, `[2, 3]` or `[4-6]`, where the items have numbers."""
    supports = Supports()
    labels = {reference.label for reference in references if reference.label}
    if not labels:
        return supports
    taken = {reference.index for reference in references}
    for index, paragraph in enumerate(body.paragraphs):
        text = body.text[paragraph.start : paragraph.end]
        if index in taken or "[" not in text:
            continue
        sentences = Sentences(text)
        for mark in _TYPED_MARK.finditer(text):
            for number in _numbers(mark[1]):
                if number in labels:
                    supports.add(number, sentences.at(mark.start()))
    return supports


def _numbers(written: str) -> Iterator[str]:
    if written[0].isalpha():
        yield written
        return
    for part in re.split(r"[,;]", written):
        first, *last = (int(number) for number in re.findall(r"\d+", part))
        end = last[0] if last else first
        yield from map(str, range(first, min(end, first + _MOST_IN_RANGE) + 1))


def _mentions(body: Story, taken: set[int], sentences: Paragraphs, name: str) -> Iterator[Mention]:
    """What the running text links to: outside the lists."""
    for index, paragraph in enumerate(body.paragraphs):
        if index in taken:
            continue
        place = at_part(name, "paragraph", index + 1)
        for one in _links_of(body, paragraph, paragraph.start):
            words = " ".join(body.text[one.start : one.end].split())
            yield Mention(one.url, words, sentences.at(one.end), place)
