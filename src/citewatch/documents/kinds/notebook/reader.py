"""Reads Jupyter notebooks: the Markdown of their cells."""

import re
from collections.abc import Iterable, Iterator
from itertools import count

from msgspec.structs import replace

from citewatch.core.citation import Citation
from citewatch.core.display import clean
from citewatch.documents.citations.plain_links import BESIDE, is_beside
from citewatch.documents.citations.reference import named_in
from citewatch.documents.citations.unique_ids import distinct
from citewatch.documents.content.decoding import decode
from citewatch.documents.content.places import at_part
from citewatch.documents.kinds.markdown.reader import read_markdown
from citewatch.documents.kinds.notebook.cells import BadNotebook, Cell, notebook
from citewatch.documents.reader import Reading, gathered
from citewatch.errors import InputError

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def read_notebook(content: bytes, name: str) -> Reading:
    """The notes of a notebook's Markdown and its other links, each cell read by itself.

    Jupyter draws cells one by one, so that a note and its mark stand in the same one. Raises
    InputError where the content is no notebook.
    """
    try:
        found = notebook(decode(content, name))
    except BadNotebook as error:
        raise InputError([f"{clean(name)}: {error}"]) from error
    title, remarks = found.title, list[str]()
    cited: list[Citation] = []
    for cell in found.cells:
        if cell.markdown and cell.text.strip():
            reading = gathered(read_markdown(_plain(cell.text), name))
            title = title or reading.title
            remarks += (f"Cell {cell.number}: {remark}" for remark in reading.remarks)
            cited += _numbered(reading.citations, cell, name)
    citations, again = distinct(_one_an_address(cited))
    return Reading(title, citations, (*remarks, *again, *_left_out(found.cells)))


def _plain(text: str) -> bytes:
    """A cell as a text file: what no text file holds is blank."""
    return _CONTROL.sub(" ", text.replace("\r\n", "\n")).encode()


def _numbered(citations: Iterable[Citation], cell: Cell, name: str) -> Iterator[Citation]:
    """The citations of a cell, its links in running text called so even if it has no notes."""
    at = at_part(name, "cell", cell.number)
    for one in citations:
        counted = one.id.isdecimal() and not _stands(one.id, cell.text)
        yield replace(one, at=at, id=f"{BESIDE}0" if counted else one.id)


def _stands(number: str, text: str) -> bool:
    """Whether a number that a citation has is the document's own, or was only counted."""
    return bool(re.search(rf"\[\^?{number}\]|(?m:^\W{{0,9}}{number}[.)\s])|>{number}<", text))


def _one_an_address(citations: list[Citation]) -> Iterator[Citation]:
    """The notes, and behind them each other address once, over all cells."""
    notes = [one for one in citations if not is_beside(one)]
    yield from notes
    noted = {link for one in notes for link in one.links}
    beside: dict[tuple[str, ...], Citation] = {}
    for one in citations:
        if is_beside(one) and not noted.issuperset(one.links):
            first = beside.setdefault(one.links, one)
            if first is not one:
                said = dict.fromkeys((*first.supports, *one.supports))
                beside[one.links] = replace(first, supports=tuple(said))
    prefix = BESIDE if notes else ""
    for number, one in zip(count(1), beside.values(), strict=False):
        yield replace(one, id=f"{prefix}{number}")


def _left_out(cells: Iterable[Cell]) -> Iterator[str]:
    number = sum(
        named_in(_strings(cell.beside)) + (0 if cell.markdown else named_in([cell.text]))
        for cell in cells
    )
    if number:
        these = "1 address" if number == 1 else f"{number:,} addresses"
        yield f"Left out: {these} in code, its outputs and raw cells, which are not read."


def _strings(value: object) -> Iterator[str]:
    waiting = [value]
    while waiting:
        held = waiting.pop()
        if isinstance(held, str):
            yield held
        elif isinstance(held, list | dict):
            waiting += held.values() if isinstance(held, dict) else held
