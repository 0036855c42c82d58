"""Makes the ids of a document's citations distinct, as `sources.yaml` needs them."""

from collections.abc import Iterable
from dataclasses import replace

from citewatch.core.citation import Citation


def distinct(citations: Iterable[Citation]) -> tuple[tuple[Citation, ...], tuple[str, ...]]:
    """The citations with distinct ids, and a remark for each id that was used again.

    A second `smith2020` becomes `smith2020 (2)`, or the next number that is free; every citation
    keeps its id where it is the first to have it.
    """
    wanted = list(citations)
    taken = {citation.id for citation in wanted}
    seen: set[str] = set()
    named, remarks = [], []
    for citation in wanted:
        new = citation.id
        if new in seen:
            new = _free(citation.id, taken)
            remarks.append(f"The id {citation.id} is used again; the later one is read as {new}.")
        seen.add(new)
        taken.add(new)
        named.append(replace(citation, id=new))
    return tuple(named), tuple(remarks)


def _free(name: str, taken: set[str]) -> str:
    number = 2
    while f"{name} ({number})" in taken:
        number += 1
    return f"{name} ({number})"
