"""Reads CSL, the exchange format of Zotero, Manubot and Pandoc: one citation an item."""

import json
from collections.abc import Iterator
from itertools import takewhile
from typing import Any

import yaml

from citewatch.core.citation import Citation
from citewatch.core.display import clean
from citewatch.documents.citations.reference import (
    addresses_in_field,
    day,
    reference_text,
    with_doi,
)
from citewatch.documents.citations.unique_ids import distinct
from citewatch.documents.content.decoding import decode
from citewatch.documents.content.places import at_part
from citewatch.documents.content.yaml_values import yaml_values
from citewatch.documents.reader import Reading
from citewatch.errors import InputError

_AUTHORS = ("author", "editor", "translator")
_CONTAINERS = ("container-title", "publisher", "publisher-place")


def read_csl_json(content: bytes, name: str) -> Reading:
    """The items of a CSL-JSON file, by their ids (an item without one by its number, `#3`)."""
    try:
        parsed = json.loads(decode(content, name))
    except (ValueError, RecursionError) as error:
        raise InputError([f"{clean(name)}: is not valid JSON"]) from error
    reading = csl_items(parsed, name)
    if not reading.citations:
        raise InputError([f"{clean(name)}: holds no CSL-JSON items"])
    return reading


def read_csl_yaml(content: bytes, name: str) -> Reading:
    """The items of CSL in YAML, as Pandoc keeps bibliographies."""
    try:
        parsed = yaml_values(decode(content, name))
    except yaml.YAMLError as error:
        raise InputError([f"{clean(name)}: is not valid YAML"]) from error
    return csl_items(parsed, name)


def csl_items(parsed: object, name: str) -> Reading:
    """The items of CSL that was parsed, as citations."""
    citations, remarks = distinct(
        _citation(item, number, name) for number, item in enumerate(_items(parsed), 1)
    )
    return Reading(None, citations, remarks)


def _items(parsed: object) -> Iterator[dict[str, Any]]:
    """The items of a list, of Pandoc's `references`, of Zotero's `items`, or of a mapping by id."""
    if isinstance(parsed, dict):
        if _is_item(parsed):
            yield parsed
            return
        parsed = parsed.get("references") or parsed.get("items") or list(parsed.values())
    if isinstance(parsed, list):
        yield from filter(_is_item, parsed)


def _is_item(value: object) -> bool:
    return isinstance(value, dict) and not {"type", "URL", "DOI", "title"}.isdisjoint(value)


def _citation(item: dict[str, Any], number: int, name: str) -> Citation:
    identifier = str(item.get("id") or "") or f"#{number}"
    published = _date(item.get("issued"))
    container = next((_text(item[key]) for key in _CONTAINERS if item.get(key)), None)
    links = addresses_in_field(_text(item.get("URL")) or "")
    return Citation(
        id=identifier,
        text=reference_text(_text(item.get("title")), _names(item), container, published),
        links=with_doi(links, _text(item.get("DOI"))),
        accessed=day(_date(item.get("accessed"))),
        published=published,
        at=at_part(name, "item", identifier),
    )


def _text(value: object) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    return " ".join(str(value).split()) if isinstance(value, str | int | float) else None


def _names(item: dict[str, Any]) -> list[str]:
    """The names of an item's authors, or of its editors where it has no author."""
    for role in _AUTHORS:
        people = item.get(role)
        if isinstance(people, list) and people:
            return [
                name for person in people if isinstance(person, dict) and (name := _name(person))
            ]
    return []


def _name(person: dict[str, Any]) -> str:
    parts = [person.get("literal"), person.get("family"), person.get("given")]
    return ", ".join(part for part in parts if isinstance(part, str) and part)


def _date(value: object) -> str | None:
    """A CSL date as `2019-09-10`, `2019-09`, `2019`, or as it is written."""
    if isinstance(value, str):
        return value or None
    if isinstance(value, list) and value:
        value = value[0]
    if not isinstance(value, dict):
        return None
    if year := value.get("year"):
        named = (year, value.get("month"), value.get("day"))
        return "-".join(str(part).zfill(2) for part in takewhile(bool, named))
    parts = value.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list) and parts[0]:
        return "-".join(
            f"{part:02}" if str(part).isdecimal() and isinstance(part, int) else str(part)
            for part in parts[0][:3]
        )
    return _text(value.get("raw")) or _text(value.get("literal"))
