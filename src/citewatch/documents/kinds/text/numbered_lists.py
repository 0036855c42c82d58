"""Finds the lists of notes in plain text: numbered or keyed items, wherever they begin."""

import re
from collections.abc import Iterable
from itertools import islice, zip_longest
from statistics import median

from msgspec import Struct
from msgspec.structs import replace

_HEADING = re.compile(
    r"""(?ix) (?:\#+\s*)? (?:(?:\d+(?:\.\d+)*|[A-Z])\.?\s+)?
    (?: (?:normative|informative|selected|cited|general|foot|end)?[\s-]*
        (?: references? | notes? | footnotes | endnotes | bibliography | sources | works\s+cited
          | citations | literature(?:\s+cited)? )
      | references?\s+and\s+notes | notes\s+and\s+references | further\s+reading
      | literatur(?:verzeichnis|angaben)? | quellen(?:verzeichnis|angaben)? | einzelnachweise
      | anmerkungen | fußnoten | endnoten | nachweise
      | (?:notes\s+et\s+)?références | bibliographie | notes\s+de\s+bas\s+de\s+page
      | fuentes | referencias | bibliografía | notas(?:\s+al\s+pie)?
    ) \s* :?
    """
)
_LONGEST_HEADING = 100

_STYLES = (
    re.compile(r"(?P<indent>[ \t]*)(?P<id>\d{1,4})\.[ \t]+(?=\S)"),
    re.compile(r"(?P<indent>[ \t]*)\[(?P<id>\d{1,4})\][.:]?[ \t]*(?=\S)"),
    re.compile(r"(?P<indent>[ \t]*)\(?(?P<id>\d{1,4})\)[ \t]+(?=\S)"),
    re.compile(r"(?P<indent>[ \t]*)(?P<id>[¹²³⁰⁴-⁹]+)[ \t]*(?=\S)"),
    re.compile(r"(?P<indent>[ \t]*)\^?(?P<id>\d{1,3})[ \t]+(?=[A-Z“\"„«h(])"),
)
_KEYED = re.compile(r"(?P<indent>[ \t]*)\[(?P<id>[A-Za-z][\w:.+'& -]{0,38})\](?=\s|$)[ \t]*")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SOURCE = re.compile(r"(?i)https?://|www\.|doi|\b(?:1[89]|20)\d\d\b")
_LONGEST_GAP = 2_000
"""Characters between two items that may all be the first one's: some four paragraphs."""

_LONGEST_USUAL = 1_500
"""Characters of a usual item above which the list is one of chapters."""

_MOST_LISTS = 100
"""Lists of notes in one text: a book has fewer chapters."""


def is_heading(line: str) -> bool:
    """Whether a line says that notes or references follow: English, German, French, Spanish."""
    words = line.strip()
    return len(words) <= _LONGEST_HEADING and _HEADING.fullmatch(words) is not None


class Item(Struct, frozen=True):
    """One note in a list: its id, the lines it stands in, and where its text begins."""

    id: str
    first: int
    last: int
    column: int


class _Start(Struct, frozen=True):
    line: int
    number: str
    indent: int
    column: int


def note_lists(lines: list[str], cited: Iterable[str] = ()) -> list[Item]:
    """The items of every list of notes in `lines` (numbers from 0; `last` is behind the item).

    A list is one of notes where a heading says so, where its items name sources, or where the
    numbers `cited` in the text are its own.
    """
    known = frozenset(cited)
    if keyed := _keyed(lines):
        return keyed
    for style in _STYLES:
        starts = _starts(lines, style)
        found: list[Item] = []
        for _ in range(_MOST_LISTS):
            chain = _longest(starts)
            if len(chain) < 2:
                break
            items = _items(lines, chain)
            if _are_notes(lines, items, known):
                found += items
            taken = {start.line for start in chain}
            starts = [start for start in starts if start.line not in taken]
        if found:
            return _apart(found)
    return []


def _apart(items: list[Item]) -> list[Item]:
    """The items in the order of the text, each ending where the next begins at the latest."""
    ordered = sorted(items, key=lambda item: item.first)
    return [
        replace(item, last=min(item.last, following.first)) if following else item
        for item, following in zip_longest(ordered, ordered[1:])
    ]


def _starts(lines: list[str], style: re.Pattern[str]) -> list[_Start]:
    found = []
    for number, line in enumerate(lines):
        if begin := style.match(line):
            shown = begin["id"].translate(_RAISED)
            found.append(_Start(number, shown, _width(begin["indent"]), begin.end()))
    return found


def _width(indent: str) -> int:
    return len(indent.expandtabs(4))


def _longest(starts: list[_Start]) -> list[_Start]:
    """The longest run of items that count up by one; of two as long, the later."""
    length, before = [0] * len(starts), [-1] * len(starts)
    latest: dict[int, int] = {}
    end = -1
    for index, start in enumerate(starts):
        number = int(start.number)
        before[index] = latest.get(number - 1, -1)
        length[index] = 1 + (length[before[index]] if before[index] >= 0 else 0)
        if number not in latest or length[index] >= length[latest[number]] or number == 1:
            latest[number] = index
        if end < 0 or length[index] >= length[end]:
            end = index
    chain = []
    while end >= 0:
        chain.append(starts[end])
        end = before[end]
    return chain[::-1]


def _items(lines: list[str], chain: list[_Start]) -> list[Item]:
    items = []
    for start, following in zip(chain, [*chain[1:], None], strict=True):
        limit = len(lines) if following is None else following.line
        last = limit
        gap = sum(len(line) for line in lines[start.line : limit])
        if following is None or gap > _LONGEST_GAP:
            last = _end(lines, start, limit)
        items.append(Item(start.number, start.line, last, start.column))
    return items


def _end(lines: list[str], start: _Start, limit: int) -> int:
    """Where an item ends that other text follows: at a blank line before text less indented."""
    blank: int | None = None
    for index in range(start.line + 1, limit):
        line = lines[index]
        if not line.strip():
            blank = index if blank is None else blank
        elif blank is not None:
            indent = _width(line[: len(line) - len(line.lstrip())])
            if indent <= start.indent or is_heading(line):
                return blank
            blank = None
    return limit if blank is None else blank


def _are_notes(lines: list[str], items: list[Item], cited: frozenset[str]) -> bool:
    texts = ["\n".join(lines[item.first : item.last]) for item in items]
    if median(map(len, texts)) > _LONGEST_USUAL:
        return False
    if _headed(lines, items[0].first):
        return True
    sources = sum(_SOURCE.search(text) is not None for text in texts)
    addresses = sum("://" in text for text in texts)
    marked = sum(item.id in cited for item in items)
    return (marked * 2 >= len(items) and sources * 3 >= len(items)) or (
        len(items) > 2 and addresses * 2 >= len(items)
    )


def _headed(lines: list[str], first: int) -> bool:
    before = (lines[index] for index in range(first - 1, -1, -1) if lines[index].strip())
    return any(is_heading(line) for line in islice(before, 2))


def _keyed(lines: list[str]) -> list[Item]:
    """Items that begin with a key in brackets, below a heading of references (as in RFCs)."""
    below = False
    starts: list[_Start] = []
    for index, line in enumerate(lines):
        if is_heading(line):
            below = True
        elif below and (begin := _KEYED.match(line)) and _stands_alone(lines, index):
            start = _Start(index, begin["id"], _width(begin["indent"]), begin.end())
            starts.append(start)
    if len(starts) < 2:
        return []
    limits = [*(start.line for start in starts[1:]), len(lines)]
    return [
        Item(start.number, start.line, _end(lines, start, limit), start.column)
        for start, limit in zip(starts, limits, strict=True)
    ]


def _stands_alone(lines: list[str], index: int) -> bool:
    return index == 0 or not lines[index - 1].strip()
