"""The cells of a sheet as text (ECMA-376, part 1, 18.3 and 18.4)."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree as ET

from citewatch.documents.content.xml import local

_REFERENCE = re.compile(r"[A-Z]{1,3}([1-9]\d{0,6})")
_FORMULA = re.compile(r'(?is)\s*=?\s*HYPERLINK\(\s*"((?:[^"]|"")*)"')


class Cell(NamedTuple):
    """A cell that shows something: its name (`B3`), its row, its text, a formula's address."""

    reference: str
    row: int
    text: str
    formula_target: str | None


def shared_texts(root: ET.Element) -> list[str]:
    """The texts that cells name by number."""
    return [_shown(item) for item in root if local(item.tag) == "si"]


def cells_of(root: ET.Element, texts: list[str]) -> Iterator[Cell]:
    """The cells of a sheet in their order; those with nothing in them are left out."""
    for element in root.iter():
        if local(element.tag) == "c" and (known := _REFERENCE.fullmatch(element.get("r", ""))):
            cell = Cell(known[0], int(known[1]), _text(element, texts), _formula(element))
            if cell.text or cell.formula_target:
                yield cell


def _text(cell: ET.Element, texts: list[str]) -> str:
    value = next((one.text or "" for one in cell if local(one.tag) == "v"), "")
    match cell.get("t"):
        case "s":
            known = value.isdecimal() and int(value) < len(texts)
            return texts[int(value)] if known else ""
        case "inlineStr":
            return "".join(_shown(one) for one in cell if local(one.tag) == "is")
        case _:
            return value


def _shown(item: ET.Element) -> str:
    """The text of a string, plain or in runs, without the reading aids of East Asian names."""
    pieces = []
    for child in item:
        if local(child.tag) == "t":
            pieces.append(child.text or "")
        elif local(child.tag) == "r":
            pieces += [one.text or "" for one in child if local(one.tag) == "t"]
    return "".join(pieces)


def _formula(cell: ET.Element) -> str | None:
    formula = next((one.text or "" for one in cell if local(one.tag) == "f"), "")
    found = _FORMULA.match(formula)
    return found[1].replace('""', '"') if found else None
