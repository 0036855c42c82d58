"""The quick way through a sources.yaml: most citations in it are as the schema wants them."""

from datetime import date
from typing import Annotated

import msgspec
from msgspec import UNSET, UnsetType

from citewatch.core.citation import Citation, Place
from citewatch.documents.kinds.sources.yaml_tree import Data

_Said = Annotated[str, msgspec.Meta(pattern=r"\S")]
_Link = Annotated[str, msgspec.Meta(min_length=1)]


class _Entry(msgspec.Struct, forbid_unknown_fields=True):
    """A citation as `schemas/sources.schema.json` describes it."""

    id: _Said
    text: str
    links: tuple[_Link, ...]
    accessed: date | UnsetType = UNSET
    published: str | UnsetType = UNSET
    supports: tuple[_Said, ...] = ()
    quote: _Said | UnsetType = UNSET
    note: str | UnsetType = UNSET
    at: str | UnsetType = UNSET


def citation_of(data: Data) -> Citation | None:
    """The citation that an item of the list describes; None where the schema has to say why not."""
    try:
        entry = msgspec.convert(data, _Entry)
    except msgspec.ValidationError:
        return None
    return Citation(
        id=entry.id,
        text=entry.text,
        links=entry.links,
        accessed=None if entry.accessed is UNSET else entry.accessed,
        published=_or_none(entry.published),
        supports=entry.supports,
        quote=_or_none(entry.quote),
        note=_or_none(entry.note),
        at=None if entry.at is UNSET else Place.read(entry.at),
    )


def _or_none(value: str | UnsetType) -> str | None:
    return None if value is UNSET else value
