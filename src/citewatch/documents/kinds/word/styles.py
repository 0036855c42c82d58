"""What Word says of paragraphs apart from them: headings, and the numbers of lists.

ECMA-376, part 1, 17.7 (styles) and 17.9 (numbering).
"""

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from msgspec import Struct
from msgspec.structs import replace

from citewatch.documents.content.xml import attribute, local

_HEADING = re.compile(r"(?i)heading\s*([1-9])")
_REFERENCES = re.compile(
    r"(?i)bibliography|endnote bibliography|literaturverzeichnis|citavi bibliography entry"
)
"""Styles that Word, Zotero, EndNote and Citavi give to the items of a list of references."""

_MOST_STEPS = 20
"""Styles that rest on each other; Word itself allows eleven."""


class Made(Struct, frozen=True):
    """How a paragraph is made: its style, its level as a heading (from 1), the list it is in."""

    style: str = ""
    level: int = 0
    list: str = ""
    step: int = 0
    listed: bool = False


class Styles:
    """The styles and lists of one document; counts the items of its lists."""

    def __init__(
        self, styles: ET.Element | None = None, numbering: ET.Element | None = None
    ) -> None:
        self._styles = dict(_styles(styles)) if styles is not None else {}
        self._lists = dict(_lists(numbering)) if numbering is not None else {}
        self._counts: dict[str, int] = {}

    def resolved(self, made: Made) -> Made:
        """What a paragraph is, with what its style says where it does not say so itself."""
        style = made.style
        if style not in self._styles and (heading := _HEADING.fullmatch(style)):
            return replace(made, level=made.level or int(heading[1]))
        for _ in range(_MOST_STEPS):
            if style not in self._styles:
                break
            based_on, said = self._styles[style]
            made = replace(
                made,
                level=made.level or said.level,
                list=made.list or said.list,
                listed=made.listed or said.listed,
            )
            style = based_on
        return made

    def label(self, made: Made) -> str:
        """The number that Word prints in front of the next paragraph that is made so."""
        known = self._lists.get(made.list)
        if known is None or made.step:
            return ""
        name, start = known
        self._counts[name] = self._counts.get(name, start - 1) + 1
        return str(self._counts[name])


def made_more(made: Made, name: str, value: str) -> Made:
    """How a paragraph is made after one more of its properties: `w:name w:val="value"`."""
    match name:
        case "pStyle":
            return replace(made, style=value)
        case "outlineLvl":
            return replace(made, level=_level(value))
        case "numId":
            return replace(made, list=value)
        case "ilvl":
            return replace(made, step=int(value) if value.isdecimal() else 0)
        case _:
            return made


def _styles(root: ET.Element) -> Iterator[tuple[str, tuple[str, Made]]]:
    for style in root:
        if local(style.tag) != "style" or attribute(style, "type") not in {None, "paragraph"}:
            continue
        name = _value(style, "name")
        heading = _HEADING.fullmatch(name)
        outline = _value(style, "outlineLvl")
        level = int(heading[1]) if heading else _level(outline)
        numbered = _value(style, "numId")
        listed = _REFERENCES.fullmatch(name) is not None
        made = Made(name, level, numbered, listed=listed)
        yield attribute(style, "styleId") or "", (_value(style, "basedOn"), made)


def _level(outline: str) -> int:
    """The level of a heading: Word counts from 0, and 9 is none."""
    return int(outline) + 1 if outline.isdecimal() and int(outline) < 9 else 0


def _value(element: ET.Element, name: str) -> str:
    for child in element.iter():
        if local(child.tag) == name:
            return attribute(child, "val") or ""
    return ""


def _lists(root: ET.Element) -> Iterator[tuple[str, tuple[str, int]]]:
    """The lists whose first level counts 1, 2, 3: their ids, what they share, and the start."""
    starts: dict[str, int] = {}
    for element in root:
        if local(element.tag) == "abstractNum":
            first = next((one for one in element if local(one.tag) == "lvl"), None)
            if first is not None and _value(first, "numFmt") == "decimal":
                start = _value(first, "start")
                starts[attribute(element, "abstractNumId") or ""] = (
                    int(start) if start.isdecimal() else 1
                )
    for element in root:
        if local(element.tag) == "num":
            shared, own = _value(element, "abstractNumId"), attribute(element, "numId") or ""
            again = _value(element, "startOverride")
            if shared in starts:
                yield own, ((own, int(again)) if again.isdecimal() else (shared, starts[shared]))
