"""The named parts of an old address, of which a new one may be put together."""

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import parse_qsl, unquote

from citewatch.core.content.wording import fold, segments
from citewatch.core.urls import Url

_EXTENSION = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}$")
_LEADING = re.compile(r"^(\d+)[-_](.+)$")
_TRAILING = re.compile(r"^(.+)[-_](\d+)$")
_DAY = re.compile(r"^((?:19|20)\d\d)[-_]?(\d\d)[-_]?(\d\d)(?:[-_](.+))?$")
_NO_WORD = re.compile(r"[^a-z0-9]+")
_PARAMETERS_AT_MOST = 5
_SEGMENTS_AT_MOST = 12
_NAMES_AT_MOST = 3
"""Names that one and the same value may have; an address can repeat itself without end."""


def path_segments(url: Url) -> list[str]:
    """The parts of a path between its slashes, without empty ones."""
    return [part for part in url.path.split("/") if part][:_SEGMENTS_AT_MOST]


def stem(segment: str) -> str:
    """A file's name without its extension."""
    return _EXTENSION.sub("", segment)


def slug(text: str) -> str:
    """Words as addresses spell them: `A Day, Out` -> `a-day-out`."""
    return _NO_WORD.sub("-", fold(text).replace("'", "")).strip("-")


def atoms(url: Url, title: str) -> dict[str, str]:
    """Every part by its name; `title` is the source's own, whose slug new addresses often have."""
    found: dict[str, str] = {}
    parts = path_segments(url)
    for number, part in enumerate(parts):
        last = number == len(parts) - 1
        for name, value in _of_segment(part, last=last):
            found[f"{'end' if last else number}.{name}"] = value
    for name, value in parse_qsl(url.query)[:_PARAMETERS_AT_MOST]:
        for form, text in _of_segment(value, last=True):
            found[f"?{name}.{form}"] = text
    found["host.first"] = url.host.removeprefix("www.").partition(".")[0]
    for number, part in enumerate(segments(title)[:2]):
        found[f"title.{number}"] = slug(part)
    alike = Counter[str]()
    known: dict[str, str] = {}
    for name, value in found.items():
        alike[value] += 1
        if value and alike[value] <= _NAMES_AT_MOST:
            known[name] = value
    return known


def _of_segment(segment: str, *, last: bool) -> Iterator[tuple[str, str]]:
    yield "whole", segment
    base = stem(segment) if last else segment
    yield "stem", base
    yield "lower", base.lower()
    plain = slug(unquote(base))
    yield "slug", plain
    yield "underscores", plain.replace("-", "_")
    yield "joined", plain.replace("-", "")
    if found := _DAY.match(base):
        for name, value in zip(("year", "month", "day", "after-day"), found.groups(), strict=True):
            yield name, value or ""
    if found := _LEADING.match(plain):
        yield "number", found[1]
        yield "after-number", found[2]
    if found := _TRAILING.match(plain):
        yield "last-number", found[2]
        yield "before-number", found[1]
