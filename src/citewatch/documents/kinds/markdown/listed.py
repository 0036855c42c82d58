"""Lists of sources below a heading that says so: each item is a citation, linked or not."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from citewatch.core.citation import Citation, Place
from citewatch.documents.citations.compose import compose
from citewatch.documents.citations.reference_entries import LISTED, LONGEST, speaks_of_source
from citewatch.documents.citations.reference_headings import heads_sources, may_head_others
from citewatch.documents.kinds.markdown.blocks import Block

_KEY = re.compile(r"\s*\[([A-Za-z0-9][\w:.+'&/ -]{0,38})\][.:]?\s+")


def listed_sources(blocks: Sequence[Block], name: str) -> Iterator[tuple[Citation, set[int]]]:
    """The references of a document, each with the blocks that it is made of."""
    count = 0
    for section in _sections(blocks):
        items = [list(item) for _, item in groupby(section, key=lambda one: _item(blocks, one))]
        heading = blocks[section[0] - 1].text if section else ""
        if not _are_sources(blocks, items, strictly=may_head_others(heading)):
            continue
        for item in items:
            count += 1
            yield _reference([blocks[index] for index in item], count, name), set(item)


def _sections(blocks: Sequence[Block]) -> Iterator[list[int]]:
    """The blocks below each heading that says so, up to the next one of its level or above."""
    position = 0
    while position < len(blocks):
        heading = blocks[position]
        position += 1
        if not heading.level or not heads_sources(heading.text):
            continue
        section = []
        while position < len(blocks) and not 0 < blocks[position].level <= heading.level:
            section.append(position)
            position += 1
        if section:
            yield section


def _item(blocks: Sequence[Block], index: int) -> tuple[int, int]:
    """What tells the items apart: the list's own, else each block is one."""
    block = blocks[index]
    return (block.item, 0) if block.item else (0, index)


def _are_sources(blocks: Sequence[Block], items: list[list[int]], *, strictly: bool) -> bool:
    """Whether each item names a source: by a link, and unless `strictly` by a year."""
    named = [_names_source([blocks[index] for index in item], strictly=strictly) for item in items]
    return all(named) if strictly else sum(named) * 2 > len(named)


def _names_source(item: Sequence[Block], *, strictly: bool) -> bool:
    text = " ".join(block.text for block in item)
    if len(text) > LONGEST or any(block.level for block in item):
        return False
    return any(block.links() for block in item) or (not strictly and speaks_of_source(text))


def _reference(item: Sequence[Block], count: int, name: str) -> Citation:
    text = " ".join(" ".join(block.text.split()) for block in item)
    key = _KEY.match(text)
    keyed = key is not None and not key[1].isdecimal()
    return compose(
        key[1] if key is not None and keyed else f"{LISTED}{count}",
        text[key.end() :] if key is not None else text,
        links=[target.url for block in item for target in block.links()],
        at=Place(name, item[0].line, 1),
    )
