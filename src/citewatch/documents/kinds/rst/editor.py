"""Repairs documents in reStructuredText."""

import re
from collections.abc import Sequence

from citewatch.core.repair.plan import Repair
from citewatch.documents.editing.edits import Plan
from citewatch.documents.kinds.rst.outline import outline_of, plain
from citewatch.documents.markup.flat import Spot
from citewatch.documents.markup.repair import Writing, repair_markup

_PLAIN = re.compile(r"(?:[\w.:/?=&%,@;!$~#+-])*[\w/]")
"""Addresses in which reStructuredText sees nothing but an address."""

_REFERENCE = re.compile(r"_(?![^\W_])")


def repair_rst(text: str, repairs: Sequence[Repair]) -> Plan:
    """The edits of a document in reStructuredText."""
    return repair_markup(text, repairs, _WRITING)


def _exchanged(spot: Spot, url: str) -> str:
    if spot.form in {"embedded", "target"}:
        return _escaped(url)
    return url if _is_plain(url) else f"`<{_escaped(url)}>`__"


def _noted(url: str) -> str:
    return f"`<{_escaped(url)}>`__"


def _is_plain(url: str) -> bool:
    return bool(_PLAIN.fullmatch(url)) and not _REFERENCE.search(url)


def _escaped(url: str) -> str:
    """An address as it stands in angle brackets or behind a target's name."""
    for sign in "<>`\\":
        url = url.replace(sign, f"%{ord(sign):02X}")
    return f"{url[:-1]}\\_" if url.endswith("_") else url


_WRITING = Writing(outline=outline_of, plain=plain, exchanged=_exchanged, noted=_noted)
