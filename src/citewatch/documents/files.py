"""The files that are meant by the names given: files, folders, patterns, standard input."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from citewatch.core.display import clean
from citewatch.documents.kinds import refused
from citewatch.documents.kinds.known import KINDS
from citewatch.errors import InputError

STANDARD_INPUT = Path("-")
"""Stands for standard input."""

_PATTERN = re.compile(r"[*?\[]")
_SOURCES = frozenset({"sources.yaml", "sources.yml"})
_GATHERED = frozenset(
    suffix for kind in KINDS.values() if kind.gathered for suffix in kind.suffixes
)
"""How documents end that a folder is asked for."""


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
        if path.suffix.lower() in refused.SUFFIXES and path.is_file()
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
        wanted = suffix in _GATHERED or path.name.lower() in _SOURCES
        if wanted and path.is_file():
            yield path
