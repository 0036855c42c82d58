"""Reads the phrases of all languages: one file each, in the folder `phrases`.

A file is UTF-8, its fields parted by tabs, its first line `kind phrase example seen`. `phrase` is a
pattern in which a space stands for any white space; `example` a text that it must be found in;
`seen` where such a page was met. A row of the kind `part` names a pattern for the other rows of its
file: its `phrase` is the name, `<thing>`, and its `example` the pattern. An ellipsis stands for
some words of the same sentence. Lines that begin with `# ` are remarks. CONTRIBUTING.md has the
recipe for a new language.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from msgspec import Struct

HEAD = ("kind", "phrase", "example", "seen")
_NAMED = re.compile(r"<\w+>")
_PART = "part"
_ELLIPSIS = "\u2026"
_SAME_SENTENCE = "[^.!?\u3002]{0,80}"
"""What an ellipsis stands for. A judgement: room for a page's name or a subordinate clause."""


class PhraseFileError(ValueError):
    """A file of phrases is not as it should be; the message names the file and the line."""


class Phrase(Struct, frozen=True):
    """One row. `pattern` is the phrase with its parts put in; `place` is its file and line."""

    kind: str
    pattern: str
    example: str
    seen: str
    place: str


def read_phrases(name: str, text: str) -> Iterator[Phrase]:
    """The rows of the file `name`. Raises PhraseFileError, at the first that is none."""
    parts: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("# "):
            continue
        place, fields = f"{name}, line {number}", line.split("\t")
        if len(fields) != len(HEAD):
            raise PhraseFileError(f"{place}: {len(fields)} fields instead of {', '.join(HEAD)}")
        kind, phrase, example, seen = (field.strip() for field in fields)
        if (kind, phrase) == HEAD[:2]:
            continue
        if not (kind and phrase and example):
            raise PhraseFileError(f"{place}: a row needs a kind, a phrase and an example")
        if kind == _PART:
            parts[phrase] = example
            continue
        yield Phrase(kind, _pattern(phrase, parts, place), example, seen, place)


def _pattern(phrase: str, parts: Mapping[str, str], place: str) -> str:
    if "<" in phrase:
        for part, pattern in parts.items():
            phrase = phrase.replace(part, pattern)
        if unknown := _NAMED.search(phrase):
            raise PhraseFileError(f"{place}: no row above names the part {unknown[0]}")
    return phrase.replace(_ELLIPSIS, _SAME_SENTENCE)


@cache
def all_phrases() -> tuple[Phrase, ...]:
    """Those of every language, file by file in the order of their names."""
    folder = files("citewatch.core.content") / "phrases"
    found = sorted(
        (one for one in folder.iterdir() if one.name.endswith(".tsv")), key=lambda one: one.name
    )
    rows = (read_phrases(one.name, one.read_text("utf-8")) for one in found)
    return tuple(row for file in rows for row in file)


@cache
def patterns_of(kind: str) -> tuple[str, ...]:
    """The patterns of one kind, in all languages."""
    return tuple(row.pattern for row in all_phrases() if row.kind == kind)
