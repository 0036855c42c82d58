"""Reads RTF: its footnotes and endnotes, and the linked paragraphs beside them."""

from collections import deque
from collections.abc import Iterator

from citewatch.core.citation import Citation
from citewatch.core.display import clean
from citewatch.documents.addresses.targets import Target, joined_links
from citewatch.documents.citations.compose import compose
from citewatch.documents.citations.paragraphs import Paragraphs
from citewatch.documents.citations.plain_links import Mention, beside, cite_mentions
from citewatch.documents.citations.short_forms import resolve
from citewatch.documents.citations.unique_ids import distinct
from citewatch.documents.content.places import at_part
from citewatch.documents.kinds.rtf.story import Note, Rtf, Story, read_story
from citewatch.documents.kinds.word.numbers import written_number
from citewatch.documents.reader import Reading
from citewatch.errors import InputError

_USUAL = {"footnote": "decimal", "endnote": "lowerRoman"}


def read_rtf(content: bytes, name: str) -> Reading:
    """The citations of an RTF document; the ids of its notes are the numbers that are printed.

    Headers, footers, comments, hidden and deleted text are left out. Raises InputError where the
    content is no RTF.
    """
    if not content.lstrip().startswith(b"{\\rtf"):
        raise InputError([f"{clean(name)}: is no RTF document"])
    rtf = read_story(content)
    mentions = list(_mentions(rtf.body, name))
    if not rtf.notes:
        return Reading(rtf.title, cite_mentions(mentions))
    noted, again = distinct(resolve(_noted(rtf, name)))
    return Reading(rtf.title, beside(noted, mentions), again)


def _noted(rtf: Rtf, name: str) -> Iterator[Citation]:
    sentences = Paragraphs(rtf.body.text)
    for note, number in zip(rtf.notes, _numbers(rtf), strict=True):
        yield compose(
            number,
            _lines(note.story.text),
            links=joined_links(note.story.text, note.story.targets),
            supports=[sentences.at(note.at)],
            at=at_part(name, "note", number),
        )


def _numbers(rtf: Rtf) -> Iterator[str]:
    counts = dict.fromkeys(_USUAL, 0)
    for note in rtf.notes:
        yield note.sign or _next(note, counts, rtf.numbering)


def _next(note: Note, counts: dict[str, int], numbering: dict[str, str]) -> str:
    counts[note.kind] += 1
    return written_number(counts[note.kind], numbering.get(note.kind, _USUAL[note.kind]))


def _mentions(story: Story, name: str) -> Iterator[Mention]:
    start, targets = 0, deque(sorted(story.targets, key=lambda target: target.start))
    for number, paragraph in enumerate(story.text.split("\n"), 1):
        end = start + len(paragraph)
        inside: list[Target] = []
        while targets and targets[0].start <= end:
            target = targets.popleft()
            inside.append(Target(target.url, target.start - start, target.end - start))
        words, place = " ".join(paragraph.split()), at_part(name, "paragraph", number)
        for url in joined_links(paragraph, inside):
            yield Mention(url, words or url, "", place)
        start = end + 1


def _lines(text: str) -> str:
    """The paragraphs of a note, one a line."""
    return "\n".join(filter(None, (" ".join(line.split()) for line in text.split("\n"))))
