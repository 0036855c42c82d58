"""Holds a sources.yaml against its JSON Schema, and says in plain words what is wrong."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from citewatch.core.display import show
from citewatch.documents.kinds.sources.soundness import is_sound
from citewatch.documents.kinds.sources.text_file import Problem
from citewatch.documents.kinds.sources.yaml_tree import Data, Entry, Spot, Tree

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator, ValidationError

_TYPES = {"string": "text", "array": "a list", "object": "keys with values (key: value)"}

_HINTS = {
    ("string", "a number"): " (write it in quotes)",
    ("string", "a yes/no value"): " (write it in quotes)",
    ("array", "empty"): " (write [] where there is none)",
    ("array", "text"): " (begin each item with -)",
}

_NOT_EMPTY = {"pattern", "minLength"}
"""The schema's words for text that may not be empty."""

_DATE_SHAPE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")

_ONE_LINE = 60
"""Characters of the author's words that an error repeats."""


@cache
def _validator() -> "Draft202012Validator":
    from jsonschema import Draft202012Validator, FormatChecker  # noqa: PLC0415 - slow to import

    return Draft202012Validator(_schema(), format_checker=FormatChecker(formats=["date"]))


@cache
def _schema() -> Any:
    schema = files("citewatch") / "schemas" / "sources.schema.json"
    return json.loads(schema.read_text("utf-8"))


def check_entry(entry: Entry) -> Iterator[Problem]:
    """Every way in which an item of the list is no citation; one problem may come twice."""
    data = {"citations": [entry.data]}
    if is_sound(data, _schema()):
        return
    for error in _validator().iter_errors(data):
        _, _, *path = error.absolute_path
        for start, message in _explain(error, entry.spot.find(path)):
            yield Problem(start, _where(path, entry) + message)


def check_rest(tree: Tree) -> Iterator[Problem]:
    """The same for all that is not in the list."""
    if is_sound(tree.data, _schema()):
        return
    for error in _validator().iter_errors(tree.data):
        path = list(error.absolute_path)
        for start, message in _explain(error, tree.root.find(path)):
            yield Problem(start, _of_file(path, tree.data) + message)


def _explain(error: "ValidationError", place: Spot) -> Iterator[tuple[int, str]]:
    schema: Any = error.schema
    value: Any = error.instance
    match error.validator:
        case "additionalProperties":
            for key in value.keys() - schema["properties"].keys():
                yield place.keys[key], _unknown(key, schema["properties"])
        case "required":
            for key in schema["required"]:
                if key not in value:
                    yield place.start, f'the key "{key}" is missing'
        case "type":
            yield place.start, _wrong_type(schema, value)
        case _ if schema.get("format") == "date":
            yield place.start, _wrong_date(value)
        case _:
            yield place.start, "must not be empty"


def _where(path: Sequence[str | int], entry: Entry) -> str:
    """The value at `path` in an item as people find it: a whole citation by its id."""
    match path, entry.data:
        case [], {"id": str(name)} if name.strip():
            return f'citation "{show(name, _ONE_LINE)}": '
        case _:
            return _steps(["citations", entry.number, *path])


def _of_file(path: Sequence[str | int], data: Data) -> str:
    if path:
        return _steps(path)
    return "" if isinstance(data, dict) else "the whole file "


def _steps(path: Sequence[str | int]) -> str:
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(steps).removeprefix(".") + ": "


def _unknown(key: str, known: Iterable[str]) -> str:
    message = f'unknown key "{show(key, _ONE_LINE)}"'
    near = get_close_matches(key, known, n=1)
    return f'{message} (did you mean "{near[0]}"?)' if near else message


def _wrong_type(schema: Mapping[str, Any], value: Data) -> str:
    expected, found = schema["type"], _kind(value)
    hint = _HINTS.get((expected, found), "")
    if expected == "string" and value is None and schema.keys().isdisjoint(_NOT_EMPTY):
        hint = ' (write "" where there is none)'
    return f"must be {_TYPES[expected]}, but is {found}{hint}"


def _wrong_date(value: str) -> str:
    written = f'"{show(value, _ONE_LINE)}"'
    if _DATE_SHAPE.fullmatch(value):
        return f"{written} is not a day in the calendar"
    return f"must be a date such as 2017-01-12, but is {written}"


def _kind(value: Data) -> str:
    match value:
        case None:
            return "empty"
        case bool():
            return "a yes/no value"
        case int():
            return "a number"
        case str():
            return "text"
        case list():
            return "a list"
        case dict():
            return "keys with values"
