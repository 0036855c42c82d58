"""XML that nobody vouches for: without entities, within a depth."""

from xml.etree import ElementTree as ET
from xml.parsers import expat

MAX_DEPTH = 200
"""Elements within each other: far more than any office program or journal writes."""


class BadXml(ValueError):
    """Why it cannot be read, to go behind the name of the part: "is not valid XML"."""


def parsed(content: bytes) -> ET.Element:
    """The XML tree of `content`; raises BadXml for entities, extreme nesting or bad XML.

    A document type is allowed, and what it declares of entities is not: they could open other
    files or grow without end.
    """
    try:
        _refuse_traps(content)
        return ET.fromstring(content)  # noqa: S314 - no entity is declared, depth is bounded
    except BadXml:
        raise
    except (expat.ExpatError, ET.ParseError, ValueError, LookupError) as error:
        raise BadXml("is not valid XML") from error


def local(tag: str) -> str:
    """The name of an element or attribute without its namespace."""
    return tag.rpartition("}")[2]


def attribute(element: ET.Element, name: str) -> str | None:
    """The attribute called `name`, in whatever namespace."""
    for key, value in element.attrib.items():
        if local(key) == name:
            return value
    return None


def _refuse_traps(content: bytes) -> None:
    parser = expat.ParserCreate()
    depth = 0

    def declared(*_: object) -> None:
        raise BadXml("declares entities, which could open other files or grow without end")

    def opened(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise BadXml("is nested too deeply")

    def closed(*_: object) -> None:
        nonlocal depth
        depth -= 1

    parser.EntityDeclHandler = declared
    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    parser.Parse(content, True)
