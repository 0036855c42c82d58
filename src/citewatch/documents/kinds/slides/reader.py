"""Reads presentations: each paragraph of a slide or of its notes that links to something."""

from collections.abc import Iterable, Iterator
from itertools import count
from typing import NamedTuple
from xml.etree import ElementTree as ET

from citewatch.core.citation import Citation
from citewatch.documents.addresses.targets import Target, joined_links
from citewatch.documents.citations.compose import compose
from citewatch.documents.content.package import Package
from citewatch.documents.content.places import at_part
from citewatch.documents.content.relationships import first_part, named_by, relationships
from citewatch.documents.content.xml import attribute, local
from citewatch.documents.reader import Reading

_FRAME = frozenset({"ftr", "hdr", "dt", "sldNum"})
"""Placeholders that repeat on every slide: footer, header, date, number."""


class _Paragraph(NamedTuple):
    text: str
    targets: tuple[Target, ...]


def read_pptx(content: bytes, name: str) -> Reading:
    """The linked paragraphs of a presentation, in the order in which its slides are shown.

    Footers that repeat on every slide, comments, and what only the layout shows are left out.
    Raises InputError where the content is no readable presentation.
    """
    package = Package(content, name, "PowerPoint presentation")
    main = first_part(package, "", "officeDocument")
    if main is None:
        raise package.unreadable("it has no slides")
    shown, remarks = [], []
    for number, slide in enumerate(_slides(package, main), 1):
        if slide in package:
            shown += [(number, paragraph) for paragraph in _paragraphs_of(package, slide)]
        else:
            remarks.append(f"Slide {number} is missing in the file.")
    return Reading(_title(package), tuple(_cited(shown, name)), tuple(remarks))


def _cited(shown: Iterable[tuple[int, _Paragraph]], name: str) -> Iterator[Citation]:
    keys = count(1)
    for number, paragraph in shown:
        if links := joined_links(paragraph.text, paragraph.targets):
            text = " ".join(paragraph.text.split()) or links[0]
            yield compose(str(next(keys)), text, links=links, at=at_part(name, "slide", number))


def _slides(package: Package, main: str) -> list[str]:
    """The parts of the slides, in their order."""
    parts = {one.id: one.target for one in relationships(package, main)}
    listed = (one for one in package.xml(main).iter() if local(one.tag) == "sldId")
    return [parts.get(named_by(one), "") for one in listed]


def _paragraphs_of(package: Package, slide: str) -> Iterator[_Paragraph]:
    yield from _paragraphs(package, slide)
    notes = first_part(package, slide, "notesSlide")
    if notes is not None:
        yield from _paragraphs(package, notes)


def _paragraphs(package: Package, part: str) -> Iterator[_Paragraph]:
    targets = {one.id: one.target for one in relationships(package, part) if one.is_external}
    for shape in _shapes(package.xml(part)):
        yield from _of_shape(shape, targets)


def _shapes(element: ET.Element) -> Iterator[ET.Element]:
    """The shapes, tables and pictures of a slide, but for those of its frame."""
    for child in element:
        if local(child.tag) in {"sp", "graphicFrame", "pic", "cxnSp"}:
            if not _is_frame(child):
                yield child
        elif local(child.tag) != "Fallback":  # which repeats its Choice
            yield from _shapes(child)


def _is_frame(shape: ET.Element) -> bool:
    return any(local(one.tag) == "ph" and one.get("type") in _FRAME for one in shape.iter())


def _of_shape(shape: ET.Element, targets: dict[str, str]) -> Iterator[_Paragraph]:
    named = next((one for one in shape.iter() if local(one.tag) == "cNvPr"), None)
    for click in named if named is not None else ():
        target = targets.get(named_by(click))
        if local(click.tag) == "hlinkClick" and target:
            words = attribute(named, "descr") or "" if named is not None else ""
            yield _Paragraph(words, (Target(target, 0, len(words)),))
    for paragraph in shape.iter():
        if local(paragraph.tag) == "p":
            yield _paragraph(paragraph, targets)


def _paragraph(element: ET.Element, targets: dict[str, str]) -> _Paragraph:
    """The text of a paragraph and its links; runs beside each other with one target are one."""
    text, found = "", list[Target]()
    for run in element:
        start = len(text)
        text += "\n" if local(run.tag) == "br" else _text(run)
        target = _target(run, targets)
        if target and found and found[-1].url == target and found[-1].end == start:
            found[-1] = found[-1]._replace(end=len(text))
        elif target:
            found.append(Target(target, start, len(text)))
    return _Paragraph(text, tuple(found))


def _text(run: ET.Element) -> str:
    return "".join(one.text or "" for one in run if local(one.tag) == "t")


def _target(run: ET.Element, targets: dict[str, str]) -> str | None:
    click = next((one for one in run.iter() if local(one.tag) == "hlinkClick"), None)
    return None if click is None else targets.get(named_by(click))


def _title(package: Package) -> str | None:
    properties = first_part(package, "", "core-properties")
    if properties is None:
        return None
    titles = (one.text or "" for one in package.xml(properties) if local(one.tag) == "title")
    return next(filter(None, map(str.strip, titles)), None)
