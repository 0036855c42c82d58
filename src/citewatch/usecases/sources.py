"""The documents that a user names: files, folders, patterns, standard input, addresses."""

import sys
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from citewatch.core.display import clean
from citewatch.core.ignoring import Ignore
from citewatch.documents.budget import LARGEST_FILE
from citewatch.documents.files import STANDARD_INPUT, passed_over
from citewatch.documents.reading import Found, open_documents
from citewatch.documents.stream import DocumentStream, Unreadable, only_notes
from citewatch.errors import InputError
from citewatch.loop import run

_CITES_NOTHING = "No citation was found in it."
_MOST_TOLD = 200
"""Remarks that a report holds: a broken document can give thousands."""

_ADDRESSES = ("http://", "https://")


class Streams(Struct, frozen=True):
    """Documents whose citations are taken one by one; remarks, and why others cannot be read."""

    streams: tuple[DocumentStream, ...]
    remarks: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def ignores(self) -> tuple[Ignore, ...]:
        """Of what the documents themselves say that nothing is to be heard."""
        return tuple(ignore for stream in self.streams for ignore in stream.ignores)

    @property
    def told(self) -> tuple[str, ...]:
        """What a report says of them: what could not be read, then what was left out."""
        told = (*self.problems, *self.remarks)
        if len(told) <= _MOST_TOLD:
            return told
        return (*told[:_MOST_TOLD], f"{len(told) - _MOST_TOLD:,} more remarks are left out.")

    def whole(self) -> Found:
        """The same documents whole, in memory; takes their citations."""
        documents = tuple(stream.document() for stream in self.streams)
        return Found(documents, self.remarks, self.problems)


def documents_at(
    names: Sequence[str], kind: str | None = None, *, notes_only: bool = False
) -> Streams:
    """The documents of these names. Raises InputError where none of them can be read.

    `notes_only` leaves out the links in running text of documents that have notes.

    Not to be called from within an event loop: addresses are fetched.
    """
    addresses = [name for name in names if name.lower().startswith(_ADDRESSES)]
    paths = [Path(name) for name in names if name not in addresses]
    fetched, unfetched = _fetched(addresses) if addresses else ({}, ())
    stdin = sys.stdin.buffer.read(LARGEST_FILE + 1) if STANDARD_INPUT in paths else b""
    streams: list[DocumentStream] = []
    remarks: list[str] = []
    problems: list[str] = []
    for found in open_documents(paths, kind, stdin, fetched, unfetched):
        if isinstance(found, Unreadable):
            problems += found.problems
        else:
            stream = only_notes(found) if notes_only else found
            streams.append(stream)
            told = stream.remarks if stream.count else (_CITES_NOTHING, *stream.remarks)
            remarks += [f"{clean(stream.source)}: {remark}" for remark in told]
    for folder in filter(Path.is_dir, paths):
        if kinds := passed_over(folder):
            remarks.insert(0, f"{clean(str(folder))}: passed over, as not read here: {kinds}.")
    if not streams and problems:
        raise InputError(problems)
    return Streams(tuple(streams), tuple(remarks), tuple(problems))


def _fetched(addresses: Sequence[str]) -> tuple[dict[str, bytes], tuple[str, ...]]:
    # Imported where it is used: most documents are files.
    from citewatch.wiring.fetching import fetched  # noqa: PLC0415

    return run(fetched(addresses))
