"""XML as a course of tags and text, each with the bytes in which it stands.

A tree forgets where it was read; whoever wants to change a few characters of a file and leave
every other byte alone has to know. Reader and editor of a kind both read through here, so that
what was read can be written.
"""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from itertools import pairwise
from typing import NamedTuple
from xml.parsers import expat

from citewatch.documents.content.xml import MAX_DEPTH, BadXml
from citewatch.documents.editing.whole_links import Span

_CHUNK = 256 * 2**10
_ATTRIBUTE = re.compile(
    rb"""(?s)\s(?:[^\s=:"'<>]+:)?(?P<name>[^\s=:"'<>]+)\s*=\s*(["'])(?P<value>.*?)\2"""
)
_CHARACTER = re.compile(r"(?s)&[^;&\s]{1,12};|.")


class Opened(NamedTuple):
    """A start tag: its name and its attributes, both without prefixes."""

    name: str
    values: Mapping[str, str]
    at: Span


class Closed(NamedTuple):
    """An end tag; of an element without content it stands, empty, behind the start tag."""

    name: str
    at: Span


class Characters(NamedTuple):
    """Some text; a character written as a reference (`&amp;`) stands alone."""

    text: str
    at: Span


class _Other(NamedTuple):
    at: Span


Event = Opened | Closed | Characters


def events(xml: bytes) -> Iterator[Event]:
    """The tags and texts of an XML file, in order.

    Raises BadXml, maybe behind some of them, for entities, extreme nesting or bad XML.
    """
    try:
        for event, following in pairwise(_begun(xml)):
            if not isinstance(event, _Other):
                yield event._replace(at=Span(event.at.start, following.at.start))
    except BadXml:
        raise
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise BadXml("is not valid XML") from error


def _begun(xml: bytes) -> Iterator[Event | _Other]:
    """What begins where: the end of each is where the next begins."""
    parser = expat.ParserCreate()
    gathered = _Gatherer(parser)
    for start in range(0, len(xml), _CHUNK):
        parser.Parse(xml[start : start + _CHUNK], start + _CHUNK >= len(xml))
        yield from gathered.taken()
    yield _Other(Span(len(xml), len(xml)))


class _Gatherer:
    def __init__(self, parser: expat.XMLParserType) -> None:
        self._parser = parser
        self._events: list[Event | _Other] = []
        self._depth = 0
        parser.StartElementHandler = self._opened
        parser.EndElementHandler = self._closed
        parser.CharacterDataHandler = self._characters
        parser.EntityDeclHandler = self._declared
        parser.CommentHandler = self._other
        parser.ProcessingInstructionHandler = self._other
        parser.StartCdataSectionHandler = self._other
        parser.EndCdataSectionHandler = self._other

    def taken(self) -> list[Event | _Other]:
        events, self._events = self._events, []
        return events

    def _here(self) -> Span:
        index = self._parser.CurrentByteIndex
        return Span(index, index)

    def _opened(self, name: str, values: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise BadXml("is nested too deeply")
        named = {key.rpartition(":")[2]: value for key, value in values.items()}
        self._events.append(Opened(name.rpartition(":")[2], named, self._here()))

    def _closed(self, name: str) -> None:
        self._depth -= 1
        self._events.append(Closed(name.rpartition(":")[2], self._here()))

    def _characters(self, text: str) -> None:
        self._events.append(Characters(text, self._here()))

    def _other(self, *_: object) -> None:
        self._events.append(_Other(self._here()))

    def _declared(self, *_: object) -> None:
        raise BadXml("declares entities, which could open other files or grow without end")


class Value(NamedTuple):
    """An attribute: the whole of it with the blank in front, and where its value stands."""

    whole: Span
    value: Span


def value_in(xml: bytes, tag: Span, name: str) -> Value | None:
    """Where the attribute `name`, whatever its prefix, stands in a start tag."""
    for found in _ATTRIBUTE.finditer(xml, tag.start, tag.end):
        if found["name"].decode("latin-1") == name:
            return Value(Span(*found.span()), Span(*found.span("value")))
    return None


def characters_of(xml: bytes, at: Span) -> Iterator[Characters]:
    """The characters of a stretch of UTF-8 text as written there, references resolved."""
    position = at.start
    for found in _CHARACTER.finditer(xml[at.start : at.end].decode("utf-8")):
        end = position + len(found[0].encode("utf-8"))
        yield Characters(unescape(found[0]), Span(position, end))
        position = end
