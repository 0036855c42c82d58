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
    latest: dict[str, int] = {}
    named, remarks = [], []
    for citation in wanted:
        new, number = citation.id, latest.get(citation.id, 0) + 1
        while number > 1 and (new := f"{citation.id} ({number})") in taken:
            number += 1
        latest[citation.id] = number
        if new != citation.id:
            remarks.append(f"The id {citation.id} is used again; the later one is read as {new}.")
        named.append(replace(citation, id=new))
    return tuple(named), tuple(remarks)
