"""Reads BibTeX and BibLaTeX databases: one citation an entry, by its key."""

import logging
import re
from collections.abc import Iterator
from datetime import date

from bibtexparser.entrypoint import parse_string
from bibtexparser.library import Library
from bibtexparser.model import Entry

from citewatch.core.citation import Citation, Place
from citewatch.documents.addresses.targets import joined_links
from citewatch.documents.citations.access_dates import access_date
from citewatch.documents.citations.reference import (
    addresses_in_field,
    day,
    reference_text,
    with_doi,
)
from citewatch.documents.citations.unique_ids import distinct
from citewatch.documents.content.decoding import decode
from citewatch.documents.kinds.latex.text import latex_address, latex_plain
from citewatch.documents.reader import Reading
from citewatch.errors import InputError

_ADDRESS_FIELDS = ("url", "ee", "link", "archiveurl", "bdsk-url-1", "bdsk-url-2", "bdsk-url-3")
_TALKING_FIELDS = (
    "howpublished", "note", "eprint", "doi", "addendum", "journal", "journaltitle", "booktitle",
    "publisher", "organization", "institution", "series", "website", "webpage", "pubstate",
)  # fmt: skip
"""Where authors put an address for want of a better field.

Others speak of other things: abstracts and copyright lines, DBLP's `bibsource`, local files.
"""

_SEEN_FIELDS = ("urldate", "lastaccessed", "lastchecked", "accessed", "urlaccessdate", "visited")
_CONTAINERS = ("journaltitle", "journal", "booktitle", "publisher", "institution", "school")
_ENTRY = re.compile(r"^[ \t]*@\s*\w+\s*[{(]", re.MULTILINE)

# What cannot be parsed is told as a remark, not in the library's log.
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())


def read_bibtex(content: bytes, name: str) -> Reading:
    """The entries of a BibTeX database, an entry without a key by its number (`#3`)."""
    text = decode(content, name)
    if not _ENTRY.search(text):
        raise InputError([f"{name}: holds no BibTeX entry"])
    library = parse_string(text)
    citations, remarks = distinct(
        _citation(entry, number, name) for number, entry in enumerate(_entries(library), 1)
    )
    return Reading(None, citations, (*remarks, *_unread(library)))


def _entries(library: Library) -> Iterator[Entry]:
    for block in library.blocks:
        entry = getattr(block, "ignore_error_block", block)
        if isinstance(entry, Entry):
            yield entry


def _unread(library: Library) -> Iterator[str]:
    for block in library.failed_blocks:
        if not isinstance(block.ignore_error_block, Entry):
            line = (block.start_line or 0) + 1
            yield f"The entry at line {line} cannot be read: a brace or a quote is not closed."


def _citation(entry: Entry, number: int, name: str) -> Citation:
    fields: dict[str, str] = {}
    for item in entry.fields:
        key = item.key.lower()
        fields[key] = f"{fields[key]} {item.value}" if key in fields else str(item.value)
    plain = {key: latex_plain(value) for key, value in fields.items()}
    published = plain.get("date") or " ".join(filter(None, map(plain.get, ("month", "year"))))
    container = next(filter(None, map(plain.get, _CONTAINERS)), None)
    authors = plain.get("author") or plain.get("editor") or ""
    return Citation(
        id=entry.key or f"#{number}",
        text=reference_text(plain.get("title"), _names(authors), container, published),
        links=_links(fields),
        accessed=_seen(plain),
        published=published or None,
        at=Place(name, (entry.start_line or 0) + 1),
    )


def _names(authors: str) -> list[str]:
    return [name.strip() for name in re.split(r"\s+and\s+", authors) if name.strip()]


def _links(fields: dict[str, str]) -> tuple[str, ...]:
    found: list[str] = []
    for key in _ADDRESS_FIELDS:
        found += addresses_in_field(latex_address(fields.get(key, "")))
    for key in _TALKING_FIELDS:
        found += joined_links(latex_address(fields.get(key, "")), ())
    addresses = [link for link in found if not link.startswith("10.")]
    return with_doi(addresses, latex_address(fields.get("doi", "")))


def _seen(fields: dict[str, str]) -> date | None:
    for key in _SEEN_FIELDS:
        if seen := day(fields.get(key)):
            return seen
    return access_date(" ".join(fields.get(key, "") for key in ("note", "howpublished")))
