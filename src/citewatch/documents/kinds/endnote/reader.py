"""Reads EndNote's XML, which Zotero and Mendeley write as well: one citation a record."""

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from citewatch.core.citation import Citation
from citewatch.core.display import clean
from citewatch.documents.citations.access_dates import access_date
from citewatch.documents.citations.reference import (
    addresses_in_field,
    day,
    left_out,
    named_in,
    reference_text,
    with_doi,
)
from citewatch.documents.citations.unique_ids import distinct
from citewatch.documents.content.places import at_part
from citewatch.documents.content.xml import BadXml, parsed
from citewatch.documents.reader import Reading
from citewatch.errors import InputError

_CONTAINERS = ("secondary-title", "full-title", "publisher")
_LINKS = ("web-urls", "related-urls", "pdf-urls", "text-urls", "electronic-resource-num")
_TALK = ("abstract", "notes", "research-notes", "keywords", "auth-address")


def read_endnote(content: bytes, name: str) -> Reading:
    """The records of an EndNote file: by EndNote's own numbers, else by their place (`#3`)."""
    try:
        root = parsed(content)
    except BadXml as error:
        raise InputError([f"{clean(name)}: cannot be read as EndNote's XML: it {error}"]) from error
    found = [_Record(element) for element in root.iter() if element.tag.lower() == "record"]
    if not found:
        raise InputError([f"{clean(name)}: holds no EndNote record"])
    citations, again = distinct(
        _citation(record, number, name) for number, record in enumerate(found, 1)
    )
    talk = (value for record in found for value in record.all(*_TALK))
    return Reading(None, citations, (*again, *left_out(named_in(talk))))


class _Record:
    """The values of a record by the names of their elements, whatever nests in them."""

    def __init__(self, element: ET.Element) -> None:
        self._elements: dict[str, list[ET.Element]] = {}
        for inner in element.iter():
            self._elements.setdefault(inner.tag.lower(), []).append(inner)

    def all(self, *names: str) -> list[str]:
        return [
            value
            for name in names
            for element in self._elements.get(name, ())
            if (value := " ".join("".join(element.itertext()).split()))
        ]

    def first(self, *names: str) -> str | None:
        return next(iter(self.all(*names)), None)

    def addresses(self) -> Iterator[str]:
        for name in _LINKS:
            for element in self._elements.get(name, ()):
                for held in element.findall("*") or [element]:
                    yield from addresses_in_field("".join(held.itertext()))


def _citation(record: _Record, number: int, name: str) -> Citation:
    identifier = record.first("rec-number", "label") or f"#{number}"
    year, seen = record.first("year"), record.first("access-date")
    published = " ".join(filter(None, (record.first("pub-dates"), year))) or None
    authors = record.all("author")
    doi = " ".join(record.all("electronic-resource-num"))
    return Citation(
        id=identifier,
        text=reference_text(record.first("title"), authors, record.first(*_CONTAINERS), published),
        links=with_doi(record.addresses(), doi),
        accessed=day(seen) or (access_date(f"accessed {seen}") if seen else None),
        published=published,
        at=at_part(name, "item", identifier),
    )
