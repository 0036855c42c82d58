"""The lists of sources in the text of a document: below a heading, or as a program puts them in."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from citewatch.documents.addresses.targets import is_web_address
from citewatch.documents.citations.reference_entries import LONGEST, speaks_of_source
from citewatch.documents.citations.reference_headings import heads_sources, may_head_others
from citewatch.documents.stories.story import Paragraph, Story

_TYPED = re.compile(
    r"\s*(?:\[(?P<in>\d{1,4}|[A-Za-z][\w:.+'&/ -]{0,38})\][.:]?|(?P<dotted>\d{1,4})[.)](?=\s))\s*"
)
_MOST_OTHERS = 1
"""Paragraphs in a row that name no source, within a list of sources."""


class Reference(Struct, frozen=True):
    """A paragraph that is a reference: which one, its number or key, where its text begins."""

    index: int
    label: str
    start: int


def references_in(story: Story) -> list[Reference]:
    """The references of a document, in order."""
    found: dict[int, Reference] = {}
    for index, paragraph in enumerate(story.paragraphs):
        text = _text(story, paragraph)
        if not paragraph.listed or paragraph.level or not text.strip():
            continue
        if not heads_sources(text) and not _is_label(text):
            found[index] = _reference(story, index)
    for index in _below_headings(story):
        found.setdefault(index, _reference(story, index))
    return [found[index] for index in sorted(found)]


def _below_headings(story: Story) -> Iterator[int]:
    position = 0
    while position < len(story.paragraphs):
        heading = story.paragraphs[position]
        position += 1
        text = _text(story, heading)
        if not heads_sources(text):
            continue
        listed = _list_from(story, position, heading.level)
        if listed and not (may_head_others(text) and not _all_cite(story, listed)):
            yield from listed
            position = listed[-1] + 1


def _list_from(story: Story, first: int, level: int) -> list[int]:
    """The items from the paragraph `first` on, up to the next heading or to other text."""
    listed: list[int] = []
    others: list[int] = []
    for index in range(first, len(story.paragraphs)):
        paragraph = story.paragraphs[index]
        text = _text(story, paragraph).strip()
        if paragraph.level and (not level or paragraph.level <= level):
            break
        if paragraph.level or not text or _is_label(text):
            continue
        if _names_source(story, index):
            listed += [*(other for other in others if _is_reference_like(story, other)), index]
            others = []
        else:
            others.append(index)
            if len(others) > _MOST_OTHERS:
                break
    return listed


def _names_source(story: Story, index: int) -> bool:
    paragraph = story.paragraphs[index]
    text = _text(story, paragraph)
    if len(text) > LONGEST:
        return False
    return speaks_of_source(text) or _has_link(story, paragraph)


def _is_reference_like(story: Story, index: int) -> bool:
    """Whether a paragraph between references is one of them, rather than a heading of some."""
    paragraph = story.paragraphs[index]
    text = _text(story, paragraph).strip()
    if _TYPED.match(text) or paragraph.label:
        return True
    return len(text) <= LONGEST and text.endswith((".", ")", "]"))


def _all_cite(story: Story, listed: Sequence[int]) -> bool:
    """Whether each item has a link or a number: what stands below "Notes" can be anything."""
    return all(
        _TYPED.match(_text(story, story.paragraphs[index]))
        or story.paragraphs[index].label
        or _has_link(story, story.paragraphs[index])
        for index in listed
    )


def _has_link(story: Story, paragraph: Paragraph) -> bool:
    linked = any(is_web_address(link.url) for link in story.links_of(paragraph))
    return linked or bool(story.shown(paragraph))


def _reference(story: Story, index: int) -> Reference:
    paragraph = story.paragraphs[index]
    typed = _TYPED.match(_text(story, paragraph))
    if typed is None:
        return Reference(index, paragraph.label or _cell_before(story, index), paragraph.start)
    return Reference(index, typed["in"] or typed["dotted"], paragraph.start + typed.end())


def _is_label(text: str) -> bool:
    """Whether a paragraph is the number or key of the next one: they stand in two cells."""
    typed = _TYPED.match(text)
    return typed is not None and typed.end() == len(text)


def _cell_before(story: Story, index: int) -> str:
    text = _text(story, story.paragraphs[index - 1]).strip() if index else ""
    typed = _TYPED.match(text)
    return typed["in"] if typed is not None and typed["in"] and typed.end() == len(text) else ""


def _text(story: Story, paragraph: Paragraph) -> str:
    return story.text[paragraph.start : paragraph.end]
