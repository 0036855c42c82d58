"""Reads workbooks: each cell that links to something, beside what else its row says."""

import re
from collections import defaultdict
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from citewatch.core.citation import Citation
from citewatch.documents.addresses.targets import Target, joined_links
from citewatch.documents.citations.compose import compose
from citewatch.documents.content.package import Package
from citewatch.documents.content.places import at_part
from citewatch.documents.content.relationships import first_part, named_by, relationships
from citewatch.documents.content.xml import local
from citewatch.documents.kinds.sheets.cells import Cell, cells_of, shared_texts
from citewatch.documents.reader import Reading

_LONGEST_ROW = 600
"""Characters of a row that are kept as the text of a citation in it."""

_NUMBER = re.compile(r"-?[\d.,]+(?:E[+-]?\d+)?%?")


def read_xlsx(content: bytes, name: str) -> Reading:
    """The cells of a workbook that link to something, called by sheet and cell (`Data!B3`).

    A link is a cell's hyperlink, a HYPERLINK formula or an address in the cell's text. Comments,
    charts and text boxes are left out. Raises InputError where the content is no workbook.
    """
    package = Package(content, name, "Excel workbook")
    main = first_part(package, "", "officeDocument")
    if main is None:
        raise package.unreadable("it has no sheets")
    strings = first_part(package, main, "sharedStrings")
    texts = shared_texts(package.xml(strings)) if strings is not None else []
    citations = [
        citation
        for sheet, part in _sheets(package, main)
        for citation in _citations(package, sheet, part, texts, name)
    ]
    return Reading(None, tuple(citations))


def _sheets(package: Package, main: str) -> Iterator[tuple[str, str]]:
    """The names and parts of the sheets, in their order; those of charts have no cells."""
    parts = {one.id: one.target for one in relationships(package, main) if one.kind == "worksheet"}
    for sheet in package.xml(main).iter():
        if local(sheet.tag) == "sheet":
            part = parts.get(named_by(sheet))
            if part is not None and part in package:
                yield sheet.get("name", ""), part


def _citations(
    package: Package, sheet: str, part: str, texts: list[str], name: str
) -> Iterator[Citation]:
    root = package.xml(part)
    targets = _hyperlinks(package, part, root)
    rows: dict[int, list[Cell]] = defaultdict(list)
    for cell in cells_of(root, texts):
        rows[cell.row].append(cell)
    for row in rows.values():
        for cell in row:
            over = targets.get(cell.reference) or cell.formula_target
            covering = [Target(over, 0, len(cell.text))] if over else []
            if links := joined_links(cell.text, covering):
                key = f"{sheet}!{cell.reference}"
                text = _words(row) or links[0]
                yield compose(key, text, links=links, at=at_part(name, "cell", key))


def _hyperlinks(package: Package, part: str, root: ET.Element) -> dict[str, str]:
    """The addresses of cells' hyperlinks, by the first cell that they lie over."""
    external = {one.id: one.target for one in relationships(package, part) if one.is_external}
    found = {}
    for link in root.iter():
        if local(link.tag) == "hyperlink":
            place = link.get("location")
            if target := external.get(named_by(link)):
                first = link.get("ref", "").partition(":")[0]
                found[first] = f"{target}#{place}" if place and "#" not in target else target
    return found


def _words(row: list[Cell]) -> str:
    """What a row says in words: numbers alone name no source."""
    cells = (" ".join(cell.text.split()) for cell in row)
    return " | ".join(one for one in cells if one and not _NUMBER.fullmatch(one))[:_LONGEST_ROW]
