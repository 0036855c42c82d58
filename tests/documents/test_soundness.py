"""The fast check of a sources.yaml agrees with jsonschema about everything."""

import json
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from citewatch.documents.kinds.sources.soundness import is_sound

SCHEMA: Any = json.loads(
    (files("citewatch") / "schemas" / "sources.schema.json").read_text("utf-8")
)
FULL = {
    "id": "1",
    "text": "",
    "links": ["http://a.example/"],
    "accessed": "2017-01-12",
    "published": "Oct. 2016",
    "supports": ["It is so."],
    "quote": "words",
    "note": "mine",
    "at": "a.md:1:1",
}
ODD: list[Any] = [None, True, 0, 1.5, "", " ", "x", "2017-02-30", "2017-1-12", "20170112", [], {}]
ODD += [[odd] for odd in ODD]


def agree(data: Any) -> bool:
    checker = FormatChecker(formats=["date"])
    valid = Draft202012Validator(SCHEMA, format_checker=checker).is_valid(data)
    assert is_sound(data, SCHEMA) is valid, data
    return bool(valid)


def test_a_list_that_says_everything_is_sound() -> None:
    assert agree({"title": "A report", "citations": [FULL, {"id": "2", "text": "", "links": []}]})


@pytest.mark.parametrize("key", [*FULL, "unknown"])
def test_both_agree_about_every_value_of_every_key(key: str) -> None:
    for odd in ODD:
        agree({"citations": [FULL | {key: odd}]})
    agree({"citations": [{name: value for name, value in FULL.items() if name != key}]})


@pytest.mark.parametrize("odd", ODD)
def test_both_agree_about_the_whole(odd: Any) -> None:
    for data in (odd, {"citations": odd}, {"citations": [odd]}, {"title": odd, "citations": []}):
        agree(data)


def test_a_schema_with_words_that_it_does_not_know_makes_nothing_sound() -> None:
    assert not is_sound("a", {"type": "string", "maxLength": 3})
    assert not is_sound({}, {"type": "object", "properties": {}, "additionalProperties": True})
    assert not is_sound("a", {"enum": ["a"]})
