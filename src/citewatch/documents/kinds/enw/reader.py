"""Reads EndNote's tagged files (.enw), which many publishers offer: one citation a record."""

import re

from citewatch.core.citation import Citation, Place
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
from citewatch.documents.content.decoding import decode
from citewatch.documents.content.tagged import Record, Tags, records
from citewatch.documents.reader import Reading
from citewatch.errors import InputError

_TAGS = Tags(re.compile(r"(%[0-9A-Z@!#$&()*+<>?\[\]^~=]) ?(.*)"), begins="%0")
_TALK = ("%X", "%Z", "%K", "%<", "%+")


def read_enw(content: bytes, name: str) -> Reading:
    """The records of a tagged EndNote file; their ids are their numbers in it."""
    found = [record for record in records(decode(content, name), _TAGS) if len(record.fields) > 1]
    if not found:
        raise InputError([f"{clean(name)}: holds no EndNote record"])
    citations = tuple(_citation(record, number, name) for number, record in enumerate(found, 1))
    talk = (value for record in found for value in record.all(*_TALK))
    return Reading(None, citations, left_out(named_in(talk)))


def _citation(record: Record, number: int, name: str) -> Citation:
    published = record.first("%8", "%D")
    links = [link for value in record.all("%U", "%>", "%R") for link in addresses_in_field(value)]
    seen = record.first("%[")
    return Citation(
        id=str(number),
        text=reference_text(
            record.first("%T"), record.all("%A"), record.first("%J", "%B", "%I"), published
        ),
        links=with_doi(links, " ".join(record.all("%R"))),
        accessed=day(seen) or (access_date(f"accessed {seen}") if seen else None),
        published=published,
        at=Place(name, record.line),
    )
