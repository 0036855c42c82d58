"""What readers of bibliographies share: a reference in words, its addresses, its dates."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

_ADDRESS = re.compile(r"(?:https?|ftp)://\S|www\d?\.\w", re.IGNORECASE)
_NEXT_ADDRESS = re.compile(r"\s+|[;,](?=\s*(?:https?|ftp)://)", re.IGNORECASE)
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_DAY = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?!\d)")
_NAMED_AUTHORS = 3


def reference_text(
    title: str | None, authors: Sequence[str], container: str | None, published: str | None
) -> str:
    """What a reference is called: its title, or else its authors, where it appeared, and when.

    A title alone is what can be compared with the title of the page that a link leads to.
    """
    if title:
        return title
    names = "; ".join(authors[:_NAMED_AUTHORS])
    if len(authors) > _NAMED_AUTHORS:
        names += " et al."
    return ". ".join(part for part in (names, container, published) if part)


def addresses_in_field(value: str) -> list[str]:
    """The addresses in a field that holds nothing else, verbatim; local paths are left out."""
    return [part for part in _NEXT_ADDRESS.split(value.strip()) if _ADDRESS.match(part)]


def with_doi(links: Iterable[str], doi: str | None) -> tuple[str, ...]:
    """`links`, each once; a DOI, as written, where it is all that leads to the source."""
    distinct = tuple(dict.fromkeys(links))
    named = _DOI.search(doi or "")
    if distinct or named is None:
        return distinct
    return (named[0],)


def day(value: str | None) -> date | None:
    """The day at the start of `value` ("2019-09-10", "2019/9/10/"), or None."""
    found = _DAY.match((value or "").strip())
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def named_in(values: Iterable[str]) -> int:
    """How many addresses stand in abstracts, notes and the like, where they are no sources."""
    return sum(len(_ADDRESS.findall(value)) for value in values)


def left_out(number: int) -> tuple[str, ...]:
    """The remark that so many addresses were met there."""
    these = "1 address" if number == 1 else f"{number:,} addresses"
    said = f"Left out: {these} in abstracts, notes, keywords or files, which are no sources."
    return (said,) if number else ()
