"""Reads what PubMed exports for reference managers (.nbib): one citation a record, by its PMID.

The tags are those of the National Library of Medicine
(https://pubmed.ncbi.nlm.nih.gov/help/#pubmed-format).
"""

import re
from collections.abc import Iterator

from citewatch.core.citation import Citation, Place
from citewatch.core.display import clean
from citewatch.documents.citations.reference import (
    addresses_in_field,
    left_out,
    named_in,
    reference_text,
    with_doi,
)
from citewatch.documents.citations.unique_ids import distinct
from citewatch.documents.content.decoding import decode
from citewatch.documents.content.tagged import Record, Tags, records
from citewatch.documents.reader import Reading
from citewatch.errors import InputError

_TAGS = Tags(re.compile(r"([A-Z][A-Z0-9]{1,3}) {0,2}- (.*)"), begins="PMID")
_TALK = ("AB", "OAB", "OABL", "GN", "CI", "AD", "COIS")
_PUBMED = "https://pubmed.ncbi.nlm.nih.gov/{}/"


def read_nbib(content: bytes, name: str) -> Reading:
    """The records of a .nbib file; one without a PMID goes by its number (`#3`)."""
    found = list(records(decode(content, name), _TAGS))
    if not found:
        raise InputError([f"{clean(name)}: holds no PubMed record"])
    citations, again = distinct(
        _citation(record, number, name) for number, record in enumerate(found, 1)
    )
    talk = (value for record in found for value in record.all(*_TALK))
    return Reading(None, citations, (*again, *left_out(named_in(talk))))


def _citation(record: Record, number: int, name: str) -> Citation:
    published = record.first("DP", "DEP")
    authors = record.all("FAU") or record.all("AU", "CN", "FED", "ED")
    return Citation(
        id=record.first("PMID") or f"#{number}",
        text=reference_text(
            record.first("TI", "BTI", "TT"), authors, record.first("JT", "TA", "PB"), published
        ),
        links=tuple(_links(record)),
        published=published,
        at=Place(name, record.line),
    )


def _links(record: Record) -> Iterator[str]:
    """The DOI, or else the record in PubMed, which its number names."""
    written = [value.partition(" [")[0] for value in record.all("LID", "AID") if "[doi]" in value]
    addresses = [link for value in record.all("UR") for link in addresses_in_field(value)]
    if found := with_doi(addresses, " ".join(written)):
        yield from found
    elif (number := record.first("PMID")) and number.isdecimal():
        yield _PUBMED.format(number)
