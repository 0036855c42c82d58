"""What is told of documents before anything is done with them."""

from collections.abc import Sequence

from citewatch.cli.progress import say
from citewatch.usecases.sources import Streams

MOST_REMARKS = 20
"""Remarks told; what a reader could not pair in a broken document can be thousands of marks."""


def tell(found: Streams, *, quiet: bool) -> None:
    """Say which documents could not be read, and what the readers remarked."""
    for problem in found.problems:
        say(problem)
    say_all(found.remarks[:MOST_REMARKS], quiet=quiet)
    if len(found.remarks) > MOST_REMARKS:
        say_all([f"{len(found.remarks) - MOST_REMARKS} more remarks are left out."], quiet=quiet)


def say_all(messages: Sequence[str], *, quiet: bool) -> None:
    """Some messages, unless they are not wanted."""
    if not quiet:
        for message in messages:
            say(message)
