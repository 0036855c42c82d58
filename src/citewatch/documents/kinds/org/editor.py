"""Repairs Org documents."""

from collections.abc import Sequence

from citewatch.core.repair.plan import Repair
from citewatch.documents.editing.edits import Plan
from citewatch.documents.kinds.org.outline import outline_of, plain
from citewatch.documents.markup.flat import Spot
from citewatch.documents.markup.repair import Writing, repair_markup


def repair_org(text: str, repairs: Sequence[Repair]) -> Plan:
    """The edits of an Org document."""
    return repair_markup(text, repairs, _WRITING)


def _exchanged(spot: Spot, url: str) -> str:
    if spot.form == "link":
        return _escaped(url)
    return url if _stands_bare(url) else f"[[{_escaped(url)}]]"


def _noted(url: str) -> str:
    return f"[[{_escaped(url)}]]"


def _escaped(url: str) -> str:
    """An address as it stands in `[[…]]`, and in a cell of a table."""
    return url.replace("[", "%5B").replace("]", "%5D").replace("|", "%7C").replace("\\", "%5C")


def _stands_bare(url: str) -> bool:
    ended = url[-1].isalnum() or url.endswith("/")
    return ended and not any(sign in url for sign in "[]<>|\\'\"")


_WRITING = Writing(outline=outline_of, plain=plain, exchanged=_exchanged, noted=_noted)
