"""Reads tables with a header (CSV, TSV): one citation a row, its links in whatever column."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import islice
from typing import NamedTuple

from citewatch.core.citation import Citation, Place
from citewatch.core.display import clean
from citewatch.documents.addresses.targets import joined_links
from citewatch.documents.citations.access_dates import access_date
from citewatch.documents.citations.reference import (
    addresses_in_field,
    day,
    left_out,
    named_in,
)
from citewatch.documents.citations.unique_ids import Distinct
from citewatch.documents.content.decoding import decode
from citewatch.documents.reader import Ending, Flow, Reading, gathered
from citewatch.errors import InputError

_IDS = frozenset({"id", "key", "number", "no", "nr", "ref", "citekey", "citation key", "footnote"})
_TEXTS = ("citation", "reference", "text", "title", "name", "description", "source")
_SEEN = frozenset(
    {"accessed", "access date", "retrieved", "urldate", "date accessed", "last accessed"}
)
_PUBLISHED = ("published", "publication date", "date", "year", "publication year")
"""The day first: Zotero and Scopus give the year in a column of its own."""

_TALK = frozenset(
    {"abstract", "abstract note", "keywords", "author keywords", "index keywords", "manual tags"}
    | {"automatic tags", "rights", "license", "file attachments", "affiliations"}
)
"""What speaks of a source: an address there is not where it can be read."""

_EXPORTED = frozenset({"item type", "abstract", "abstract note"})
_EXPORTED_TALK = frozenset(
    {"notes", "note", "extra", "tags", "references", "cited references", "funding text"}
)
"""Talk as well in what a reference manager or a database exports; in a table that people keep,
sources stand there, too."""

_MARKDOWN = re.compile(
    r"\[[^\[\]]*\]\(\s*<?((?:https?|ftp)://(?:[^\s()<>]|\([^\s()<>]*\))+)>?[^()]*\)"
)
_MAY_LINK = re.compile(r"(?i)://|www|10\.|doi|https?\s*:|h\s+t")
"""What stands in every cell with an address: most cells are passed over at once."""

_DELIMITERS = ",;\t|"


def read_csv(content: bytes, name: str) -> Reading:
    """The rows of a table whose first row names its columns.

    A row is called by its cell in a column such as `id` or `key`, else by its number, the header
    being row 1 (`row2`).
    """
    return gathered(flow_csv(content, name))


def flow_csv(content: bytes, name: str) -> Flow:
    """The same, row by row."""
    text = decode(content, name)
    del content
    rows = _rows(text, name)
    header = [column.strip().lower().replace("_", " ") for column in next(rows, _NO_ROW).cells]
    talk = _TALK | _EXPORTED_TALK if _EXPORTED.intersection(header) else _TALK
    passed_over = 0
    # The table is gone through once for the ids: the first to have one keeps it.
    ids = Distinct(_id(_cells(header, row), number) for number, row in enumerate(rows, 2))
    if not header or (len(header) == 1 and not ids):
        raise InputError([f"{clean(name)}: is no table with a header and rows"])
    for number, row in enumerate(islice(_rows(text, name), 1, None), 2):
        passed_over += named_in(_talk(header, row, talk))
        yield ids.named(_citation(header, _without(header, row, talk), number, name))
    return Ending(None, (*ids.remarks(), *left_out(passed_over)))


class _Row(NamedTuple):
    line: int
    cells: list[str]


_NO_ROW = _Row(1, [])


def _rows(text: str, name: str) -> Iterator[_Row]:
    """The rows in which something stands, each with the line that it begins in at the earliest."""
    rows, line = csv.reader(_lines(text), delimiter=_delimiter(text)), 1
    try:
        for cells in rows:
            if any(map(str.strip, cells)):
                yield _Row(line, cells)
                line = rows.line_num + 1
    except csv.Error as error:
        raise InputError([f"{clean(name)}: is no readable table: {error}"]) from error


def _lines(text: str) -> Iterator[str]:
    start = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        yield text[start:end]
        start = end


def _delimiter(text: str) -> str:
    """The character that divides the header most often."""
    header = next((line for line in _lines(text) if line.strip()), "")
    return max(_DELIMITERS, key=header.count)


def _cells(header: Sequence[str], row: _Row) -> dict[str, str]:
    return {column: cell.strip() for column, cell in zip(header, row.cells, strict=False)}


def _talk(header: Sequence[str], row: _Row, talk: Set[str]) -> Iterator[str]:
    return (cell for column, cell in zip(header, row.cells, strict=False) if column in talk)


def _without(header: Sequence[str], row: _Row, talk: Set[str]) -> _Row:
    """The row, its cells in those columns emptied."""
    emptied = {place for place, column in enumerate(header) if column in talk}
    if not emptied:
        return row
    cells = ["" if place in emptied else cell for place, cell in enumerate(row.cells)]
    return row._replace(cells=cells)


def _id(cells: Mapping[str, str], number: int) -> str:
    named = (cell for column, cell in cells.items() if column in _IDS and cell)
    return next(named, f"row{number}")


def _citation(header: Sequence[str], row: _Row, number: int, name: str) -> Citation:
    cells = _cells(header, row)
    seen = next((cells[column] for column in header if column in _SEEN and cells.get(column)), "")
    published = next(filter(None, (cells.get(column) for column in _PUBLISHED)), None)
    found = [link for cell in row.cells for link in _links(cell)]
    # A DOI beside an address names the same source again.
    links = [link for link in found if not link.startswith("10.")] or found
    return Citation(
        id=_id(cells, number),
        text=_text(cells, row.cells),
        links=tuple(dict.fromkeys(links)),
        accessed=day(seen) or access_date(f"accessed {seen}") or access_date(" ".join(row.cells)),
        published=published,
        at=Place(name, row.line),
    )


def _text(cells: dict[str, str], row: Sequence[str]) -> str:
    """The cell that names the source, or all that the row says in words."""
    for column in _TEXTS:
        if (words := cells.get(column, "")) and not addresses_in_field(words):
            return " ".join(words.split())
    return " ".join(" ".join(cell for cell in row if not addresses_in_field(cell)).split())


def _links(cell: str) -> list[str]:
    if not _MAY_LINK.search(cell):
        return []
    found = addresses_in_field(cell)
    if len(found) == len(cell.split()):
        return found
    return list(joined_links(_MARKDOWN.sub(r" \1 ", cell), ()))
