"""Writes citations as sources.yaml."""

import json
import re
from collections.abc import Iterable, Iterator

from citewatch.core.citation import Citation

_UNSAFE = re.compile(
    "[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
"""What YAML 1.1 (section 5.1) does not allow unescaped, and the line ends that only it knows."""

_BLOCK_LINE = re.compile(r"\S.*")


def render_sources(title: str | None, citations: Iterable[Citation]) -> str:
    """A whole sources.yaml: the title, if there is one, and the citations in their order."""
    head = f"title: {_quoted(title)}\n" if title else ""
    entries = "\n".join(render_citation(citation) for citation in citations)
    return f"{head}citations:\n{entries}" if entries else f"{head}citations: []\n"


def render_citation(citation: Citation) -> str:
    """One citation as an item of the list, indented by two."""
    lines = list(_lines(citation))
    return "".join(
        f"{'  - ' if not number else '    '}{line}\n" for number, line in enumerate(lines)
    )


def _lines(citation: Citation) -> Iterator[str]:
    yield f"id: {_quoted(citation.id)}"
    yield from _text("text", citation.text)
    yield from _list("links", citation.links, when_empty="links: []")
    if citation.accessed is not None:
        yield f"accessed: {citation.accessed.isoformat()}"
    yield from _text("published", citation.published)
    yield from _list("supports", citation.supports)
    yield from _text("quote", citation.quote)
    yield from _text("note", citation.note)
    yield from _text("at", None if citation.at is None else str(citation.at))


def _list(key: str, values: tuple[str, ...], when_empty: str = "") -> Iterator[str]:
    if values:
        yield f"{key}:"
        yield from (f"  - {_quoted(value)}" for value in values)
    elif when_empty:
        yield when_empty


def _text(key: str, value: str | None) -> Iterator[str]:
    if value is None:
        return
    lines = value.split("\n")
    if len(lines) > 1 and not _UNSAFE.search(value) and all(map(_BLOCK_LINE.fullmatch, lines)):
        yield f"{key}: |-"
        yield from (f"  {line}" for line in lines)
    else:
        yield f"{key}: {_quoted(value)}"


def _quoted(value: str) -> str:
    """Text in double quotes; JSON's escapes are YAML's, too."""
    return _UNSAFE.sub(_escaped, json.dumps(value, ensure_ascii=False))


def _escaped(found: re.Match[str]) -> str:
    return f"\\U{ord(found[0]):08X}"
