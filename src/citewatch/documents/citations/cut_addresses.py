"""Tells of addresses in references whose host is cut, so that nobody can visit them."""

import re
from collections.abc import Iterator

from citewatch.core.citation import Citation
from citewatch.core.display import clean
from citewatch.documents.addresses.links import unreadable_in
from citewatch.documents.budget import MOST_REMARKS
from citewatch.documents.reader import Ending, Flow

_PERHAPS = re.compile(
    r"(?i)(?:https?|ftp)://(?!\S{0,63}\w\.\w)|//www\d?[/?#]|www\d?\.(?!\S{0,63}\w\.\w)"
)


def telling_cut_addresses(citations: Flow) -> Flow:
    """The same citations; a remark for each address that is none of their links for being cut."""
    remarks: list[str] = []
    while True:
        try:
            citation = next(citations)
        except StopIteration as end:
            ending: Ending = end.value
            return Ending(ending.title, (*ending.remarks, *remarks))
        if len(remarks) < MOST_REMARKS:
            remarks += _remarks(citation)
        yield citation


def cut_in(text: str) -> list[str]:
    """The addresses in `text` whose host is cut, each once."""
    return list(dict.fromkeys(unreadable_in(text))) if _PERHAPS.search(text) else []


def _remarks(citation: Citation) -> Iterator[str]:
    for address in cut_in(citation.text):
        yield (
            f"Citation {clean(citation.id)}: {clean(address)} is only the beginning of an address, "
            "so it is not checked."
        )
