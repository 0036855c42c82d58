"""The addresses in a stretch of LaTeX: in commands, in the author's own macros, and bare."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from citewatch.documents.addresses.targets import is_web_address, joined_links
from citewatch.documents.kinds.latex.source import Command, braces, commands
from citewatch.documents.kinds.latex.text import latex_address, latex_plain

_VERBATIM = ("url", "nolinkurl", "path", "href")
_MACRO = re.compile(
    r"""(?x) \\(?:re|provide)?(?:new)?command\*?\s*\{?\s*\\([A-Za-z]+)\s*\}?\s*\[1\]\s*
        \{ [^\n]{0,200}? \\(?:url|href|nolinkurl)\s*
        \{ ([^{}\n]{0,500}\#1[^{}\n]{0,500}) \} [^\n]*"""
)
_BROKEN = re.compile(r"%[ \t]*\n\s*|\s+")
_TELLING = 15
_ARGUMENT = re.compile(r"\s*(?=\{)")


class Address(NamedTuple):
    """An address, the words that it is linked from, and where it stands in the source."""

    url: str
    words: str
    start: int


def macros_in(source: str) -> dict[str, str]:
    """The macros of one argument that make an address of it, with `#1` in its place."""
    return {found[1]: found[2] for found in _MACRO.finditer(source)}


def without_macros(source: str) -> str:
    """`source` with the definitions of such macros blanked out."""
    return _MACRO.sub(lambda found: " " * len(found[0]), source)


def addresses(source: str, macros: Mapping[str, str]) -> Iterator[Address]:
    """The addresses in `source`, in order."""
    closing, position = braces(source), 0
    for command in commands(source, "|".join((*_VERBATIM, *macros))):
        yield from _bare(source, position, command.start)
        position, words = command.end, ""
        if command.name == "href" and (opening := _ARGUMENT.match(source, command.end)):
            position = closing.get(opening.end(), command.end)
            words = latex_plain(source[opening.end() : position])
        url = _target(command, macros)
        if is_web_address(url):
            yield Address(url, words, command.start)
    yield from _bare(source, position, len(source))


def _target(command: Command, macros: Mapping[str, str]) -> str:
    argument = command.argument
    if command.name in macros:
        argument = macros[command.name].replace("#1", argument)
    return latex_address(_BROKEN.sub("", argument))


def _bare(source: str, start: int, end: int) -> Iterator[Address]:
    for url in joined_links(latex_address(source[start:end]), ()):
        # The escapes in an address seldom stand in its beginning.
        found = source.find(url[:_TELLING], start, end)
        yield Address(url, "", found if found >= 0 else start)
