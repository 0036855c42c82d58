"""The lists of sources of a document: below a heading, or as a program puts them in."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from citewatch.documents.citations.reference_entries import LONGEST, speaks_of_source
from citewatch.documents.citations.reference_headings import heads_sources, may_head_others

_TYPED = re.compile(
    r"\s*(?:\[(?P<in>\d{1,4}|[A-Za-z][\w:.+'&/ -]{0,38})\][.:]?|(?P<dotted>\d{1,4})[.)](?=\s))\s*"
)
_MOST_OTHERS = 1
"""Parts in a row that name no source, within a list of sources."""


class Part(Struct, frozen=True, kw_only=True):
    """A paragraph, heading or item of a document, as far as lists of sources are told by it.

    `level` is that of a heading, from 1, else 0. `label` is the number that a list gives it.
    `linked` says that it has a link or shows an address; `listed` that the program's own list of
    references put it there.
    """

    text: str
    level: int = 0
    label: str = ""
    linked: bool = False
    listed: bool = False


class Reference(Struct, frozen=True):
    """A part that is a reference: which one, its number or key, where its text begins in it."""

    index: int
    label: str
    start: int


def references_in(parts: Sequence[Part]) -> list[Reference]:
    """The references among the parts of a document, in order."""
    found: dict[int, Reference] = {}
    for index, part in enumerate(parts):
        if not part.listed or part.level or not part.text.strip():
            continue
        if not heads_sources(part.text) and not _is_label(part.text):
            found[index] = _reference(parts, index)
    for index in _below_headings(parts):
        found.setdefault(index, _reference(parts, index))
    return [found[index] for index in sorted(found)]


def _below_headings(parts: Sequence[Part]) -> Iterator[int]:
    position = 0
    while position < len(parts):
        heading = parts[position]
        position += 1
        if not heads_sources(heading.text):
            continue
        listed = _list_from(parts, position, heading.level)
        if listed and not (may_head_others(heading.text) and not _all_cite(parts, listed)):
            yield from listed
            position = listed[-1] + 1


def _list_from(parts: Sequence[Part], first: int, level: int) -> list[int]:
    """The items from the part `first` on, up to the next heading or to other text."""
    listed: list[int] = []
    others: list[int] = []
    for index in range(first, len(parts)):
        part = parts[index]
        if part.level and (not level or part.level <= level):
            break
        if part.level or not part.text.strip() or _is_label(part.text):
            continue
        if _names_source(part):
            listed += [*(other for other in others if _is_reference_like(parts[other])), index]
            others = []
        else:
            others.append(index)
            if len(others) > _MOST_OTHERS:
                break
    return listed


def _names_source(part: Part) -> bool:
    return len(part.text) <= LONGEST and (part.linked or speaks_of_source(part.text))


def _is_reference_like(part: Part) -> bool:
    """Whether a part between references is one of them, rather than a heading of some."""
    text = part.text.strip()
    if _TYPED.match(text) or part.label:
        return True
    return len(text) <= LONGEST and text.endswith((".", ")", "]"))


def _all_cite(parts: Sequence[Part], listed: Sequence[int]) -> bool:
    """Whether each item has a link or a number: what stands below "Notes" can be anything."""
    return all(
        parts[index].linked or parts[index].label or _TYPED.match(parts[index].text)
        for index in listed
    )


def _reference(parts: Sequence[Part], index: int) -> Reference:
    part = parts[index]
    typed = _TYPED.match(part.text)
    if typed is None:
        return Reference(index, part.label or _cell_before(parts, index), 0)
    return Reference(index, typed["in"] or typed["dotted"], typed.end())


def _is_label(text: str) -> bool:
    """Whether a part is the number or key of the next one: they stand in two cells."""
    typed = _TYPED.match(text)
    return typed is not None and typed.end() == len(text.rstrip())


def _cell_before(parts: Sequence[Part], index: int) -> str:
    text = parts[index - 1].text.strip() if index else ""
    typed = _TYPED.match(text)
    return typed["in"] if typed is not None and typed["in"] and typed.end() == len(text) else ""
