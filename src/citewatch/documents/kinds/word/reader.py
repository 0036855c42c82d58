"""Reads Word documents: footnotes and endnotes, and the linked paragraphs beside them."""

from collections import deque
from collections.abc import Iterator

from msgspec.structs import replace

from citewatch.core.citation import Citation
from citewatch.documents.addresses.targets import Target, joined_links
from citewatch.documents.citations.compose import compose
from citewatch.documents.citations.plain_links import BESIDE
from citewatch.documents.citations.sentences import Sentences
from citewatch.documents.citations.short_forms import resolve
from citewatch.documents.citations.unique_ids import distinct
from citewatch.documents.content.places import at_part
from citewatch.documents.kinds.word.numbers import printed_numbers
from citewatch.documents.kinds.word.parts import WordParts
from citewatch.documents.kinds.word.story import Story
from citewatch.documents.reader import Reading

_COMPANIONS = {"footnote": "footnotes", "endnote": "endnotes"}


def read_docx(content: bytes, name: str) -> Reading:
    """The citations of a Word document; their ids are the numbers that Word prints.

    Comments, deleted text and notes that nothing refers to are left out. Raises InputError where
    the content is no readable Word file.
    """
    parts = WordParts(content, name)
    body = parts.body()
    notes = {kind: parts.notes(companion) for kind, companion in _COMPANIONS.items()}
    numbers = printed_numbers(body.marks, parts.settings(), body.sections)
    citations, remarks = [], []
    sentences = _Paragraphs(body.text)
    for mark, number in zip(body.marks, numbers, strict=True):
        note = notes[mark.kind].pop(mark.note, None)
        if note is None:
            remarks.append(f"Mark {number} has no note.")
        else:
            citations.append(_citation(note, number, sentences.at(mark.at), name))
    paragraphs = list(_linked_paragraphs(body, name))
    if not citations:
        return Reading(parts.title(), tuple(paragraphs), (*remarks, *_unreferred(notes)))
    named, again = distinct(resolve(citations))
    remarks += [*_unreferred(notes), *again]
    return Reading(parts.title(), (*named, *_beside(named, paragraphs)), tuple(remarks))


def _beside(named: tuple[Citation, ...], paragraphs: list[Citation]) -> Iterator[Citation]:
    """The paragraphs that link to what no note does."""
    noted = {link for one in named for link in one.links}
    count = 0
    for paragraph in paragraphs:
        links = tuple(link for link in paragraph.links if link not in noted)
        if links:
            count += 1
            noted.update(links)
            yield replace(paragraph, id=f"{BESIDE}{count}", links=links)


def _citation(note: Story, number: str, sentence: str, name: str) -> Citation:
    return compose(
        number,
        _lines(note.text),
        links=joined_links(note.text, note.targets),
        supports=[sentence],
        at=at_part(name, "note", number),
    )


class _Paragraphs:
    """The sentences of a body, whose paragraphs end in newlines; to be asked in its order."""

    def __init__(self, text: str) -> None:
        self._text, self._start, self._end = text, 0, -1
        self._sentences = Sentences("")

    def at(self, index: int) -> str:
        """The sentence of its paragraph that stands in front of a place in the text."""
        if not self._start <= index <= self._end:
            end = self._text.find("\n", index)
            self._start = self._text.rfind("\n", 0, index) + 1
            self._end = end if end >= 0 else len(self._text)
            self._sentences = Sentences(self._text[self._start : self._end])
        return self._sentences.at(index - self._start)


def _lines(text: str) -> str:
    """The paragraphs of a note, one a line."""
    return "\n".join(filter(None, (" ".join(line.split()) for line in text.split("\n"))))


def _unreferred(notes: dict[str, dict[str, Story]]) -> Iterator[str]:
    for kind, left in notes.items():
        for note in left.values():
            if text := " ".join(note.text.split()):
                yield f"No mark refers to the {kind} “{text[:60]}”; Word does not print it."


def _linked_paragraphs(body: Story, name: str) -> Iterator[Citation]:
    start, count = 0, 0
    waiting = deque(sorted((one for one in body.targets if one.start < one.end), key=_start))
    for number, paragraph in enumerate(body.text.split("\n"), 1):
        end = start + len(paragraph)
        targets = []
        while waiting and waiting[0].start <= end:
            target = waiting.popleft()
            targets.append(Target(target.url, target.start - start, target.end - start))
        if links := joined_links(paragraph, targets):
            count += 1
            place = at_part(name, "paragraph", number)
            yield compose(str(count), " ".join(paragraph.split()), links=links, at=place)
        start = end + 1


def _start(target: Target) -> int:
    return target.start
