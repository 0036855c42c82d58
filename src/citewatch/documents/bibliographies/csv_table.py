"""Reads tables with a header (CSV, TSV): one citation a row, its links in whatever column."""

import csv
import re
from collections.abc import Sequence

from citewatch.core.citation import Citation, Place
from citewatch.core.display import clean
from citewatch.documents.bibliographies.reference import addresses_in_field, day
from citewatch.documents.parts.access_dates import access_date
from citewatch.documents.parts.decoding import decode
from citewatch.documents.parts.targets import joined_links
from citewatch.documents.parts.unique_ids import distinct
from citewatch.documents.reader import Reading
from citewatch.errors import InputError

_IDS = frozenset({"id", "key", "number", "no", "nr", "ref", "citekey", "citation key", "footnote"})
_TEXTS = ("citation", "reference", "text", "title", "name", "description", "source")
_SEEN = frozenset(
    {"accessed", "access date", "retrieved", "urldate", "date accessed", "last accessed"}
)
_PUBLISHED = frozenset({"published", "publication date", "date", "year", "publication year"})
_MARKDOWN = re.compile(
    r"\[[^\[\]]*\]\(\s*<?((?:https?|ftp)://(?:[^\s()<>]|\([^\s()<>]*\))+)>?[^()]*\)"
)
_DELIMITERS = ",;\t|"


def read_csv(content: bytes, name: str) -> Reading:
    """The rows of a table whose first row names its columns.

    A row is called by its cell in a column such as `id` or `key`, else by its number, the header
    being row 1 (`row2`).
    """
    text = decode(content, name)
    rows = csv.reader(text.splitlines(keepends=True), delimiter=_delimiter(text))
    try:
        numbered = [(rows.line_num, row) for row in rows if any(map(str.strip, row))]
    except csv.Error as error:
        raise InputError([f"{clean(name)}: is no readable table: {error}"]) from error
    if not numbered or len(numbered[0][1]) == 1 == len(numbered):
        raise InputError([f"{clean(name)}: is no table with a header and rows"])
    header = [column.strip().lower().replace("_", " ") for column in numbered[0][1]]
    ends = [line for line, _ in numbered]
    citations, remarks = distinct(
        _citation(header, row, number, Place(name, ends[number - 2] + 1))
        for number, (_, row) in enumerate(numbered[1:], 2)
    )
    return Reading(None, citations, remarks)


def _delimiter(text: str) -> str:
    """The character that divides the header most often."""
    header = next((line for line in text.split("\n") if line.strip()), "")
    return max(_DELIMITERS, key=header.count)


def _citation(header: Sequence[str], row: Sequence[str], number: int, at: Place) -> Citation:
    cells = {column: cell.strip() for column, cell in zip(header, row, strict=False)}
    named = [cells[column] for column in header if column in _IDS and cells.get(column)]
    seen = next((cells[column] for column in header if column in _SEEN and cells.get(column)), "")
    published = [cells[column] for column in header if column in _PUBLISHED and cells.get(column)]
    found = [link for cell in row for link in _links(cell)]
    # A DOI beside an address names the same source again.
    links = [link for link in found if not link.startswith("10.")] or found
    return Citation(
        id=named[0] if named else f"row{number}",
        text=_text(cells, row),
        links=tuple(dict.fromkeys(links)),
        accessed=day(seen) or access_date(f"accessed {seen}") or access_date(" ".join(row)),
        published=published[0] if published else None,
        at=at,
    )


def _text(cells: dict[str, str], row: Sequence[str]) -> str:
    """The cell that names the source, or all that the row says in words."""
    for column in _TEXTS:
        if (words := cells.get(column, "")) and not addresses_in_field(words):
            return " ".join(words.split())
    return " ".join(" ".join(cell for cell in row if not addresses_in_field(cell)).split())


def _links(cell: str) -> list[str]:
    found = addresses_in_field(cell)
    if len(found) == len(cell.split()):
        return found
    return list(joined_links(_MARKDOWN.sub(r" \1 ", cell), ()))
