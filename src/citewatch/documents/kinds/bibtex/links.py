"""Where the addresses of an entry stand: the fields that name its source, and in what spelling."""

import re
from collections.abc import Iterator
from functools import lru_cache

from citewatch.core.cited_capture import cited_capture
from citewatch.core.urls import url_of
from citewatch.documents.addresses.targets import joined_links
from citewatch.documents.citations.reference import addresses_in_field
from citewatch.documents.markup.tex import latex_address

_ADDRESS_FIELD = re.compile(r"url|ee|link|archiveurl|bdsk-url-\d+")
TALKING_FIELDS = (
    "howpublished", "note", "eprint", "doi", "addendum", "journal", "journaltitle", "booktitle",
    "publisher", "organization", "institution", "series", "website", "webpage", "pubstate",
)  # fmt: skip
"""Where authors put an address for want of a better field.

Others speak of other things: abstracts and copyright lines, DBLP's `bibsource`, local files.
"""

_ARGUMENT = re.compile(
    r"\\(?:url|path|nolinkurl|href|texttt)\s*\{((?:[^{}]|\{[^{}]*\})*+)\}(?:\s*(?=\{))?"
)
_SPELLED = {
    "~": r"\\textasciitilde|\\sim",
    "_": r"\\textunderscore",
    "^": r"\\textasciicircum",
    "/": r"\\slash",
}
_ESCAPED = frozenset("%#&$_~^{}")


def is_address_field(key: str) -> bool:
    """Whether a field holds addresses and nothing else."""
    return _ADDRESS_FIELD.fullmatch(key) is not None


def names_source(key: str) -> bool:
    """Whether addresses in the field `key` lead to the source."""
    return is_address_field(key) or key in TALKING_FIELDS


def addresses_of(key: str, written: str) -> Iterator[str]:
    """The addresses that the field `key` names its source with, LaTeX's escapes undone."""
    if is_address_field(key):
        yield from addresses_in_field(latex_address(written))
    elif key in TALKING_FIELDS:
        # The braces of an argument divide it from what follows.
        spoken = _ARGUMENT.sub(r" \1 ", written)
        yield from joined_links(latex_address(spoken), ())


def is_capture(link: str) -> bool:
    """Whether a link names what an archive keeps of another address."""
    address = url_of(link)
    return address is not None and cited_capture(address) is not None


@lru_cache(maxsize=256)
def spelling(character: str) -> str:
    """The pattern of a character of an address, in all the ways in which .bib files write it."""
    plain = re.escape(character)
    if character not in _ESCAPED and character not in _SPELLED:
        return plain
    ways = [plain, rf"\\{{1,2}}{plain}", *filter(None, [_SPELLED.get(character)])]
    way = rf"(?:{'|'.join(ways)})"
    return rf"(?:\{{{way}\}}|\${way}\$|{way}(?:\{{\}})?)"
