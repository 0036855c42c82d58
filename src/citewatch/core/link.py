"""One link of one citation: what a finding is about."""

from dataclasses import dataclass
from datetime import date

from citewatch.core.citation import Citation


@dataclass(frozen=True, slots=True)
class Link:
    """A link as its author wrote it, in its citation.

    `day` is the one nearest to which a snapshot is wanted; None where nothing is known of it.
    """

    citation: Citation
    written: str
    day: date | None = None
