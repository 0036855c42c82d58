"""The files that are meant by the names given: files, folders, patterns, standard input."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from citewatch.core.display import clean
from citewatch.documents.budget import LARGEST_FILE, in_mib
from citewatch.documents.kinds import SUFFIXES
from citewatch.errors import InputError

STANDARD_INPUT = Path("-")
"""Stands for standard input."""

_PATTERN = re.compile(r"[*?\[]")
_SOURCES = frozenset({"sources.yaml", "sources.yml"})
_NOT_IN_FOLDERS = frozenset({".json", ".csv", ".tsv"})
"""Kinds that a folder holds for other reasons; they are read where they are named."""


_UNREAD_KINDS = frozenset(
    """.rst .adoc .asciidoc .org .ipynb .odt .doc .rtf .pages .typ .textile .nbib .enw .enl .pptx
    .ppt .odp .xlsx .xls .ods .eml .mbox .djvu .mobi""".split()
)
"""How documents end that may cite sources, and are of no kind that is read here."""


def files_at(name: Path) -> list[Path]:
    """The files that one name means. A folder means the documents in it, however deep.

    Raises InputError where a pattern or a folder holds no document.
    """
    if name == STANDARD_INPUT:
        return [name]
    if name.is_dir():
        return _required(sorted(_documents(name)), name)
    if not name.exists() and _PATTERN.search(str(name)):
        found = Path(name.anchor).glob(str(name.relative_to(name.anchor)))
        return _required(sorted(path for path in found if path.is_file()), name)
    return [name]


def passed_over(folder: Path) -> str:
    """How many documents of kinds that are not read here a folder holds; "" for none."""
    counts = Counter(
        path.suffix.lower()
        for path in _seen(folder)
        if path.suffix.lower() in _UNREAD_KINDS and path.is_file()
    )
    return ", ".join(f"{number:,} {suffix}" for suffix, number in counts.most_common())


def _required(found: list[Path], name: Path) -> list[Path]:
    if not found:
        raise InputError([f"{clean(str(name))}: holds no document that can be read"])
    return found


def _seen(folder: Path) -> Iterator[Path]:
    """All that is in a folder, but for what is hidden."""
    for path in folder.rglob("*"):
        if not any(part.startswith(".") for part in path.relative_to(folder).parts):
            yield path


def _documents(folder: Path) -> Iterator[Path]:
    for path in _seen(folder):
        suffix = path.suffix.lower()
        wanted = suffix in SUFFIXES - _NOT_IN_FOLDERS or path.name.lower() in _SOURCES
        if wanted and path.is_file():
            yield path


def read_bytes(path: Path, name: str | None = None) -> bytes:
    """The content of a file. Raises InputError where it cannot be read or is too large.

    The error calls it `name`, or else by its path.
    """
    name = clean(str(path) if name is None else name)
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        raise InputError([f"{name}: there is no such file"]) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise InputError([f"{name}: cannot be read: {reason}"]) from None
    if len(content) > LARGEST_FILE:
        raise InputError([f"{name}: is larger than {in_mib(LARGEST_FILE)}"])
    return content
