"""The documents that a command names: files, folders, patterns, standard input, addresses."""

import sys
from collections.abc import Sequence
from pathlib import Path

from citewatch import wiring
from citewatch.documents.files import LARGEST_FILE, STANDARD_INPUT
from citewatch.documents.reading import Found, read_documents
from citewatch.loop import run

_ADDRESSES = ("http://", "https://")


def documents_at(names: Sequence[str], kind: str | None = None) -> Found:
    """The documents of these names. Raises InputError where none of them can be read."""
    addresses = [name for name in names if name.lower().startswith(_ADDRESSES)]
    paths = [Path(name) for name in names if name not in addresses]
    fetched, problems = run(wiring.fetched(addresses)) if addresses else ({}, ())
    stdin = sys.stdin.buffer.read(LARGEST_FILE + 1) if STANDARD_INPUT in paths else b""
    return read_documents(paths, kind, stdin, fetched, problems)
