"""Reads documents of any supported kind."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from citewatch.core.citation import Document
from citewatch.core.display import clean
from citewatch.documents.files import STANDARD_INPUT, files_at, read_bytes
from citewatch.documents.kinds import READERS, kind_of
from citewatch.documents.reader import Reading
from citewatch.documents.sources.sources_yaml import load_sources
from citewatch.errors import InputError

_YAML = frozenset({".yaml", ".yml"})
_STANDARD_INPUT_NAME = "standard-input"


@dataclass(frozen=True, slots=True)
class Found:
    """The documents that could be read; what readers remarked; why others could not be read."""

    documents: tuple[Document, ...]
    remarks: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


def read_documents(
    names: Iterable[Path],
    kind: str | None = None,
    stdin: bytes = b"",
    fetched: Mapping[str, bytes] = MappingProxyType({}),
    unfetched: Iterable[str] = (),
) -> Found:
    """The documents at `names` (files, folders, patterns, `-` for `stdin`), each read as `kind`.

    After them come those `fetched` from addresses; `unfetched` are problems met while fetching.

    Without a kind, each one's own is told from its content and name. One that cannot be read does
    not keep the others from being read: it is among the problems. Raises InputError with all of
    them where there is no document at all.
    """
    documents: list[Document] = []
    remarks: list[str] = []
    problems: list[str] = [*unfetched]
    for path in _files(names, problems):
        try:
            documents.append(_read(path, kind, stdin, remarks))
        except InputError as error:
            problems += error.problems
    for address, content in fetched.items():
        try:
            documents.append(_read_content(content, address, kind, remarks))
        except InputError as error:
            problems += error.problems
    if not documents and problems:
        raise InputError(problems)
    return Found(tuple(documents), tuple(remarks), tuple(problems))


def _files(names: Iterable[Path], problems: list[str]) -> dict[Path, None]:
    """The files that are meant, each once, in order."""
    found: dict[Path, None] = {}
    for name in names:
        try:
            found |= dict.fromkeys(files_at(name))
        except InputError as error:
            problems += error.problems
    return found


def read_content(content: bytes, name: str, kind: str | None = None) -> Reading:
    """What one document cites, given its content. Raises InputError where it cannot be read."""
    reader = READERS[kind or kind_of(content, name)]
    return reader(content, name)


def _read(path: Path, kind: str | None, stdin: bytes, remarks: list[str]) -> Document:
    if kind is None and path.suffix.lower() in _YAML:
        return load_sources(path)
    from_stdin = path == STANDARD_INPUT
    name = _STANDARD_INPUT_NAME if from_stdin else str(path)
    return _read_content(stdin if from_stdin else read_bytes(path), name, kind, remarks)


def _read_content(content: bytes, name: str, kind: str | None, remarks: list[str]) -> Document:
    reading = read_content(content, name, kind)
    remarks += [f"{clean(name)}: {remark}" for remark in reading.remarks]
    return Document(name, reading.title, reading.citations)
