"""Reads web pages: their footnotes, references or side notes, and the links of their text."""

import re
from collections.abc import Iterator, Sequence

from bs4 import Tag

from citewatch.core.citation import Citation
from citewatch.documents.addresses.targets import Target
from citewatch.documents.citations.compose import compose
from citewatch.documents.citations.plain_links import Mention, beside, cite_mentions
from citewatch.documents.citations.short_forms import resolve
from citewatch.documents.citations.supports import Supports
from citewatch.documents.kinds.html.asides import loose_notes, side_notes
from citewatch.documents.kinds.html.flat import BLOCKS, Flat, flatten
from citewatch.documents.kinds.html.frame import frame_of, left_out, remark
from citewatch.documents.kinds.html.notes import FoundNote, anchored_notes
from citewatch.documents.kinds.html.page import Page, attribute, parse_page
from citewatch.documents.reader import Reading

_LEFT_AT_START = re.compile(r"\A(?:\[\s*\]|\(\s*\)|[\^↑.,:\s])+")
_BACK_AT_END = re.compile(
    r"\s*(?:[\[(]\s*)?[↩⤴↑↵⏎][\s↩⤴↑↵⏎\ufe0e\ufe0f]*[\])]?\s*\Z|\s*\[\s*\]\s*\Z"
)
_EMPTY_BRACKETS = re.compile(r"\s*[\[(]\s*[\])]")


def read_html(content: bytes, name: str) -> Reading:
    """The notes of a web page with their marks' sentences, and the links beside them.

    Raises InputError where the content is too large.
    """
    page = parse_page(content, name)
    anchored = anchored_notes(page)
    notes = anchored.notes or loose_notes(page) or side_notes(page)
    frame = frame_of(page)
    mentions = _mentions(page, frame, name)
    if not notes:
        citations = cite_mentions(mentions)
        return Reading(_title(page), citations, tuple(_frame_remarks(page, frame, citations)))
    citations = beside(resolve(_citations(page, notes, name)), mentions)
    remarks = [
        *_frame_remarks(page, frame, citations),
        *(f"Mark {mark} has no note." for mark in anchored.lost_marks),
        *(f"Note {note.label} has no mark." for note in notes if not note.marks),
    ]
    return Reading(_title(page), citations, tuple(remarks))


def _citations(page: Page, notes: list[FoundNote], name: str) -> Iterator[Citation]:
    supports = _supported(notes)
    for note in notes:
        flat = flatten(note.parts, skip=note.skip)
        yield compose(
            note.label,
            _without_label(flat, note.label),
            links=flat.links(),
            supports=supports.of(note.label),
            at=page.at(name, *_named(note), *flat.links(), flat.text[:30].strip()),
        )


def note_citations(page: Page, notes: list[FoundNote], name: str) -> Iterator[Citation]:
    """The notes of a page as citations, in their order."""
    return _citations(page, notes, name)


def _named(note: FoundNote) -> Iterator[str]:
    """What names a note in the source: the ids of its elements."""
    for part in note.parts:
        if isinstance(part, Tag):
            for tag in [part, *part.find_all(True, id=True)]:
                if name := attribute(tag, "id"):
                    yield f'id="{name}"'
                    yield f"id='{name}'"


def _without_label(flat: Flat, label: str) -> str:
    text = flat.lines()
    number = re.match(rf"[\[(]?{re.escape(label)}[\])]?[.:]?\s+", text)
    text = text[number.end() if number else 0 :]
    return _BACK_AT_END.sub("", _LEFT_AT_START.sub("", text, count=1))


def _supported(notes: list[FoundNote]) -> Supports:
    """The sentences that carry the marks of each note."""
    marks = {id(mark): note.label for note in notes for mark in note.marks}
    skip = {id(part) for note in notes for part in note.parts}
    blocks: dict[int, Tag] = {}
    for note in notes:
        for mark in note.marks:
            block = next((tag for tag in mark.parents if tag.name in BLOCKS), None)
            if block is not None:
                blocks.setdefault(id(block), block)
    found = Supports()
    for block in blocks.values():
        flat = flatten([block], skip=skip, marks=marks)
        for label, index in flat.marks:
            found.add(label, _EMPTY_BRACKETS.sub("", flat.sentence(index)))
    return found


def _frame_remarks(page: Page, frame: set[int], citations: Sequence[Citation]) -> Iterator[str]:
    cited = {link for citation in citations for link in citation.links}
    if number := len(set(left_out(page, frame)) - cited):
        yield remark(number)


def _mentions(page: Page, frame: set[int], name: str) -> Iterator[Mention]:
    flat = flatten([page.soup.body or page.soup], skip=frame)
    found: dict[str, list[Target]] = {}
    for target in flat.targets:
        found.setdefault(target.url, []).append(target)
    for url in flat.links():
        start = flat.text.find(url)
        for target in found.get(url, [Target(url, start, start + len(url))]):
            words = " ".join(flat.text[target.start : target.end].split())
            yield Mention(url, words, flat.sentence(target.end), page.at(name, url))


def _title(page: Page) -> str | None:
    for found in page.soup.find_all("meta", property="og:title"):
        if title := attribute(found, "content").strip():
            return title
    for tag in (page.soup.title, page.soup.h1):
        if tag is not None and (words := " ".join(tag.get_text().split())):
            return words
    return None
