"""Repairs Jupyter notebooks: within the strings of their Markdown, and nowhere else."""

import json
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from citewatch.core.repair.plan import Repair
from citewatch.documents.editing.edits import Edit, Plan, Repaired
from citewatch.documents.editing.whole_links import Span
from citewatch.documents.editing.whole_text import text_editor
from citewatch.documents.kinds.markdown.editor import repair_markdown
from citewatch.documents.kinds.notebook.cells import BadNotebook, Cell, characters, notebook

_WORD = re.compile(r"[A-Za-z0-9]+")


def repair_notebook(content: bytes, repairs: Sequence[Repair]) -> Repaired:
    """The notebook after its repairs; every byte outside the edited words stays."""
    return text_editor(_planned)(content, repairs)


def _planned(text: str, repairs: Sequence[Repair]) -> Plan:
    try:
        cells = notebook(text).cells
    except BadNotebook:
        return Plan((), tuple(repairs))
    edits: list[Edit] = []
    placed: set[str] = set()
    for cell in cells:
        said = cell.text.casefold() if cell.markdown else ""
        meant = [one for one in repairs if _key(one.link) in said] if said else []
        if meant:
            plan = repair_markdown(cell.text, meant)
            edits += _in_file(text, cell, plan.edits)
            placed |= {one.link for one in meant if one not in plan.unplaced}
    return Plan(tuple(edits), tuple(one for one in repairs if one.link not in placed))


def _key(link: str) -> str:
    """The longest word of an address: no markup spells it otherwise."""
    return max(_WORD.findall(link), key=len, default=link).casefold()


def _in_file(text: str, cell: Cell, edits: Sequence[Edit]) -> Iterator[Edit]:
    """The edits of a cell's text as edits of the strings that it is written in."""
    places = list(characters(text, cell.strings))
    if len(places) != len(cell.text):
        return
    for edit in edits:
        new = _as_written(edit.new, text)
        if edit.start == edit.end:
            at = _between(places, edit.start, cell)
            yield Edit(at, at, new)
            continue
        for stretch in _stretches(places[edit.start : edit.end]):
            yield Edit(stretch.start, stretch.end, new)
            new = ""


def _between(places: list[Span], index: int, cell: Cell) -> int:
    """Where what goes in front of a character is written: in its line, not behind the one above."""
    if index and cell.text[index - 1] != "\n":
        return places[index - 1].end
    return places[index].start if index < len(places) else places[-1].end


def _stretches(places: list[Span]) -> Iterator[Span]:
    """What stands side by side in the file, as one."""
    start = places[0].start
    for one, following in pairwise(places):
        if one.end != following.start:
            yield Span(start, one.end)
            start = following.start
    yield Span(start, places[-1].end)


def _as_written(new: str, text: str) -> str:
    """`new` in a JSON string of this file: beyond ASCII, escaped where the file escapes."""
    return json.dumps(new, ensure_ascii=text.isascii())[1:-1]
