"""The notes of a web page that no anchor ties to a mark: side notes, and numbers set high."""

import re
from collections.abc import Iterator
from itertools import islice

from bs4 import Tag

from citewatch.documents.kinds.html.flat import BLOCKS
from citewatch.documents.kinds.html.notes import FoundNote, label_of
from citewatch.documents.kinds.html.page import Page, attribute, names

_ASIDE = re.compile(
    r"(?i)(?:^|[\s_-])(?:(?:foot|side|margin|end)-?_?notes?(?:-?_?(?:content|text|body|definition"
    r"|item|inline))?|inline-footnote|fna-content)(?:$|[\s_-])"
)
_MARK = re.compile(
    r"(?i)(?:ref(?:erence)?s?|referrer|link|anchor|number|toggle|button|mark(?:er)?|wrapper|tooltip_text)"
    r"(?:$|[\s_-])|toggle|separator"
)
_NOTE_TAGS = frozenset("span div aside li p small d-footnote section dd td".split())
_NUMBER_FIRST = re.compile(r"\s*[\[(]?(\d{1,3})[\])]?[.:]?\s*")
_MOST_PARAGRAPHS = 8
"""Paragraphs that a note without an anchor can have."""

_MOST_IN_A_NUMBER = 20
"""Elements and strings inside a note's number: links and spans that makers wrap it in."""

_SHOWN = re.compile(r"\w{2}")


def side_notes(page: Page) -> list[FoundNote]:
    """Notes that stand where their mark is, or in a list without anchors, told by their names."""
    found = [tag for tag in page.soup.find_all(_is_aside) if not _holds_notes(tag)]
    notes: list[FoundNote] = []
    seen: set[str] = set()
    labels: set[str] = set()
    numbers: dict[int, int] = {}
    for tag in found:
        words = " ".join(tag.get_text(" ", strip=True).split())
        if not _SHOWN.search(words) or words in seen:
            continue
        label = _own_number(tag, len(notes) + 1, numbers)
        if label in labels:
            label = str(len(notes) + 1)
        labels.add(label)
        seen.add(words)
        marks = [] if tag.name == "li" else [_mark_before(tag) or tag]
        notes.append(FoundNote(label, [tag], marks, {id(number) for number in _numbers(tag)}))
    return notes


def _is_aside(tag: Tag) -> bool:
    if tag.name == "d-footnote":
        return True
    said = attribute(tag, "class")
    if tag.name in _NOTE_TAGS and _ASIDE.search(said) and not _MARK.search(said):
        return True
    return tag.name == "li" and any(
        _ASIDE.search(names(parent)) for parent in islice(tag.parents, 3)
    )


def _holds_notes(tag: Tag) -> bool:
    return tag.find(_is_aside) is not None


def _own_number(tag: Tag, otherwise: int, numbers: dict[int, int]) -> str:
    """The note's number; `numbers` are those of the items of the lists that were met."""
    if tag.name == "li" and tag.parent is not None:
        if id(tag) not in numbers:
            start = attribute(tag.parent, "start")
            first = int(start) if start.isdecimal() and len(start) < 10 else 1
            items = tag.parent.find_all("li", recursive=False)
            numbers.update((id(item), number) for number, item in enumerate(items, first))
        return str(numbers[id(tag)])
    if number := _NUMBER_FIRST.match(tag.get_text()):
        return number[1]
    mark = _mark_before(tag)
    return str(otherwise) if mark is None else label_of(mark)


def _mark_before(tag: Tag) -> Tag | None:
    previous = tag.find_previous_sibling()
    return previous if previous is not None and label_of(previous).isdecimal() else None


def _numbers(tag: Tag) -> Iterator[Tag]:
    """The number that a note shows in front of its text."""
    first = tag.find(["sup", "span", "a", "label"])
    if first is not None and label_of(first).isdecimal():
        yield first


def loose_notes(page: Page) -> list[FoundNote]:
    """Blocks that begin with a raised number that another raised number, before them, points to."""
    marks: dict[str, list[Tag]] = {}
    notes: dict[str, FoundNote] = {}
    for number in page.soup.find_all(["sup", "strong", "b"]):
        if not _is_small(page, number):
            continue
        label = label_of(number)
        if not label.isdecimal() or len(label) > 3 or number.find("sup"):
            continue
        block = next((parent for parent in number.parents if parent.name in BLOCKS), None)
        if block is not None and label in marks and label not in notes and _begins(block, number):
            notes[label] = FoundNote(label, [block], marks[label], {id(number)})
        elif number.name == "sup":
            marks.setdefault(label, []).append(number)
    if len(notes) < 2 and len(notes) < len(marks):
        return []
    starts = {id(note.parts[0]) for note in notes.values()}
    return [_continued(note, starts) for note in notes.values()]


def _is_small(page: Page, tag: Tag) -> bool:
    """Whether a tag holds so little that it can be a number: looking into all would take long."""
    if page.last[id(tag)] - page.place(tag) > _MOST_IN_A_NUMBER:
        return False
    return next(islice(tag.descendants, _MOST_IN_A_NUMBER, None), None) is None


def _begins(block: Tag, sup: Tag) -> bool:
    label, text = label_of(sup), ""
    for string in block.strings:
        text += string if text else string.lstrip()
        if len(text.strip()) > len(label) + 20:
            break
    return text[:12].lstrip("[( ").startswith(label) and len(text.strip()) > len(label) + 2


def _continued(note: FoundNote, starts: set[int]) -> FoundNote:
    """The note with the paragraphs up to the next one, where that follows in the same list."""
    first = note.parts[0]
    following: list[Tag] = []
    for node in first.next_siblings:
        if id(node) in starts:
            note.parts.extend(following)
            break
        if isinstance(node, Tag):
            if node.name in {"hr", "h1", "h2", "h3"} or len(following) == _MOST_PARAGRAPHS:
                break
            following.append(node)
    return note
