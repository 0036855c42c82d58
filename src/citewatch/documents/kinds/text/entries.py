"""The parts of a plain text that lists of sources without numbers are made of."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest

from msgspec import Struct

from citewatch.documents.addresses.links import links_in
from citewatch.documents.citations.reference_entries import speaks_of_source
from citewatch.documents.citations.reference_headings import heads_sources
from citewatch.documents.citations.reference_lists import Part, references_in

_ENDS = re.compile(r"""[.)\]”"»]\s*$|(?:https?://|www\.|doi)\S*$""", re.IGNORECASE)
_BEGINS = re.compile(r"\s*[\[(“\"«„]?(?:[A-ZÀ-Þ\u0386-\u03ab\u0400-\u042f]|\d)")
_HEADING = re.compile(r"[A-ZÀ-Þ][^.:/!?”\"\n]{2,60}[^\W\d_]")
_NAMES_AUTHOR = re.compile(
    r"""\s*(?:[\[(“"«„\d•*-]|https?:|(?:[^\W\d_][\w'\u2019-]*\s){0,3}[^\W\d_][\w'\u2019-]*,\s+[^\W\d_a-z])"""
)
"""How a reference may begin, and hardly other text: with a quote, a number, a name cut in two."""

_TAB = 4


class Entry(Struct, frozen=True):
    """A reference of a list without numbers: its key if it has one, its lines, its first column.

    `last` is the line behind it.
    """

    key: str
    first: int
    last: int
    column: int


class _Lines(Struct, frozen=True):
    first: int
    last: int


def entries(lines: Sequence[str]) -> list[Entry]:
    """The references that `lines` list below a heading, in their order."""
    stretches = list(_stretches(lines))
    parts = [
        _part(lines, stretch, following)
        for stretch, following in zip_longest(stretches, stretches[1:])
    ]
    return [
        Entry(one.label, stretches[one.index].first, stretches[one.index].last, one.start)
        for one in references_in(parts)
    ]


def _part(lines: Sequence[str], stretch: _Lines, following: _Lines | None) -> Part:
    text = "\n".join(lines[stretch.first : stretch.last])
    behind = "" if following is None else lines[following.first]
    return Part(text=text, linked=bool(links_in(text)), level=int(_ends_lists(text, behind)))


def _ends_lists(text: str, behind: str) -> bool:
    """Whether a line is a heading of something else: not of more sources, nor one among them."""
    return (
        _HEADING.fullmatch(text.strip()) is not None
        and not heads_sources(text)
        and not speaks_of_source(text)
        and _NAMES_AUTHOR.match(behind) is None
    )


def _stretches(lines: Sequence[str]) -> Iterator[_Lines]:
    """The paragraphs of a text; one that is several entries in a row is taken apart."""
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and lines[end].strip():
            end += 1
        if end > start and heads_sources(lines[start]):
            yield _Lines(start, start + 1)
            start += 1
        if end > start:
            cuts = [*_cuts(lines[start:end]), end - start]
            yield from (_Lines(start + first, start + last) for first, last in pairwise(cuts))
        start = end + 1


def _cuts(block: Sequence[str]) -> list[int]:
    """The lines of a paragraph at which entries begin: by their indents, else by what they say."""
    indents = [_indent(line) for line in block]
    outer = min(indents)
    if indents[0] == outer < max(indents):
        return [index for index, indent in enumerate(indents) if indent == outer]
    cuts, cited = [0], speaks_of_source(block[0])
    for index, line in enumerate(block[1:], 1):
        if cited and _ENDS.search(block[index - 1]) and _BEGINS.match(line):
            cuts.append(index)
            cited = False
        cited = cited or speaks_of_source(line)
    if len(cuts) > 1 and not cited:
        cuts.pop()
    return cuts


def _indent(line: str) -> int:
    return len(line.expandtabs(_TAB)) - len(line.expandtabs(_TAB).lstrip())
