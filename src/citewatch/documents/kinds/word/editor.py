"""Repairs Word documents: the targets of hyperlinks, HYPERLINK fields, and the text they show.

Only the parts with changes are written anew; every other member of the file keeps its bytes.
"""

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from io import BytesIO
from zipfile import ZipFile

from msgspec import Struct

from citewatch.core.repair.plan import Action, Repair
from citewatch.documents.content.package import with_members
from citewatch.documents.editing.edits import Edit, Repaired, apply
from citewatch.documents.editing.passages import (
    bare,
    held,
    in_brackets,
    in_turn,
    joined,
    shared_out,
)
from citewatch.documents.editing.whole_links import Span, whole_links
from citewatch.documents.kinds.word.markup import Paragraph, paragraphs, tokens, written_over

_PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
_LARGEST = 64 * 2**20


class _Part(Struct):
    """A part with its relationships to addresses, as they are and as they become."""

    name: str
    xml: str
    relations_name: str
    relations: str
    targets: Mapping[str, tuple[str, Span]]
    paragraphs: list[Paragraph]

    def view(self) -> str:
        """The text with the targets of its links, a paragraph a line."""
        return "\n".join(self._line(paragraph) for paragraph in self.paragraphs) + "\n"

    def _line(self, paragraph: Paragraph) -> str:
        targets = [self.targets.get(link.relation, ("", None))[0] for link in paragraph.links]
        named = [*filter(None, targets), paragraph.text("instrText").strip()]
        return " ".join([paragraph.text(), *(f"<{target}>" for target in named if target)])


def repair_word(content: bytes, repairs: Sequence[Repair]) -> Repaired:
    """The repaired document."""
    with ZipFile(BytesIO(content)) as archive:
        parts = list(_parts(archive))
        changed: dict[str, bytes] = {}
        placed: set[str] = set()
        views = ("".join(part.view() for part in parts), "")
        after = []
        for part in parts:
            edited = _edited(part, repairs, placed)
            after.append(edited.view())
            if edited.xml != part.xml:
                changed[part.name] = edited.xml.encode()
            if edited.relations != part.relations:
                changed[part.relations_name] = edited.relations.encode()
        unplaced = tuple(repair for repair in repairs if repair.link not in placed)
        content = with_members(content, changed) if changed else content
    return Repaired(content, views[0], "".join(after), unplaced)


def _parts(archive: ZipFile) -> Iterator[_Part]:
    for name in _PARTS:
        if (xml := _text(archive, name)) is not None:
            folder, file = posixpath.split(name)
            relations_name = posixpath.join(folder, "_rels", f"{file}.rels")
            yield _part(name, xml, relations_name, _text(archive, relations_name) or "")


def _part(name: str, xml: str, relations_name: str, relations: str) -> _Part:
    return _Part(name, xml, relations_name, relations, _targets(relations), paragraphs(xml))


def _text(archive: ZipFile, name: str) -> str | None:
    """A member in UTF-8; None where it is missing or is not a text that can be changed."""
    if name not in archive.namelist() or archive.getinfo(name).file_size > _LARGEST:
        return None
    try:
        return archive.read(name).decode("utf-8")
    except UnicodeDecodeError:
        return None


def _targets(relations: str) -> dict[str, tuple[str, Span]]:
    return {
        token.values["Id"][0]: token.values["Target"]
        for token in tokens(relations)
        if token.name == "Relationship"
        and token.values.get("TargetMode", ("",))[0] == "External"
        and {"Id", "Target"} <= token.values.keys()
    }


def _edited(part: _Part, repairs: Sequence[Repair], placed: set[str]) -> _Part:
    xml_edits: list[Edit] = []
    relation_edits: list[Edit] = []
    for link in dict.fromkeys(repair.link for repair in repairs):
        same = [repair for repair in repairs if repair.link == link]
        relations = {key for key, (target, _) in part.targets.items() if target == link}
        homes = [paragraph for paragraph in part.paragraphs if _stands(link, paragraph, relations)]
        if not homes:
            continue
        placed.add(link)
        for paragraph, repair in zip(homes, shared_out(same, len(homes)), strict=True):
            xml_edits += _paragraph_edits(repair, paragraph, relations)
        if same[0].action is Action.EXCHANGE:
            for key in relations:
                at = part.targets[key][1]
                relation_edits.append(Edit(at.start, at.end, escape(same[0].url)))
    xml, relations_xml = apply(part.xml, in_turn(xml_edits)), apply(part.relations, relation_edits)
    return _part(part.name, xml, part.relations_name, relations_xml)


def _stands(link: str, paragraph: Paragraph, relations: set[str]) -> bool:
    if any(each.relation in relations for each in paragraph.links):
        return True
    return any(next(whole_links(paragraph.text(kind), link), None) for kind in ("t", "instrText"))


def _paragraph_edits(repair: Repair, paragraph: Paragraph, relations: set[str]) -> Iterator[Edit]:
    if repair.action is Action.ADD:
        if not held(paragraph.text(), repair):
            yield _note(repair, paragraph, relations)
        return
    for kind in ("t", "instrText"):
        characters = paragraph.characters(kind)
        for span in whole_links(paragraph.text(kind), repair.link):
            first, *others = written_over(characters, span)
            yield Edit(*first, escape(repair.url))
            yield from (Edit(*other, "") for other in others)


def _note(repair: Repair, paragraph: Paragraph, relations: set[str]) -> Edit:
    """A note at the paragraph's end where the citation ends there, else behind the link."""
    text, note = paragraph.text(), repair.archived_at.format(repair.url)
    shown = list(whole_links(text, repair.link))
    element = next((each for each in paragraph.links if each.relation in relations), None)
    if element is not None:
        behind = element.at.end
    elif shown:
        behind = paragraph.characters("t")[shown[-1].end - 1][1].end
    else:
        behind = paragraph.at.end
    rest = _text_behind(paragraph, behind)
    if bare(repair.citation.text).endswith(bare(rest)):
        told = joined(text.rstrip(), note, behind_link=not rest.strip())
        return Edit(paragraph.at.end, paragraph.at.end, _run(paragraph, told))
    if element is not None:
        return Edit(behind, behind, _run(paragraph, in_brackets(note)))
    return Edit(behind, behind, escape(in_brackets(note)))


def _text_behind(paragraph: Paragraph, index: int) -> str:
    return "".join(character for character, at in paragraph.characters("t") if at.start >= index)


def _run(paragraph: Paragraph, text: str) -> str:
    prefix = f"{paragraph.prefix}:" if paragraph.prefix else ""
    properties = paragraph.run_properties
    return (
        f'<{prefix}r>{properties}<{prefix}t xml:space="preserve">{escape(text, quote=False)}'
        f"</{prefix}t></{prefix}r>"
    )
