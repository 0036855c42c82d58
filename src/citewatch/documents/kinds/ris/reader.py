"""Reads RIS files, as reference managers and databases export them: one citation a record."""

import re
from collections.abc import Iterator

from citewatch.core.citation import Citation, Place
from citewatch.documents.citations.reference import (
    addresses_in_field,
    day,
    reference_text,
    with_doi,
)
from citewatch.documents.content.decoding import decode
from citewatch.documents.reader import Reading
from citewatch.errors import InputError

_TAG = re.compile(r"\s{0,3}([A-Z][A-Z0-9])(?:  ?- ?|  -$)(.*)")
_LINKS = ("UR", "LK", "L1", "L2", "L3", "L4", "DO", "DI", "M3")
"""Where exports put addresses; ProQuest puts one into DO, Ovid links into L2."""

_TITLES = ("TI", "T1", "BT", "CT")
_CONTAINERS = ("T2", "JO", "JF", "JA", "BT", "PB")
_DATES = ("DA", "PY", "Y1")


def read_ris(content: bytes, name: str) -> Reading:
    """The records of a RIS file; their ids are their numbers in it."""
    records = list(_records(decode(content, name)))
    if not records:
        raise InputError([f"{name}: holds no RIS record"])
    return Reading(
        None,
        tuple(
            _citation(fields, str(number), Place(name, line))
            for number, (line, fields) in enumerate(records, 1)
        ),
    )


def _records(text: str) -> Iterator[tuple[int, dict[str, list[str]]]]:
    """Each record's first line, and its values by their tags."""
    fields: dict[str, list[str]] = {}
    start, tag = 1, ""
    for number, line in enumerate(text.split("\n"), 1):
        found = _TAG.match(line)
        if found is None:
            if tag and line.strip():
                fields[tag][-1] += " " + line.strip()
            continue
        tag = found[1]
        if tag in {"TY", "ER"}:
            if fields:
                yield start, fields
            fields, start = {}, number
        if tag == "ER":
            tag = ""
            continue
        fields.setdefault(tag, []).append(found[2].strip())
    if fields:
        yield start, fields


def _citation(fields: dict[str, list[str]], number: str, at: Place) -> Citation:
    published = _first(fields, _DATES)
    authors = [*fields.get("AU", ()), *fields.get("A1", ())]
    dois = [*fields.get("DO", ()), *fields.get("DI", ())]
    return Citation(
        id=number,
        text=reference_text(
            _first(fields, _TITLES), authors, _first(fields, _CONTAINERS), published
        ),
        links=with_doi(
            (
                link
                for tag in _LINKS
                for value in fields.get(tag, ())
                for link in addresses_in_field(value)
            ),
            " ".join(dois),
        ),
        accessed=day(_first(fields, ("Y2",))),
        published=published,
        at=at,
    )


def _first(fields: dict[str, list[str]], tags: tuple[str, ...]) -> str | None:
    for tag in tags:
        for value in fields.get(tag, ()):
            if written := value.strip("/ "):
                return written
    return None
