"""Reads documents of any supported kind."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from citewatch.core.citation import Document
from citewatch.core.display import clean
from citewatch.documents.content.file import read_bytes
from citewatch.documents.files import STANDARD_INPUT, files_at
from citewatch.documents.ignores import ignores_in
from citewatch.documents.kinds.known import KINDS, is_sources
from citewatch.documents.stream import DocumentStream, Unreadable, stream_of
from citewatch.documents.worker.process import ReadingProcess
from citewatch.errors import InputError

_SOURCES = KINDS["sources"].name
_SMALL = 256 * 2**10
"""Bytes of a sources.yaml that is read here: its reader is bounded in depth and time."""

_STANDARD_INPUT_NAME = "standard-input"
_NOTHING: Mapping[str, bytes] = MappingProxyType({})


class Found(Struct, frozen=True):
    """The documents that could be read; what readers remarked; why others could not be read."""

    documents: tuple[Document, ...]
    remarks: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


def open_documents(
    names: Iterable[Path],
    kind: str | None = None,
    stdin: bytes = b"",
    fetched: Mapping[str, bytes] = _NOTHING,
    unfetched: Iterable[str] = (),
) -> Iterator[DocumentStream | Unreadable]:
    """The documents at `names` (files, folders, patterns, `-` for `stdin`), one after the other.

    Each is read as `kind`, or as the kind that its content and name tell, in a process of its own
    within the budget of `documents.budget`. After them come those `fetched` from addresses;
    `unfetched` are problems met while fetching. A document that cannot be read is an `Unreadable`
    in its place, and the others are read all the same.
    """
    with ReadingProcess() as process:
        yield from (Unreadable("", (problem,)) for problem in unfetched)
        for found in _files(names):
            yield found if isinstance(found, Unreadable) else _opened(process, found, kind, stdin)
        for address, content in fetched.items():
            yield _tried(address, partial(process.read_content, content, address, kind))


def read_documents(
    names: Iterable[Path],
    kind: str | None = None,
    stdin: bytes = b"",
    fetched: Mapping[str, bytes] = _NOTHING,
    unfetched: Iterable[str] = (),
) -> Found:
    """The same documents whole, in memory: for a few of usual size.

    Raises InputError with all problems where there is no document at all.
    """
    documents: list[Document] = []
    remarks: list[str] = []
    problems: list[str] = []
    for found in open_documents(names, kind, stdin, fetched, unfetched):
        if isinstance(found, Unreadable):
            problems += found.problems
        else:
            documents.append(found.document())
            remarks += [f"{clean(found.source)}: {remark}" for remark in found.remarks]
    if not documents and problems:
        raise InputError(problems)
    return Found(tuple(documents), tuple(remarks), tuple(problems))


def _files(names: Iterable[Path]) -> Iterator[Path | Unreadable]:
    """The files that are meant, each once, in order."""
    seen: set[Path] = set()
    for name in names:
        try:
            files = files_at(name)
        except InputError as error:
            yield Unreadable(str(name), tuple(error.problems))
            continue
        for file in files:
            if file not in seen:
                seen.add(file)
                yield file


def _opened(
    process: ReadingProcess, path: Path, kind: str | None, stdin: bytes
) -> DocumentStream | Unreadable:
    name = _STANDARD_INPUT_NAME if path == STANDARD_INPUT else str(path)
    return _tried(name, partial(_read, process, path, name, kind, stdin))


def _tried(name: str, read: Callable[[], DocumentStream]) -> DocumentStream | Unreadable:
    try:
        return read()
    except InputError as error:
        return Unreadable(name, tuple(error.problems))


def _read(
    process: ReadingProcess, path: Path, name: str, kind: str | None, stdin: bytes
) -> DocumentStream:
    if path == STANDARD_INPUT:
        return process.read_content(stdin, name, kind)
    if not path.is_file():
        # A pipe has no content for another process to open; what is not there is told here.
        return process.read_content(read_bytes(path), name, kind)
    if is_sources(name) and kind in {None, _SOURCES} and path.stat().st_size <= _SMALL:
        return _small_sources(path, name)
    return process.read(path, name, kind)


def _small_sources(path: Path, name: str) -> DocumentStream:
    # Imported where it is used: most documents need no YAML.
    from citewatch.documents.kinds.sources.reader import read_sources  # noqa: PLC0415

    content = read_bytes(path)
    ignores, unheeded = ignores_in(content, KINDS[_SOURCES], name)
    sha256 = hashlib.sha256(content).hexdigest()
    stream = stream_of(name, _SOURCES, sha256, read_sources(content, name))
    return replace(stream, ignores=ignores, remarks=(*unheeded, *stream.remarks))
