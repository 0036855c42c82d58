"""Pairs the notes of a plain text with their marks: in lists, in the body, or missing."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import groupby, zip_longest

from msgspec import Struct

from citewatch.documents.citations.sentences import Sentences
from citewatch.documents.citations.supports import Supports
from citewatch.documents.kinds.text.marks import Mark, find_marks
from citewatch.documents.kinds.text.numbered_lists import Item, note_lists

_SOURCE = re.compile(
    r"(?i)\(\s*(?:sources?|quellen?|fuentes?|references?)\s*:\s*((?:[^()]|\([^()]*\)){3,1000})\)"
)
_NUMBER = re.compile(r"\d{1,3}")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_WORD = re.compile(r"[^\W\d_]{2,}")
_OPENING = "“\"'„«(["


class InsideNote(Struct, frozen=True):
    """A note that stands in the body: its id, its text, and the stretch that it takes there."""

    id: str
    text: str
    start: int
    end: int


class Notes(Struct, frozen=True):
    """The notes of a text. `body` is the text with the lines of the listed notes empty."""

    items: list[Item]
    inside: list[InsideNote]
    marks: list[Mark]
    body: str

    def lost(self) -> list[Mark]:
        """The first marks of the notes that the text does not have."""
        known = {item.id for item in self.items} | {note.id for note in self.inside}
        first: dict[str, Mark] = {}
        for mark in self.marks:
            if mark.id not in known:
                first.setdefault(mark.id, mark)
        return list(first.values())

    def supports(self) -> Supports:
        """The sentences that carry the marks of each note."""
        places = [(mark.start, mark.id) for mark in self.marks]
        marked = {mark.id for mark in self.marks}
        places += [(note.start, note.id) for note in self.inside if note.id not in marked]
        cuts = [(mark.start, mark.end) for mark in self.marks]
        cuts += [(note.start, note.end) for note in self.inside]
        paragraphs, cuts = _paragraphs(self.body), sorted(cuts)
        found = Supports()
        for paragraph, group in groupby(sorted(places), lambda one: _around(paragraphs, one[0])):
            unmarked = _Unmarked(self.body, paragraph, cuts)
            for place, name in group:
                found.add(name, unmarked.sentence(place))
        return found


class _Unmarked:
    """A paragraph without the marks and notes inside it, which are its `cuts`."""

    def __init__(self, body: str, paragraph: tuple[int, int], cuts: list[tuple[int, int]]) -> None:
        start, end = paragraph
        self._firsts: list[int] = []
        self._indexes: list[int] = []
        pieces: list[str] = []
        position, length = start, 0
        for first, last in cuts[bisect_left(cuts, (start, 0)) : bisect_left(cuts, (end, 0))]:
            pieces.append(body[position : max(first, position)])
            length += len(pieces[-1])
            self._firsts.append(first)
            self._indexes.append(length)
            if _ends_sentence(body, first, last):
                pieces.append("\n\n")
                length += 2
            position = max(last, position)
        pieces.append(body[position:end])
        self._sentences = Sentences("".join(pieces))

    def sentence(self, place: int) -> str:
        """The sentence in front of a place of the body."""
        before = bisect_right(self._firsts, place)
        return self._sentences.at(self._indexes[before - 1] if before else 0)


def pair_notes(lines: list[str]) -> Notes:
    """The notes of a text, given by its lines."""
    items = note_lists(lines, _NUMBER.findall("\n".join(lines)))
    remaining = list(lines)
    for item in items:
        remaining[item.first : item.last] = [""] * (item.last - item.first)
    body = "\n".join(remaining)
    ids = frozenset(item.id for item in items)
    marks = find_marks(body, ids) if ids else []
    inside = [*_glued_notes(body, marks, ids), *_named_sources(body, ids)]
    inside.sort(key=lambda note: note.start)
    return Notes(items, inside, marks, body)


def _glued_notes(body: str, marks: list[Mark], ids: frozenset[str]) -> Iterator[InsideNote]:
    """Notes that follow their own mark without a blank: `tension.44For a discussion see …`."""
    paragraphs = _paragraphs(body)
    for mark, following in zip_longest(marks, marks[1:]):
        if mark.id in ids or not body[mark.end : mark.end + 1].strip():
            continue
        end = _around(paragraphs, mark.end)[1]
        if following is not None:
            end = min(end, following.start)
        text = " ".join(body[mark.end : end].split())
        if _WORD.match(text.lstrip(_OPENING)):
            yield InsideNote(mark.id, text, mark.end, end)


def _named_sources(body: str, ids: frozenset[str]) -> Iterator[InsideNote]:
    """Sources named in brackets without a number: `(source: Villanti, AC et al. …)`."""
    taken = set(ids)
    for source in _SOURCE.finditer(body):
        word = _WORD.search(source[1])
        stem = key = word[0].lower() if word else "source"
        again = 1
        while key in taken:
            again += 1
            key = f"{stem}-{again}"
        taken.add(key)
        yield InsideNote(key, " ".join(source[1].split()), source.start(), source.end())


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Where the paragraphs of a text begin and end."""
    blanks = [(blank.start(), blank.end()) for blank in _BLANK_LINE.finditer(text)]
    starts = [0, *(end for _, end in blanks)]
    ends = [*(start for start, _ in blanks), len(text)]
    return list(zip(starts, ends, strict=True))


def _around(paragraphs: list[tuple[int, int]], index: int) -> tuple[int, int]:
    return paragraphs[max(bisect_right(paragraphs, index, key=lambda one: one[0]) - 1, 0)]


def _ends_sentence(text: str, start: int, end: int) -> bool:
    """A mark without a full stop, and a capital behind it: the author forgot the full stop."""
    following = text[end : end + 2]
    return text[start - 1 : start].islower() and following[:1].isspace() and following[1:].isupper()
