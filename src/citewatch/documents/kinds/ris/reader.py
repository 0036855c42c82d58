"""Reads RIS files, as reference managers and databases export them: one citation a record."""

import re

from msgspec.structs import replace

from citewatch.core.citation import Citation, Place
from citewatch.core.display import clean
from citewatch.documents.citations.reference import (
    addresses_in_field,
    day,
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

TAGS = Tags(re.compile(r"\s{0,3}([A-Z][A-Z0-9])(?:  ?- ?|  -$)(.*)"), begins="TY", ends="ER")

LINKS = ("UR", "LK", "L1", "L2", "L3", "L4", "DO", "DI", "M3")
"""Where exports put addresses; ProQuest puts one into DO, Ovid links into L2."""

_TALK = ("AB", "N1", "N2", "KW", "AD", "RN")
"""What speaks of the source: an address there is not where it can be read."""

_TITLES = ("TI", "T1", "BT", "CT")
_CONTAINERS = ("T2", "JO", "JF", "JA", "BT", "PB")
_DATES = ("DA", "PY", "Y1")


def read_ris(content: bytes, name: str) -> Reading:
    """The records of a RIS file; their ids are their numbers in it."""
    found = [record for record in records(decode(content, name), TAGS) if len(record.fields) > 1]
    if not found:
        raise InputError([f"{clean(name)}: holds no RIS record"])
    citations = tuple(_citation(record, number, name) for number, record in enumerate(found, 1))
    talk = (value for record in found for value in record.all(*_TALK))
    return Reading(None, citations, left_out(named_in(talk)))


def read_keyed_ris(content: bytes, name: str) -> Reading:
    """The records of a RIS file by the ids that they give themselves, else by their numbers."""
    found = [record for record in records(decode(content, name), TAGS) if len(record.fields) > 1]
    citations, again = distinct(
        replace(_citation(record, number, name), id=record.first("ID") or f"#{number}")
        for number, record in enumerate(found, 1)
    )
    return Reading(None, citations, again)


def _citation(record: Record, number: int, name: str) -> Citation:
    published = record.first(*_DATES)
    links = [link for value in record.all(*LINKS) for link in addresses_in_field(value)]
    return Citation(
        id=str(number),
        text=reference_text(
            record.first(*_TITLES), record.all("AU", "A1"), record.first(*_CONTAINERS), published
        ),
        links=with_doi(links, " ".join(record.all("DO", "DI", "UR", "M3"))),
        accessed=day(record.first("Y2")),
        published=published,
        at=Place(name, record.line),
    )
