"""Repairs AsciiDoc documents."""

import re
from collections.abc import Sequence

from citewatch.core.repair.plan import Repair
from citewatch.documents.editing.edits import Plan
from citewatch.documents.kinds.asciidoc.outline import outline_of, plain
from citewatch.documents.markup.flat import Spot
from citewatch.documents.markup.repair import Writing, repair_markup

_PLAIN = re.compile(r"(?:[\w.:/?=&%,@;!$-]|(?<=\w)[~](?=\w))*[\w/]")
"""Addresses in which AsciiDoc sees nothing but an address."""

_FORMATS = re.compile(r"__|--|\$\$|(?<![^\W_])_|_(?![^\W_])|;|&\w+;|/~|[.]{3}")


def repair_asciidoc(text: str, repairs: Sequence[Repair]) -> Plan:
    """The edits of an AsciiDoc document."""
    return repair_markup(text, repairs, _WRITING)


def _exchanged(spot: Spot, url: str) -> str:
    url = _escaped(url)
    if spot.form in {"passed", "attribute"} or _is_plain(url):
        return url
    if spot.form == "link":
        return f"++{url}++"
    return f"link:++{url}++" if spot.form == "macro" else f"link:++{url}++[]"


def _noted(url: str) -> str:
    url = _escaped(url)
    return url if _is_plain(url) else f"link:++{url}++[]"


def _is_plain(url: str) -> bool:
    return bool(_PLAIN.fullmatch(url)) and not _FORMATS.search(url)


def _escaped(url: str) -> str:
    """An address without what would end it: brackets, quotes, the bars of a table."""
    for sign in '[]|"`\\^{}<>+':
        url = url.replace(sign, f"%{ord(sign):02X}")
    return url


_WRITING = Writing(outline=outline_of, plain=plain, exchanged=_exchanged, noted=_noted)
