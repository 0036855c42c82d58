"""What one document may cost, whatever its kind; more is refused, with the limit in words.

The numbers are judgements: above all that people cite from, below what a machine misses.
"""

from math import ceil

LARGEST_FILE = 256 * 2**20
"""Most bytes of one file: above any book or scanned report, below a machine's memory."""

_SECONDS = 20
_PORTION = 10_000_000
"""So many seconds of computing for each so many bytes that a document begins."""

_MOST_SECONDS = 120
_PATIENCE = 3
"""Times the seconds of computing that pass on the clock at most: other work shares the machine."""

LARGEST_OUTPUT = 256 * 2**20
"""Most bytes of the citations of one document, as many as of a file: a million short ones."""

MOST_REMARKS = 1_000
"""Remarks on one document; a broken one can have thousands of marks without notes."""

LONGEST_TITLE = 1_000
"""Characters of a title that are kept."""


def computing_seconds(size: int) -> int:
    """Seconds of computing that a document of `size` bytes may take."""
    return min(_SECONDS * max(ceil(size / _PORTION), 1), _MOST_SECONDS)


def clock_seconds(size: int) -> int:
    """Seconds on the clock that a document of `size` bytes may take."""
    return _PATIENCE * computing_seconds(size)


def in_mib(size: int) -> str:
    """A number of bytes in words."""
    return f"{size / 2**20:.0f} MiB"
