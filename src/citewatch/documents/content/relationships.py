"""How the parts of an Office package point to each other (ECMA-376, part 2, relationships)."""

import posixpath
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree as ET

from citewatch.documents.content.package import Package


class Relationship(NamedTuple):
    """One pointer: `kind` is the last word of its type; `target` a part, or an address outside."""

    id: str
    kind: str
    target: str
    is_external: bool


def relationships(package: Package, part: str) -> list[Relationship]:
    """What a part points to, in order; "" is the package itself. No part has to have any."""
    member = relations_member(part)
    folder = posixpath.dirname(part)
    return list(_read(package, member, folder)) if member in package else []


def relations_member(part: str) -> str:
    """Where the relationships of a part stand."""
    folder, file = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{file}.rels")


def _read(package: Package, member: str, folder: str) -> Iterator[Relationship]:
    for relation in package.xml(member):
        target = relation.get("Target", "")
        is_external = relation.get("TargetMode") == "External"
        if not is_external:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        kind = relation.get("Type", "").rpartition("/")[2]
        yield Relationship(relation.get("Id", ""), kind, target, is_external)


def first_part(package: Package, part: str, kind: str) -> str | None:
    """The first part of this kind that `part` points to, if the package has it."""
    found = (one.target for one in relationships(package, part) if one.kind == kind)
    return next((target for target in found if target in package), None)


def named_by(element: ET.Element) -> str:
    """The relationship that an element names: `r:id`, beside which an `id` of its own may stand."""
    return next((value for key, value in element.attrib.items() if key.endswith("}id")), "")
