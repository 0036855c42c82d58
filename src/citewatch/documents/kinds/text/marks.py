"""Finds the marks of notes in plain text: [12], raised numbers, numbers glued to words."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from citewatch.documents.addresses.links import links_in


class Mark(NamedTuple):
    """A mark: the id of its note, and the stretch of text that it is."""

    id: str
    start: int
    end: int


_BRACKETS = re.compile(r"\[(\d{1,4}(?:\s*[,;\u2013-]\s*\d{1,4})*)\]")
_KEY_BRACKETS = re.compile(r"\[([A-Za-z][\w:.+'& -]{0,38})\]")
_RAISED = re.compile("[¹²³⁰⁴-⁹]+")
_RAISED_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_GLUED = re.compile(
    r"(?:(?<=[a-zà-öø-ÿ][a-zà-öø-ÿ])|(?<=[.,;:!?\"”\u2019')\]»]))(?<!\d[.,:])(\d{1,3})"
    r"(?=[\s.,;:)\]”\"]|$|[A-Z“])(?![.,]\d)"
)
_LIST = re.compile(r"\d+")
_MOST_IN_A_SPAN = 50


def find_marks(text: str, ids: frozenset[str]) -> list[Mark]:
    """The marks in `text` of the notes `ids`, and of notes that `ids` lacks but must have had.

    Numbers that are merely glued to a word ("symptoms.6") count where they go up as the notes
    do: a year or a chemical formula does not.
    """
    places = [(link.start, link.end) for link in links_in(text)]
    bracketed = list(_bracketed(text, ids))
    if len(bracketed) * 2 >= len(ids) > 0:
        return bracketed
    raised = [
        Mark(found[0].translate(_RAISED_DIGITS), found.start(), found.end())
        for found in _RAISED.finditer(text)
    ]
    if len([mark for mark in raised if mark.id in ids]) * 2 >= len(ids) > 0:
        return raised
    glued = [
        Mark(found[1], found.start(), found.end())
        for found in _GLUED.finditer(text)
        if not _inside(places, found.start())
    ]
    return _rising(glued, ids)


def _bracketed(text: str, ids: frozenset[str]) -> Iterator[Mark]:
    for found in _BRACKETS.finditer(text):
        for number in _numbers(found[1]):
            yield Mark(number, found.start(), found.end())
    for found in _KEY_BRACKETS.finditer(text):
        if found[1] in ids:
            yield Mark(found[1], found.start(), found.end())


def _numbers(written: str) -> list[str]:
    numbers = _LIST.findall(written)
    if len(numbers) == 2 and re.search("[\u2013-]", written):
        first, last = map(int, numbers)
        if first < last <= first + _MOST_IN_A_SPAN:
            return [str(number) for number in range(first, last + 1)]
    return numbers


def _inside(places: list[tuple[int, int]], index: int) -> bool:
    found = bisect_left(places, (index + 1, 0)) - 1
    return found >= 0 and places[found][0] <= index < places[found][1]


def _rising(marks: list[Mark], ids: frozenset[str]) -> list[Mark]:
    """The longest rising row among the marks; two marks of one note beside each other count."""
    known = {int(name) for name in ids if name.isdecimal()}
    if not known:
        return []
    seen = {int(mark.id) for mark in marks}
    while max(known) + 1 in seen:
        known.add(max(known) + 1)
    allowed = set(range(min(known), max(known) + 1))
    usable = [mark for mark in marks if int(mark.id) in allowed]
    ends: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for index, mark in enumerate(usable):
        place = bisect_left(ends, int(mark.id))
        before.append(at[place - 1] if place else -1)
        ends[place : place + 1] = [int(mark.id)]
        at[place : place + 1] = [index]
    row, index = [], at[-1] if at else -1
    while index >= 0:
        row.append(usable[index])
        index = before[index]
    return row[::-1]
