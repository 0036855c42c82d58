"""One link of one citation: what a finding is about."""

from datetime import date

from msgspec import Struct

from citewatch.core.citation import Citation


class Link(Struct, frozen=True):
    """A link as its author wrote it, in its citation.

    `day` is the one nearest to which a snapshot is wanted; None where nothing is known of it.
    """

    citation: Citation
    written: str
    day: date | None = None
