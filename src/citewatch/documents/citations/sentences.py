"""The sentences of running text."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

_END = re.compile(
    r"""(?x)
    (?: (?<![.!?]) [.!?]++ | \u2026 ) [\"'\u201d\u2019)\]\u00bb]*+ (?=\s|$)
    | [\u3002\uff01\uff1f] [\u300d\u300f\u201d]*
    | \n (?:[^\S\n]*+\n)++
    """
)
_END_AT_MARK = re.compile(r"""[.!?\u2026][\"'\u201d\u2019)\]\u00bb]{0,4}\Z""")
_ABBREVIATIONS = frozenset(
    """mr mrs ms dr prof st jr sr inc ltd co corp no nos vol vols p pp fig figs eq sec ch art cf ca
    e.g i.e eg ie al vs v approx est dept gov gen rep sen hon rev ed eds trans para paras u.s u.k
    jan feb mar apr jun jul aug sept sep oct nov dec
    z.b d.h u.a bzw usw vgl nr s abs bd hrsg ggf sog etc mme mlle m art éd p.ej pág págs núm sra
    dra ud""".split()
)
_FARTHEST = 2_000
"""Characters from a mark that its sentence can reach to each side."""

_LONGEST = 1_000
"""Characters of a sentence that are kept, those in front of the mark: twice a long one."""

_LAST_WORD = re.compile(r"([^\s(\[\u201c\u201e\"']+)$")
_INITIAL = re.compile(r"[^\W\d_]|(?:[^\W\d_]\.)+[^\W\d_]")


class Sentences:
    """The sentences of one text, to say of many of its places in which one they are.

    `marks` are the places of notes' marks that were taken out of it: behind a full stop a sentence
    ends there, even where the next one follows without a blank.
    """

    def __init__(self, text: str, marks: Iterable[int] = ()) -> None:
        self._text = text
        self._marks = marks
        self._spans: list[tuple[int, int]] | None = None

    def at(self, index: int) -> str:
        """The sentence that the character in front of `index` stands in, as one line.

        A note's mark stands behind what it supports, so this is the sentence that a mark at
        `index` supports. Empty where nothing stands in front of it; of a sentence without end,
        the part around it.
        """
        if self._spans is None:
            self._spans = spans(self._text, self._marks)
        first = max(0, index - _FARTHEST)
        before = first + len(self._text[first:index].rstrip())
        found = bisect_left(self._spans, before, key=_start) - 1
        if found < 0 or before > self._spans[found][1] or before <= first:
            return ""
        start, end = self._spans[found]
        start = max(start, first)
        words = " ".join(self._text[start : min(end, index + _FARTHEST)].split())
        if len(words) <= _LONGEST:
            return words
        ahead = " ".join(self._text[start:index].split())[-_LONGEST:]
        return ahead.partition(" ")[2] or ahead


def sentence_at(text: str, index: int) -> str:
    """The same for one place in a text."""
    first = max(0, index - _FARTHEST)
    return Sentences(text[first : index + _FARTHEST]).at(index - first)


def spans(text: str, marks: Iterable[int] = ()) -> list[tuple[int, int]]:
    """Where each sentence of `text` begins and ends, without the blanks around it.

    `marks` are the places of notes' marks that were taken out of it.
    """
    found, start = [], 0
    for end in sorted({*_ends(text), *_ends_at(text, marks)}):
        found.append(_stripped(text, start, end))
        start = end
    found.append(_stripped(text, start, len(text)))
    return [(first, last) for first, last in found if first < last]


def _ends(text: str) -> Iterator[int]:
    return (end.end() for end in _END.finditer(text) if _ends_here(text, end))


def _ends_at(text: str, marks: Iterable[int]) -> Iterator[int]:
    for mark in dict.fromkeys(marks):
        end = _END_AT_MARK.search(text, max(0, mark - 5), mark)
        number = text[mark : mark + 1].isdigit() and text[mark - 2 : mark - 1].isdigit()
        if end is not None and not number and _ends_here(text, end):
            yield mark


def _start(span: tuple[int, int]) -> int:
    return span[0]


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), start + len(part.rstrip())


def _ends_here(text: str, end: re.Match[str]) -> bool:
    following = text[end.end() : end.end() + 40].lstrip()
    if following[:1].islower():
        return False
    if not end[0].startswith(".") or end[0].startswith(".."):
        return True
    word = _LAST_WORD.search(text, max(0, end.start() - 40), end.start())
    if word is None or not following:
        return True
    return word[1].lower() not in _ABBREVIATIONS and not _INITIAL.fullmatch(word[1])
