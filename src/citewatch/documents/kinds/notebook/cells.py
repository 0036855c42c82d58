"""The cells of a notebook, each character of their text with the place of it in the file.

After the notebook format of Jupyter, versions 3 and 4 (nbformat.readthedocs.io): a cell's source
is a string or a list of strings, and version 3 keeps its cells in worksheets.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from citewatch.documents.editing.whole_links import Span

_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{},:]|[^\s"\[\]{},:]+', re.DOTALL)
_CHARACTER = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|.", re.DOTALL
)
_MARKDOWN = frozenset({"text/markdown", "text/x-markdown", "markdown"})

_DEEPEST = 6
"""How far in a string of a source stands: worksheets, number, cells, number, input, number."""

_Path = tuple[str | int, ...]


class BadNotebook(ValueError):
    """Why it cannot be read, to go behind its name."""


class Cell(Struct, frozen=True):
    """A cell: its number from 1, whether it is Markdown, and the strings of its source.

    `strings` are where those stand in the file, within their quotes; `text` is what they say
    together. `beside` is what else it holds: outputs.
    """

    number: int
    markdown: bool
    text: str
    strings: tuple[Span, ...]
    beside: Any = None


class Notebook(Struct, frozen=True):
    """The cells of a notebook, and its title where its metadata has one."""

    title: str | None
    cells: tuple[Cell, ...]


def notebook(text: str) -> Notebook:
    """What the JSON `text` holds; raises BadNotebook."""
    try:
        parsed = json.loads(text.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise BadNotebook(f"is not valid JSON ({place}: {error.msg})") from error
    except RecursionError as error:
        raise BadNotebook("is nested too deeply") from error
    except ValueError as error:
        raise BadNotebook("is not valid JSON") from error
    found = list(_cells(parsed))
    if not found and not (isinstance(parsed, dict) and "nbformat" in parsed):
        raise BadNotebook("is JSON, but no Jupyter notebook")
    places = _places(text, {path for path, _ in found})
    return Notebook(
        _title(parsed),
        tuple(_cell(n, path, cell, places) for n, (path, cell) in enumerate(found, 1)),
    )


def characters(text: str, strings: tuple[Span, ...]) -> Iterator[Span]:
    """Where each character of a cell's text is written in the file."""
    for string in strings:
        for found in _CHARACTER.finditer(text, string.start, string.end):
            yield Span(*found.span())


def _cells(parsed: object) -> Iterator[tuple[_Path, dict[str, Any]]]:
    """The cells, each with the way to its source."""
    if not isinstance(parsed, dict):
        return
    sheets: list[tuple[_Path, object]] = [(("cells",), parsed.get("cells"))]
    worksheets = parsed.get("worksheets")
    for number, sheet in enumerate(worksheets if isinstance(worksheets, list) else ()):
        if isinstance(sheet, dict):
            sheets.append((("worksheets", number, "cells"), sheet.get("cells")))
    for path, cells in sheets:
        for number, cell in enumerate(cells if isinstance(cells, list) else ()):
            if isinstance(cell, dict):
                yield (*path, number, "input" if "input" in cell else "source"), cell


def _cell(number: int, path: _Path, cell: dict[str, Any], places: dict[_Path, list[Span]]) -> Cell:
    source = cell.get("input", cell.get("source"))
    pieces = [one for one in source if isinstance(one, str)] if isinstance(source, list) else []
    if isinstance(source, str):
        pieces = [source]
    beside = cell.get("outputs")
    return Cell(number, _is_markdown(cell), "".join(pieces), tuple(places.get(path, ())), beside)


def _is_markdown(cell: dict[str, Any]) -> bool:
    """Whether a cell is Markdown, as Jupyter or as nbconvert takes it."""
    kind, said = cell.get("cell_type"), cell.get("metadata")
    if kind != "raw":
        return kind in ("markdown", "heading")
    said = said if isinstance(said, dict) else {}
    form = said.get("format") or said.get("raw_mimetype")
    return isinstance(form, str) and form.lower() in _MARKDOWN


def _title(parsed: Any) -> str | None:
    said = parsed.get("metadata")
    title = said.get("title") if isinstance(said, dict) else None
    return " ".join(title.split()) or None if isinstance(title, str) else None


def _places(text: str, wanted: set[_Path]) -> dict[_Path, list[Span]]:
    """The strings at the `wanted` paths and in the lists there; of equal keys the last one counts.

    The text was parsed before: only valid JSON comes here.
    """
    found: dict[_Path, list[Span]] = {}
    path: list[str | int] = []
    key: str | None = None
    for token in _TOKEN.finditer(text):
        begins = token[0][0]
        if begins in "[{":
            path.append(0 if begins == "[" else "")
        elif begins in "]}":
            path.pop()
        elif begins == ",":
            path[-1] = path[-1] + 1 if isinstance(path[-1], int) else ""
        elif begins == ":":
            path[-1] = json.loads(key or '""')
            if len(path) <= _DEEPEST and (here := tuple(path)) in wanted:
                found[here] = []
        elif begins == '"':
            key = token[0]
            _note(found, path, Span(token.start() + 1, token.end() - 1))
    return found


def _note(found: dict[_Path, list[Span]], path: list[str | int], string: Span) -> None:
    if len(path) > _DEEPEST:
        return
    here = tuple(path)
    if here in found:
        found[here].append(string)
    elif here and isinstance(here[-1], int) and here[:-1] in found:
        found[here[:-1]].append(string)
