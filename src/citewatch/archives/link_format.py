"""Reads links in the form of RFC 6690 and RFC 8288: TimeMaps, and the Link headers of mementos."""

import html
import re
from collections.abc import Iterator
from datetime import datetime

from msgspec import Struct

from citewatch.core.memento import read_http_date

_LINK = re.compile(
    r"<([^<>]{1,8000})>((?:\s{0,9};\s{0,9}[\w.!#$&+^`|~-]{1,40}=(?:\"[^\"]*\"|[^\s\",;]*))*)"
)
_PARAMETER = re.compile(r";\s*([\w.!#$&+^`|~-]+)=(?:\"([^\"]*)\"|([^\s\",;]*))")


class Link(Struct, frozen=True):
    """A link with its relations, in lower case; `moment` is its `datetime`, where it has one."""

    url: str
    relations: frozenset[str]
    moment: datetime | None = None


def read_links(text: str) -> Iterator[Link]:
    """The links of `text`, whatever stands between them. Archives escape addresses like HTML."""
    for found in _LINK.finditer(text):
        parameters = {
            name.lower(): quoted or bare for name, quoted, bare in _PARAMETER.findall(found[2])
        }
        yield Link(
            html.unescape(found[1]),
            frozenset(parameters.get("rel", "").lower().split()),
            read_http_date(parameters.get("datetime", "")),
        )
