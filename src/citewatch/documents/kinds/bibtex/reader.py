"""Reads BibTeX and BibLaTeX databases: one citation an entry, by its key."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from citewatch.core.citation import Citation, Place
from citewatch.core.display import clean
from citewatch.documents.citations.access_dates import access_date
from citewatch.documents.citations.reference import (
    day,
    left_out,
    named_in,
    reference_text,
    with_doi,
)
from citewatch.documents.citations.unique_ids import distinct
from citewatch.documents.content.decoding import decode
from citewatch.documents.content.places import Lines
from citewatch.documents.kinds.bibtex.grammar import Entry, entries, strings, value
from citewatch.documents.kinds.bibtex.links import (
    addresses_of,
    is_address_field,
    is_capture,
    names_source,
)
from citewatch.documents.markup.tex import latex_address, latex_plain
from citewatch.documents.reader import Reading
from citewatch.errors import InputError

_SEEN_FIELDS = ("urldate", "lastaccessed", "lastchecked", "accessed", "urlaccessdate", "visited")
_CONTAINERS = ("journaltitle", "journal", "booktitle", "publisher", "institution", "school")
_AND = re.compile(r"\s+and\s+")


def read_bibtex(content: bytes, name: str) -> Reading:
    """The entries of a BibTeX database, an entry without a key by its number (`#3`).

    An entry in which something is not closed is read up to there, which is told.
    """
    text = decode(content, name)
    found = list(entries(text))
    if not found:
        raise InputError([f"{clean(name)}: holds no BibTeX entry"])
    known, lines = strings(found, text), Lines(text)
    cited = [Reference(entry, text, known) for entry in found if is_read(entry)]
    citations, again = distinct(
        one.citation(number, lines, name) for number, one in enumerate(cited, 1)
    )
    talk = named_in(said for one in cited for said in one.talk())
    damaged = _damaged(found, lines)
    return Reading(None, citations, (*again, *damaged, *left_out(talk)))


class Reference:
    """What an entry says."""

    def __init__(self, entry: Entry, text: str, known: Mapping[str, str]) -> None:
        self.entry = entry
        self.values: dict[str, str] = {}
        for field in entry.fields:
            key, written = field.key.lower(), value(field, text, known)
            self.values[key] = f"{self.values[key]} {written}" if key in self.values else written

    def id(self, number: int) -> str:
        """Its key, or the `number` that it has among the entries."""
        return self.entry.key or f"#{number}"

    def links(self) -> tuple[str, ...]:
        """The addresses of the entry's source, those of its address fields first."""
        keys = sorted(self.values, key=lambda key: not is_address_field(key))
        found = [link for key in keys for link in addresses_of(key, self.values[key])]
        addresses = [link for link in found if not link.startswith("10.")]
        doi = with_doi((), latex_address(self.values.get("doi", "")))
        # A copy in an archive is none of its own: the DOI beside it leads to the source.
        if doi and all(map(is_capture, addresses)):
            return tuple(dict.fromkeys([*doi, *addresses]))
        return tuple(dict.fromkeys(addresses)) or doi

    def talk(self) -> Iterator[str]:
        """What the other fields say."""
        return (written for key, written in self.values.items() if not names_source(key))

    def citation(self, number: int, lines: Lines, name: str) -> Citation:
        """The entry as a citation; the `number` calls it where it has no key."""
        plain = {key: latex_plain(written) for key, written in self.values.items()}
        published = plain.get("date") or " ".join(filter(None, map(plain.get, ("month", "year"))))
        container = next(filter(None, map(plain.get, _CONTAINERS)), None)
        authors = plain.get("author") or plain.get("editor") or ""
        names = [one.strip() for one in _AND.split(authors) if one.strip()]
        return Citation(
            id=self.id(number),
            text=reference_text(plain.get("title"), names, container, published),
            links=self.links(),
            accessed=_seen(plain),
            published=published or None,
            at=Place(name, lines.number(self.entry.start)),
        )


def is_read(entry: Entry) -> bool:
    """Whether an entry is a citation."""
    return entry.kind != "string" and (entry.damaged is None or bool(entry.fields))


def _damaged(found: list[Entry], lines: Lines) -> Iterator[str]:
    for entry in found:
        if entry.damaged is None:
            continue
        begin = f"The entry at line {lines.number(entry.start)} cannot be read"
        if entry.fields:
            begin += f" from line {lines.number(entry.damaged)} on"
        yield f"{begin}: a brace or a quote is not closed."


def _seen(fields: Mapping[str, str]) -> date | None:
    for key in _SEEN_FIELDS:
        if seen := day(fields.get(key)) or access_date(f"accessed {fields.get(key, '')}"):
            return seen
    return access_date(" ".join(fields.get(key, "") for key in ("note", "howpublished")))
