"""Makes the ids of a document's citations distinct, as `sources.yaml` needs them."""

from collections.abc import Iterable

from msgspec.structs import replace

from citewatch.core.citation import Citation

_MOST_REMARKS = 1_000
"""Ids used again that are told one by one."""


class Distinct:
    """Gives each citation an id of its own; it must know beforehand what ids will be `wanted`.

    A second `smith2020` becomes `smith2020 (2)`, or the next number that is free; every citation
    keeps its id where it is the first to have it.
    """

    def __init__(self, wanted: Iterable[str]) -> None:
        self._taken = set(wanted)
        self._latest: dict[str, int] = {}
        self._remarks: list[str] = []
        self._untold = 0

    def __bool__(self) -> bool:
        return bool(self._taken)

    def named(self, citation: Citation) -> Citation:
        """The citation with its own id."""
        new = self.name(citation.id)
        return citation if new == citation.id else replace(citation, id=new)

    def name(self, wanted: str) -> str:
        """The id that the next citation called `wanted` has."""
        new, number = wanted, self._latest.get(wanted, 0) + 1
        while number > 1 and (new := f"{wanted} ({number})") in self._taken:
            number += 1
        self._latest[wanted] = number
        if new != wanted:
            self._remark(f"The id {wanted} is used again; the later one is read as {new}.")
        return new

    def _remark(self, remark: str) -> None:
        if len(self._remarks) < _MOST_REMARKS:
            self._remarks.append(remark)
        else:
            self._untold += 1

    def remarks(self) -> tuple[str, ...]:
        """One for each id that was used again."""
        untold = (f"{self._untold} more ids are used again.",) if self._untold else ()
        return (*self._remarks, *untold)


def distinct(citations: Iterable[Citation]) -> tuple[tuple[Citation, ...], tuple[str, ...]]:
    """The citations with distinct ids, and a remark for each id that was used again."""
    wanted = list(citations)
    ids = Distinct(citation.id for citation in wanted)
    return tuple(map(ids.named, wanted)), ids.remarks()
