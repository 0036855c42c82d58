"""Reads a part of a Word file as text, with its links and note marks where they stand.

Deleted and moved-away text is not in the document; a Fallback repeats its Choice (ECMA-376, part 1,
17; part 3, 10). What a text box holds follows the paragraph that it is anchored in.
"""

from collections.abc import Callable, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from citewatch.documents.content.xml_events import (
    Characters,
    Closed,
    Opened,
    characters_of,
    events,
    value_in,
)
from citewatch.documents.editing.whole_links import Span
from citewatch.documents.kinds.word.fields import (
    hyperlink,
    lists_references,
    manager_of,
    with_place,
)
from citewatch.documents.kinds.word.styles import Made, Styles, made_more
from citewatch.documents.stories.story import Link, Managed, Mark, Paragraph, Sheet, Story

Section = Mapping[str, Mapping[str, str]]
"""How a section numbers its notes: the values in `footnotePr` and `endnotePr` by their names."""

_SKIPPED = frozenset(
    {"del", "moveFrom", "delText", "delInstrText", "tblPr", "trPr", "tcPr", "tblGrid"}
    | {"pPrChange", "rPrChange", "sectPrChange", "numberingChange", "binData", "rubyPr"}
)
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
_STORIES = frozenset({"footnote", "endnote", "comment"})
_TEXTS = frozenset({"t", "instrText"})
_SILENT = frozenset({"pPr", "rPr", "sdtPr", "sectPr"})
_ON = frozenset({"1", "true", "on"})
_NOTE_TYPES = (None, "normal")
"""Others are the lines that separate notes from the text."""

_CONTROLLED_LISTS = ("Bibliographies", "CitaviBibliography", "MENDELEY_BIBLIOGRAPHY")
"""What content controls are called that hold a list of references."""

_MANAGED_CONTROLS = {"MENDELEY_CITATION": "Mendeley", "CitaviPlaceholder": "Citavi"}


class Part(Struct):
    """What a part of a Word file holds: its text, or the notes by their ids."""

    body: Story
    notes: dict[str, Story]
    sections: list[Section]


class _Field(Struct):
    """A field that is open: where it begins, its code so far, whether its result is shown."""

    at: Span
    start: int
    code: list[Characters] = field(default_factory=list)
    shows_result: bool = False

    @property
    def text(self) -> str:
        return "".join(one.text for one in self.code)


class _Control(Struct):
    """A content control that is open: where it begins, and what it is called."""

    start: int
    name: str = ""


class _Paragraph(Struct):
    """A paragraph that is open."""

    made: Made = Made()
    look: Span | None = None
    section: dict[str, dict[str, str]] | None = None
    listed: bool = False


def read_part(
    xml: bytes, relations: Mapping[str, str], styles: Styles, *, fallback: bool = False
) -> Part:
    """The stories of a part; `relations` gives the targets of external relationship ids.

    Raises BadXml. A field that never ends is none: what follows it is text all the same. What
    newer programs draw is read, or with `fallback` what others show in its place.
    """
    skipped = _SKIPPED | {"Choice" if fallback else "Fallback"}
    reader = _Reader(xml, relations, styles, skipped, frozenset())
    part = reader.read()
    if unended := reader.unended():
        return _Reader(xml, relations, styles, skipped, unended).read()
    return part


class _Reader:
    def __init__(
        self,
        xml: bytes,
        relations: Mapping[str, str],
        styles: Styles,
        left_out: frozenset[str],
        ignored: frozenset[int],
    ) -> None:
        self._xml, self._relations, self._styles = xml, relations, styles
        self._left_out = left_out
        self._ignored = ignored
        self._sheets = [Sheet()]
        self._aside: list[Sheet] = []
        self._notes: dict[str, Story] = {}
        self._sections: list[Section] = []
        self._names: list[str] = []
        self._skipped = self._silent = 0
        self._paragraphs: list[_Paragraph] = []
        self._fields: list[_Field] = []
        self._controls: list[_Control] = []
        self._links: list[tuple[Opened, int]] = []
        self._waiting: list[Link] = []
        self._look: Span | None = None
        self._note: tuple[str | None, str | None] = (None, None)
        self._custom: Mark | None = None
        self._text = ""
        self._section: dict[str, dict[str, str]] | None = None
        self._opened: dict[str, Callable[[Opened], None]] = {
            "p": self._paragraph_begins,
            "hyperlink": self._link_begins,
            "fldSimple": self._link_begins,
            "fldChar": self._field_edge,
            "footnoteReference": self._mark,
            "endnoteReference": self._mark,
            "hlinkClick": self._picture_link,
            "txbxContent": self._box_begins,
            "sdt": self._control_begins,
            "sectPr": self._section_begins,
            "footnote": self._note_begins,
            "endnote": self._note_begins,
            "comment": self._note_begins,
        }
        self._closed: dict[str, Callable[[Closed], None]] = {
            "p": self._paragraph_ends,
            "r": self._run_ends,
            "rPr": self._properties_end,
            "hyperlink": self._link_ends,
            "fldSimple": self._link_ends,
            "txbxContent": self._box_ends,
            "sdt": self._control_ends,
            "sectPr": self._section_ends,
            "footnote": self._note_ends,
            "endnote": self._note_ends,
            "comment": self._note_ends,
        }

    def read(self) -> Part:
        for event in events(self._xml):
            if isinstance(event, Opened):
                self._open(event)
            elif isinstance(event, Closed):
                self._close(event)
            elif self._names and self._names[-1] in _TEXTS and not self._skipped:
                self._characters(event)
        return Part(self._sheets[0].story(), self._notes, self._sections)

    def unended(self) -> frozenset[int]:
        """Where the fields begin that do not end."""
        return frozenset(one.at.start for one in self._fields)

    @property
    def _sheet(self) -> Sheet:
        return self._sheets[-1]

    @property
    def _visible(self) -> bool:
        return all(opened.shows_result for opened in self._fields)

    def _open(self, tag: Opened) -> None:
        self._names.append(tag.name)
        if self._skipped or tag.name in self._left_out:
            self._skipped += 1
        elif self._silent or tag.name in _SILENT:
            self._silent += 1
            self._property(tag)
        elif tag.name in self._opened:
            self._opened[tag.name](tag)
        elif tag.name in _SIGNS and self._visible:
            self._sheet.write(_SIGNS[tag.name], tag.at)

    def _close(self, tag: Closed) -> None:
        self._names.pop()
        if self._skipped:
            self._skipped -= 1
            return
        if self._silent:
            self._silent -= 1
            if tag.name not in {"sectPr", "rPr"} or self._silent > 1:
                return
        if tag.name in self._closed:
            self._closed[tag.name](tag)

    def _characters(self, event: Characters) -> None:
        if self._names[-1] == "instrText":
            if self._fields and not self._fields[-1].shows_result:
                self._fields[-1].code.append(event)
        elif self._custom is not None:
            self._custom = replace(self._custom, sign=(self._custom.sign or "") + event.text)
        elif self._visible:
            self._sheet.write(event.text, event.at)

    # What is said of paragraphs, runs, sections and content controls.

    def _property(self, tag: Opened) -> None:
        value = tag.values.get("val", "")
        match tag.name:
            case "rPr":
                self._look = tag.at
            case "sectPr":
                self._section_begins(tag)
            case "footnotePr" | "endnotePr" if self._section is not None:
                self._section.setdefault(tag.name, {})
            case "tag" | "docPartGallery" if self._controls:
                self._controls[-1].name = self._controls[-1].name or value
            case _ if self._section is not None:
                if (under := self._names[-2]) in self._section:
                    self._section[under][tag.name] = value
            case _ if self._paragraphs:
                self._paragraphs[-1].made = made_more(self._paragraphs[-1].made, tag.name, value)
            case _:
                pass

    def _properties_end(self, tag: Closed) -> None:
        """How the text outside links looks: what is added is to look the same."""
        if self._look is None or self._links or self._names[-1:] != ["r"] or not self._paragraphs:
            return
        look = Span(self._look.start, tag.at.end)
        written = self._xml[look.start : look.end]
        if b"vertAlign" not in written and b"rStyle" not in written:
            self._paragraphs[-1].look = look

    def _section_begins(self, _: Opened) -> None:
        self._section = {}

    def _section_ends(self, _: Closed) -> None:
        if self._paragraphs:
            self._paragraphs[-1].section = self._section
        elif self._section is not None:
            self._sections.append(self._section)
        self._section = None

    def _control_begins(self, _: Opened) -> None:
        self._controls.append(_Control(self._sheet.length))

    def _control_ends(self, _: Closed) -> None:
        ended = self._controls.pop()
        for name, manager in _MANAGED_CONTROLS.items():
            if ended.name.startswith(name):
                self._sheet.keep(Managed(manager, ended.start, self._sheet.length))

    # Paragraphs, and what stands apart from them.

    def _paragraph_begins(self, _: Opened) -> None:
        self._paragraphs.append(_Paragraph(listed=self._in_list()))

    def _paragraph_ends(self, tag: Closed) -> None:
        ended = self._paragraphs.pop()
        made = self._styles.resolved(ended.made)
        self._sheet.end_paragraph(
            Paragraph(
                behind=tag.at.start,
                level=made.level,
                label=self._styles.label(made),
                listed=ended.listed or made.listed or self._in_list(),
                look=ended.look,
            )
        )
        if ended.section is not None:
            self._sections.append(ended.section)
        if not self._paragraphs:
            for sheet in self._aside:
                self._sheet.absorb(sheet)
            self._aside = []

    def _in_list(self) -> bool:
        if any(one.name.startswith(_CONTROLLED_LISTS) for one in self._controls):
            return True
        return any(one.shows_result and lists_references(one.text) for one in self._fields)

    def _box_begins(self, _: Opened) -> None:
        self._sheets.append(Sheet())

    def _box_ends(self, _: Closed) -> None:
        self._aside.append(self._sheets.pop())

    def _note_begins(self, tag: Opened) -> None:
        self._note = tag.values.get("id"), tag.values.get("type")
        self._sheets.append(Sheet())

    def _note_ends(self, _: Closed) -> None:
        story, (note, made) = self._sheets.pop().story(), self._note
        if made in _NOTE_TYPES:
            self._notes[note or ""] = story

    # Links and marks.

    def _link_begins(self, tag: Opened) -> None:
        self._links.append((tag, self._sheet.length))

    def _link_ends(self, closed: Closed) -> None:
        tag, start = self._links.pop()
        if tag.name == "fldSimple":
            value = value_in(self._xml, tag.at, "instr")
            code = () if value is None else tuple(characters_of(self._xml, value.value))
            self._field_ends(code, start, tag.at, closed.at.end)
            return
        relation = tag.values.get("id", "")
        if (target := self._relations.get(relation)) and self._visible:
            url = with_place(target, tag.values.get("anchor"))
            end, behind = self._sheet.length, closed.at.end
            self._sheet.link(
                Link(url=url, start=start, end=end, tag=tag.at, behind=behind, relation=relation)
            )

    def _picture_link(self, tag: Opened) -> None:
        relation = tag.values.get("id", "")
        if (target := self._relations.get(relation)) and self._visible:
            here = self._sheet.length
            self._waiting.append(
                Link(
                    url=target,
                    start=here,
                    end=here,
                    tag=tag.at,
                    behind=tag.at.end,
                    relation=relation,
                )
            )

    def _field_edge(self, tag: Opened) -> None:
        edge = tag.values.get("fldCharType")
        if edge == "begin" and tag.at.start not in self._ignored:
            self._fields.append(_Field(tag.at, self._sheet.length))
        elif edge == "separate" and self._fields:
            self._fields[-1].shows_result = True
            if self._paragraphs and self._in_list():
                self._paragraphs[-1].listed = True
        elif edge == "end" and self._fields:
            ended = self._fields.pop()
            if ended.shows_result:
                self._field_ends(tuple(ended.code), ended.start, ended.at, tag.at.end)

    def _field_ends(self, code: tuple[Characters, ...], start: int, tag: Span, behind: int) -> None:
        written = "".join(one.text for one in code)
        if manager := manager_of(written):
            self._sheet.keep(Managed(manager, start, self._sheet.length))
        found = hyperlink(written)
        if found is not None and self._visible:
            end = self._sheet.length
            self._waiting.append(
                Link(url=found.url, start=start, end=end, tag=tag, behind=behind, code=code)
            )
            if self._names[-1:] != ["fldChar"]:
                self._run_ends(Closed("", Span(behind, behind)))

    def _run_ends(self, tag: Closed) -> None:
        """The links that end in a run: something else can stand behind the run."""
        for link in self._waiting:
            self._sheet.link(replace(link, behind=tag.at.end))
        self._waiting = []
        if self._custom is not None:
            sign = (self._custom.sign or "").strip() or "*"
            self._sheet.mark(replace(self._custom, sign=sign))
            self._custom = None

    def _mark(self, tag: Opened) -> None:
        kind, note = _NOTES[tag.name], tag.values.get("id", "")
        mark = Mark(kind, note, self._sheet.length, len(self._sections))
        if tag.values.get("customMarkFollows") in _ON:
            self._custom = mark
        else:
            self._sheet.mark(mark)
