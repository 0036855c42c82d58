"""The documents that a user names: files, folders, patterns, standard input, addresses."""

import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path

from citewatch import wiring
from citewatch.documents.budget import LARGEST_FILE
from citewatch.documents.files import STANDARD_INPUT
from citewatch.documents.reading import Found, read_documents

_ADDRESSES = ("http://", "https://")


def documents_at(names: Sequence[str], kind: str | None = None) -> Found:
    """The documents of these names. Raises InputError where none of them can be read.

    Not to be called from within an event loop: addresses are fetched.
    """
    addresses = [name for name in names if name.lower().startswith(_ADDRESSES)]
    paths = [Path(name) for name in names if name not in addresses]
    fetched, problems = asyncio.run(wiring.fetched(addresses)) if addresses else ({}, ())
    stdin = sys.stdin.buffer.read(LARGEST_FILE + 1) if STANDARD_INPUT in paths else b""
    return read_documents(paths, kind, stdin, fetched, problems)
