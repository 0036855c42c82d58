"""Reads the content of an OpenDocument text, with its links and note marks where they stand.

Deleted text, comments, hidden text and what forms and drawings say of themselves are no part of it
(OpenDocument 1.3, part 3, 5 and 6). What a text box holds follows the paragraph that it stands in.
"""

from collections.abc import Callable

from msgspec import Struct, field
from msgspec.structs import replace

from citewatch.documents.content.xml_events import Characters, Closed, Opened, events
from citewatch.documents.kinds.odt.lists import Lists
from citewatch.documents.kinds.odt.styles import Styles
from citewatch.documents.stories.story import Link, Managed, Mark, Paragraph, Sheet, Story

_SKIPPED = frozenset(
    {"tracked-changes", "hidden-text", "hidden-paragraph", "ruby-text", "sequence-decls", "forms"}
    | {"variable-decls", "user-field-decls", "event-listeners", "title", "desc", "binary-data"}
    | {"index-title-template", "script", "note-ref", "toc-mark", "object"}
)
_ASIDE = frozenset({"annotation", "header", "footer", "header-left", "footer-left"})
"""What stands beside the text: its links are told, not read."""

_Begins = Callable[[Opened], None]
_Ends = Callable[[Closed], None]

_SIGNS = {"tab": "\t", "line-break": "\n"}
_PARAGRAPHS = frozenset({"p", "h"})
_LINKS = frozenset({"a"})
_LISTED_SECTIONS = ("ZOTERO_BIBL", "CSL_BIBLIOGRAPHY", "Mendeley_Bibliography")
"""What the sections are called that reference managers fill with the list of references."""

_MANAGERS = {"ZOTERO": "Zotero", "MENDELEY": "Mendeley", "CITAVI": "Citavi", "ENDNOTE": "EndNote"}
"""What the marks of reference managers begin with, behind "ADDIN" where they have that."""

_MOST_BLANKS = 1_000


class Content(Struct):
    """The text of a document, its notes by kind and id, and the links that stand beside it."""

    body: Story
    notes: dict[str, dict[str, Story]]
    aside: list[str]


class _Open(Struct):
    """An element that waits for its end, where that means something."""

    tag: Opened
    start: int
    hidden: bool = False


class _Note(Struct):
    mark: Mark
    sign: list[str] = field(default_factory=list)


def read_content(xml: bytes, styles: Styles) -> Content:
    """What `content.xml` holds; `styles` are those of the file, which its own come to.

    Raises BadXml.
    """
    return _Reader(xml, styles).read()


class _Reader:
    def __init__(self, xml: bytes, styles: Styles) -> None:
        self._xml, self._styles, self._lists = xml, styles, Lists(styles)
        self._sheets = [Sheet()]
        self._boxes: list[Sheet] = []
        self._notes: list[_Note] = []
        self._read: dict[str, dict[str, Story]] = {"footnote": {}, "endnote": {}}
        self._aside: list[str] = []
        self._open: list[_Open] = []
        self._skipped = self._beside = self._hidden = self._listed = 0
        self._paragraphs: list[str] = []
        self._begun: dict[str, tuple[str, int]] = {}
        self._opened: dict[str, _Begins] = {
            "list": self._list_begins,
            "list-item": lambda tag: self._lists.item(tag.values.get("start-value")),
            "note": self._note_begins,
            "text-box": lambda _: self._sheets.append(Sheet()),
            "s": self._blanks,
            "reference-mark-start": self._managed_begins,
            "bookmark-start": self._managed_begins,
            "reference-mark-end": self._managed_ends,
            "bookmark-end": self._managed_ends,
            "section": self._section_begins,
            "bibliography": self._section_begins,
        }
        self._closed: dict[str, _Ends] = {
            "list": lambda _: self._lists.end(),
            "note": self._note_ends,
            "text-box": lambda _: self._boxes.append(self._sheets.pop()),
            "section": self._section_ends,
            "bibliography": self._section_ends,
            "p": self._paragraph_ends,
            "h": self._paragraph_ends,
            "a": self._link_ends,
        }

    def read(self) -> Content:
        for event in events(self._xml):
            if isinstance(event, Opened):
                self._begin(event)
            elif isinstance(event, Closed):
                self._end(event)
            elif self._paragraphs and not (self._skipped or self._hidden or self._beside):
                self._characters(event)
        return Content(self._sheets[0].story(), self._read, self._aside)

    @property
    def _sheet(self) -> Sheet:
        return self._sheets[-1]

    def _begin(self, tag: Opened) -> None:
        hidden = tag.name in {"span", *_PARAGRAPHS} and self._is_hidden(tag)
        self._open.append(_Open(tag, self._sheet.length, hidden))
        self._hidden += hidden
        if self._skipped or tag.name in _SKIPPED:
            self._skipped += 1
        elif self._beside or tag.name in _ASIDE:
            self._beside += 1
            if tag.name in _LINKS:
                self._aside.append(tag.values.get("href", ""))
        elif tag.name in _PARAGRAPHS:
            self._paragraphs.append(self._lists.label())
        elif tag.name in self._opened:
            self._opened[tag.name](tag)
        elif tag.name in _SIGNS and self._paragraphs:
            self._sheet.write(_SIGNS[tag.name], tag.at)
        else:
            self._styles.see(tag)

    def _end(self, tag: Closed) -> None:
        ended = self._open[-1]
        if self._skipped:
            self._skipped -= 1
        elif self._beside:
            self._beside -= 1
        elif tag.name in self._closed:
            self._closed[tag.name](tag)
        self._hidden -= ended.hidden
        self._open.pop()

    def _is_hidden(self, tag: Opened) -> bool:
        return tag.values.get("style-name", "") in self._styles.hidden

    def _characters(self, event: Characters) -> None:
        if self._open[-1].tag.name == "note-citation":
            self._notes[-1].sign.append(event.text)
            return
        # Line ends and tabs are blanks here (OpenDocument 1.3, part 3, 6.1.2).
        self._sheet.write(event.text.replace("\n", " ").replace("\t", " "), event.at)

    def _blanks(self, tag: Opened) -> None:
        said = tag.values.get("c", "1")
        number = min(int(said), _MOST_BLANKS) if said.isdecimal() else 1
        for _ in range(number):
            self._sheet.write(" ", tag.at)

    # Paragraphs, lists, and what stands apart from the text.

    def _paragraph_ends(self, tag: Closed) -> None:
        label, opened = self._paragraphs.pop(), self._open[-1].tag
        level = opened.values.get("outline-level", "1") if opened.name == "h" else "0"
        self._sheet.end_paragraph(
            Paragraph(
                behind=tag.at.start,
                level=int(level) if level.isdecimal() else 1,
                label=label,
                listed=self._listed > 0,
            )
        )
        if not self._paragraphs:
            for box in self._boxes:
                self._sheet.absorb(box)
            self._boxes = []

    def _list_begins(self, tag: Opened) -> None:
        goes_on = tag.values.get("continue-numbering") == "true" or "continue-list" in tag.values
        self._lists.begin(tag.values.get("style-name"), goes_on=goes_on)

    def _section_begins(self, tag: Opened) -> None:
        self._listed += self._lists_references(tag)

    def _section_ends(self, _: Closed) -> None:
        self._listed -= self._lists_references(self._open[-1].tag)

    def _lists_references(self, tag: Opened) -> bool:
        named = tag.values.get("name", "")
        return tag.name == "bibliography" or any(one in named for one in _LISTED_SECTIONS)

    # Notes, links, and what reference managers keep.

    def _note_begins(self, tag: Opened) -> None:
        kind = tag.values.get("note-class", "footnote")
        note = tag.values.get("id") or f" {sum(map(len, self._read.values()))}"
        mark = Mark(kind if kind in self._read else "footnote", note, self._sheet.length)
        self._notes.append(_Note(mark))
        self._sheets.append(Sheet())

    def _note_ends(self, _: Closed) -> None:
        ended, sheet = self._notes.pop(), self._sheets.pop()
        sign = "".join(ended.sign).strip()
        self._read[ended.mark.kind][ended.mark.note] = sheet.story()
        self._sheet.mark(replace(ended.mark, sign=sign or None))

    def _link_ends(self, tag: Closed) -> None:
        opened = self._open[-1]
        if (url := opened.tag.values.get("href", "")) and not self._hidden:
            end = self._sheet.length
            self._sheet.link(
                Link(url=url, start=opened.start, end=end, tag=opened.tag.at, behind=tag.at.end)
            )

    def _managed_begins(self, tag: Opened) -> None:
        named = tag.values.get("name", "")
        if manager := _manager(named):
            self._begun[named] = manager, self._sheet.length

    def _managed_ends(self, tag: Opened) -> None:
        if begun := self._begun.pop(tag.values.get("name", ""), None):
            manager, start = begun
            if start <= self._sheet.length:
                self._sheet.keep(Managed(manager, start, self._sheet.length))


def _manager(name: str) -> str | None:
    said = name.removeprefix("ADDIN ").upper()
    return next((manager for begins, manager in _MANAGERS.items() if said.startswith(begins)), None)
