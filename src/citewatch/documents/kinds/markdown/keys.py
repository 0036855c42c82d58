"""The keys by which running text cites works in a bibliography: `[@key, p. 3]`, `@key [p. 3]`."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_KEY = re.compile(
    r"(?<![\w@./\\])(?P<sure>\[-?|;[ \t]*-?)?@"
    r"(?:\{(?P<braced>[^{}\s]{1,200})\}|(?P<plain>\w(?:\w|[:.#$%&+?<>~/-](?=\w)){0,199}))"
)
"""As in Pandoc's manual, "Citation syntax"."""

_OF_DOCUMENT = re.compile(
    r"(?:fig|tbl|sec|eq|lst|thm|lem|cor|prp|cnj|def|exm|exr|nte|tip|wrn)-|ref\("
)
"""What Quarto and bookdown call figures, tables and sections by."""


class Key(NamedTuple):
    """A key, the place in the text behind it, and whether it stands in a citation's brackets."""

    name: str
    end: int
    bracketed: bool


def keys_in(text: str, start: int = 0) -> Iterator[Key]:
    """The keys in a text that begins at `start`; e-mail addresses are none."""
    if "@" not in text:
        return
    for found in _KEY.finditer(text):
        if not _OF_DOCUMENT.match(text, found.end() - len(found["plain"] or "")):
            name = found["braced"] or found["plain"]
            yield Key(name, start + found.end(), bool(found["sure"]))
