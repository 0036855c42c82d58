"""Reads a stretch of Word's XML as text, with its links and note marks where they stand."""

from collections.abc import Callable, Mapping
from xml.etree import ElementTree as ET

from msgspec import Struct, field

from citewatch.documents.addresses.targets import Target
from citewatch.documents.content.xml import attribute, local
from citewatch.documents.kinds.word.fields import hyperlink_target, with_place


class Mark(Struct, frozen=True):
    """A mark in the body: `kind` is footnote or endnote, `note` the note's internal id.

    `sign` is the author's own mark ("*") instead of a number; `section` counts from 0.
    """

    kind: str
    note: str
    at: int
    section: int
    sign: str | None


class Story(Struct):
    """Text with paragraphs ending in newlines, and what stands in it, by index into the text."""

    text: str = ""
    targets: list[Target] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    sections: list[ET.Element] = field(default_factory=list)


class _Field(Struct):
    start: int
    code: str = ""
    shows_result: bool = False


# Deleted and moved-away text is not in the document; a Fallback repeats its Choice.
_SKIPPED = frozenset(
    {"del", "moveFrom", "Fallback", "rPr", "pPr", "sdtPr", "delText", "tblPr", "trPr"}
)
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
_ON = frozenset({"1", "true", "on"})
_PARAGRAPHS = frozenset({"p", "tbl", "txbxContent"})


def read_story(element: ET.Element, relations: Mapping[str, str]) -> Story:
    """The story below `element`; `relations` gives the targets of external relationship ids."""
    return _StoryReader(relations).read(element)


class _StoryReader:
    def __init__(self, relations: Mapping[str, str]) -> None:
        self._relations = relations
        self._story = Story()
        self._pieces: list[str] = []
        self._length = 0
        self._fields: list[_Field] = []
        self._own: dict[str, Callable[[ET.Element], None]] = {
            "t": self._text,
            "instrText": self._code,
            "fldChar": self._field_edge,
            "fldSimple": self._simple_field,
            "hyperlink": self._hyperlink,
            "footnoteReference": self._mark,
            "endnoteReference": self._mark,
            "sectPr": self._story.sections.append,
            "r": self._run,
        }

    def read(self, element: ET.Element) -> Story:
        self._children(element)
        self._story.text = "".join(self._pieces)
        return self._story

    def _walk(self, element: ET.Element) -> None:
        name = local(element.tag)
        if name in _SKIPPED:
            return
        if name in self._own:
            self._own[name](element)
            return
        self._write(_CHARACTERS.get(name, ""))
        self._children(element)
        if name in _PARAGRAPHS:
            self._write("\n")
            self._story.sections += _ended_sections(element)

    def _children(self, element: ET.Element) -> None:
        for child in element:
            self._walk(child)

    def _write(self, text: str) -> None:
        if text and all(opened.shows_result for opened in self._fields):
            self._pieces.append(text)
            self._length += len(text)

    def _text(self, element: ET.Element) -> None:
        self._write(element.text or "")

    def _run(self, run: ET.Element) -> None:
        custom = any(attribute(child, "customMarkFollows") in _ON for child in run)
        if not custom:
            self._children(run)
            return
        sign = "".join(child.text or "" for child in run if local(child.tag) == "t").strip()
        for child in run:
            if local(child.tag) in _NOTES:
                self._mark(child, sign or "*")

    def _mark(self, element: ET.Element, sign: str | None = None) -> None:
        kind = _NOTES[local(element.tag)]
        note, section = attribute(element, "id") or "", len(self._story.sections)
        self._story.marks.append(Mark(kind, note, self._length, section, sign))

    def _code(self, element: ET.Element) -> None:
        if self._fields:
            self._fields[-1].code += element.text or ""

    def _field_edge(self, element: ET.Element) -> None:
        edge = attribute(element, "fldCharType")
        if edge == "begin":
            self._fields.append(_Field(self._length))
        elif edge == "separate" and self._fields:
            self._fields[-1].shows_result = True
        elif edge == "end" and self._fields:
            ended = self._fields.pop()
            self._link(hyperlink_target(ended.code), ended.start)

    def _simple_field(self, element: ET.Element) -> None:
        start = self._length
        self._children(element)
        self._link(hyperlink_target(attribute(element, "instr") or ""), start)

    def _hyperlink(self, element: ET.Element) -> None:
        start = self._length
        self._children(element)
        target = self._relations.get(attribute(element, "id") or "")
        self._link(target and with_place(target, attribute(element, "anchor")), start)

    def _link(self, target: str | None, start: int) -> None:
        if target:
            self._story.targets.append(Target(target, start, self._length))


def _ended_sections(paragraph: ET.Element) -> list[ET.Element]:
    """The properties of the section that ends with this paragraph."""
    properties = (child for child in paragraph if local(child.tag) == "pPr")
    return [item for held in properties for item in held if local(item.tag) == "sectPr"]
