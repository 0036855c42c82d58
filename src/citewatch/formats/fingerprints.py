"""Names by which other programs know what they were told of before."""

from collections import Counter
from hashlib import sha256

from citewatch.core.display import show, show_address
from citewatch.core.report import Report
from citewatch.formats.entries import Entry
from citewatch.formats.places import path_of, place_of


class Fingerprints:
    """Names the entries of one report, each otherwise.

    A name follows from document, address and reason, not from the line, which changes whenever
    something is written above it. What comes again in a document gets a number of its own; so a
    number for each name is all that is held.
    """

    def __init__(self) -> None:
        self._met: Counter[bytes] = Counter()

    def of(self, entry: Entry, report: Report) -> str:
        """The name of the next entry."""
        link = entry.link
        what = show(entry.result.citation.id) if link is None else show_address(link.url)
        parts = (path_of(place_of(entry.result, report).file), what, entry.rule)
        digest = sha256("\0".join(parts).encode()).digest()[:16]
        self._met[digest] += 1
        return f"{digest.hex()}:{self._met[digest]}"
