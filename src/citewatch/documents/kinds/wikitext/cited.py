"""The citations of a wikitext page: what its notes say, the works and the lists beside them."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

import mwparserfromhell
from msgspec import Struct
from msgspec.structs import replace
from mwparserfromhell.wikicode import Wikicode

from citewatch.core.citation import Citation, Place
from citewatch.documents.citations.access_dates import access_date
from citewatch.documents.citations.compose import compose
from citewatch.documents.citations.reference_entries import LISTED
from citewatch.documents.citations.reference_headings import heads_sources
from citewatch.documents.citations.reference_lists import Part, references_in
from citewatch.documents.citations.sentences import Sentences
from citewatch.documents.citations.supports import Supports
from citewatch.documents.content.places import Lines
from citewatch.documents.kinds.wikitext.notes import Notes
from citewatch.documents.kinds.wikitext.templates import ACCESSED, PUBLISHED, cites, is_short_note
from citewatch.documents.kinds.wikitext.text import addresses, plain, value
from citewatch.documents.kinds.wikitext.works import name_of

_HEADING = re.compile(r"(={1,6})[ \t]*(.+?)[ \t]*\1[ \t]*$")
_ITEM = re.compile(r"[*#:;]+[ \t]*")
_LONGEST_ITEM = 4_000
_MOST_TOLD = 10


def written_citation(
    number: str, content: Wikicode, supports: Sequence[str], at: Place
) -> Citation:
    """A citation as its wikitext gives it: an editor finds its text by searching for it."""
    text = " ".join(str(content).split())
    citation = compose(number, text, links=addresses(content), supports=supports, at=at)
    templates = content.filter_templates()
    seen = [value(template, *ACCESSED) for template in templates]
    published = [value(template, *PUBLISHED) for template in templates]
    accessed = next((day for day in map(_day, seen) if day is not None), citation.accessed)
    named = next(filter(None, published), None if templates else citation.published)
    return replace(citation, accessed=accessed, published=named)


def _day(written: str | None) -> date | None:
    return access_date(f"Accessed {written}") if written else None


def cited_works(notes: Notes, lines: Lines, name: str) -> tuple[list[Citation], list[str]]:
    """The works that the page cites outside its notes, and the remark on short notes without one.

    A work supports the sentences with the short notes that mean it.
    """
    named = [name_of(work.template) for work in notes.works]
    supports, sentences = Supports(), Sentences(notes.text)
    anchors = {one.anchor for one in named if one is not None}
    lost: dict[str, None] = {}
    for meant, index in notes.meant:
        if meant.anchor in anchors:
            supports.add(meant.anchor, sentences.at(index))
        else:
            lost[meant.shown] = None
    citations = []
    for count, (work, known) in enumerate(zip(notes.works, named, strict=True), 1):
        key = known.shown if known is not None and known.shown else f"{LISTED}{count}"
        carried = supports.of(known.anchor) if known is not None else ()
        written = mwparserfromhell.parse(str(work.template))
        citations.append(written_citation(key, written, carried, lines.at(name, work.at)))
    return citations, list(_told(lost))


def _told(lost: dict[str, None]) -> Iterator[str]:
    if lost:
        shown = ", ".join(list(lost)[:_MOST_TOLD]) + (" …" if len(lost) > _MOST_TOLD else "")
        yield f"Short notes name works that the page does not list: {shown}."


class _Line(Struct, frozen=True):
    """A line below a heading of sources: its number from 1, its heading's level, its content."""

    number: int
    level: int
    content: str


def listed_sources(text: str, name: str) -> list[Citation]:
    """The references that the page lists below a heading without any template."""
    found = list(_below_headings(text))
    parsed = [mwparserfromhell.parse(line.content[:_LONGEST_ITEM]) for line in found]
    parts = [
        Part(text=plain(code), level=line.level, linked=bool(addresses(code)))
        for line, code in zip(found, parsed, strict=True)
    ]
    citations = []
    for count, one in enumerate(references_in(parts), 1):
        key = one.label if one.label and not one.label.isdecimal() else f"{LISTED}{count}"
        at = Place(name, found[one.index].number, 1)
        citations.append(written_citation(key, parsed[one.index], (), at))
    return citations


def _below_headings(text: str) -> Iterator[_Line]:
    """Headings of sources, and the items below each that are made without templates."""
    within = 0
    for number, line in enumerate(text.split("\n"), 1):
        if heading := _HEADING.match(line):
            level = len(heading[1])
            if heads_sources(plain(mwparserfromhell.parse(heading[2]))):
                within = level
            elif level <= within:
                within = 0
            if within:
                yield _Line(number, level, heading[2])
        elif within and (item := _ITEM.match(line)) and not _has_templates(line):
            yield _Line(number, 0, line[item.end() :])


def _has_templates(line: str) -> bool:
    """Whether an item is made by a template that is read as a work, or is none itself."""
    names = re.findall(r"\{\{\s*([^{}|\n]{1,60})", line)
    return any(cites(one.strip()) or is_short_note(one.strip().lower()) for one in names)
