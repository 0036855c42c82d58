"""Documents that nobody wrote by hand: four times the size takes some four times as long."""

from collections.abc import Callable
from contextlib import suppress
from time import process_time

import pytest

from citewatch.documents.kinds.known import KINDS
from citewatch.documents.kinds.reading import read
from citewatch.documents.reader import gathered
from citewatch.errors import InputError

_SIZE = 30_000
_TIMES = 4
_MOST = 2.6
"""How much longer a byte of the larger may take: quadratic work would take four times as long."""

_NOISE = 0.3
"""Seconds that say nothing."""

SHAPES: dict[str, Callable[[int], str]] = {
    "no blank": lambda size: "x" * size,
    "no blank and an emphasis": lambda size: "*word* " + "x" * size + " *word*",
    "addresses without a blank": lambda size: "http://a.example/" * (size // 17),
    "addresses": lambda size: " ".join(f"http://a.example/{n}" for n in range(size // 22)),
    "marks": lambda size: "[1] " * (size // 4) + "\n\nReferences\n\n[1] http://a.example/\n",
    "opening brackets": lambda size: "[" * size,
    "opening braces": lambda size: "{" * size,
    "opening templates": lambda size: "{{x|" * (size // 4),
    "opening tags": lambda size: "<a " * (size // 3),
    "elements in elements": lambda size: "<div>" * (size // 5),
    "stars": lambda size: "*a " * (size // 3),
    "quotes": lambda size: "> " * (size // 2),
    "headings": lambda size: "References\n\n" * (size // 12),
    "entries": lambda size: "\n".join(f"Doe, A. (2010). Title {n}." for n in range(size // 28)),
    "entries below a heading": lambda size: "References\n\n" + SHAPES["entries"](size),
    "backslashes": lambda size: "\\" * size,
    "commands": lambda size: "\\footnote{" * (size // 10),
    "bibliographies without an end": lambda size: "\\bibliography[" * (size // 14),
    "titles without an end": lambda size: "\\title[" * (size // 7),
    "blanks": lambda size: " " * size + "x",
    "lines": lambda size: "\n" * size,
}

_KINDS = sorted(
    {"asciidoc", "bibtex", "eml", "enw", "html", "latex", "markdown", "nbib", "org", "ris"}
    | {"rst", "rtf", "text", "wikitext"}
)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("kind", _KINDS)
def test_time_grows_with_the_size(kind: str, shape: str) -> None:
    small = min(_seconds(kind, SHAPES[shape](_SIZE)) for _ in range(2))
    if small > 0.01:
        large = _seconds(kind, SHAPES[shape](_SIZE * _TIMES))
        assert large < _NOISE + _MOST * _TIMES * small
    else:
        assert _seconds(kind, SHAPES[shape](_SIZE * _TIMES)) < _NOISE


def _seconds(kind: str, content: str) -> float:
    start = process_time()
    with suppress(InputError):
        gathered(read(KINDS[kind], content.encode(), "a"))
    return process_time() - start
