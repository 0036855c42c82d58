"""The works that a document cites by keys, read from the bibliographies that it names."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from msgspec.structs import replace

from citewatch.core.citation import Citation
from citewatch.documents.citations.supports import Supports
from citewatch.documents.content.companions import MOST_COMPANIONS, companion
from citewatch.documents.kinds.bibtex.reader import read_bibtex
from citewatch.documents.kinds.csl_json.reader import read_csl_json, read_csl_yaml
from citewatch.documents.kinds.ris.reader import read_keyed_ris
from citewatch.documents.reader import Reading
from citewatch.errors import InputError

_READERS: Mapping[str, Callable[[bytes, str], Reading]] = {
    ".bib": read_bibtex,
    ".json": read_csl_json,
    ".yaml": read_csl_yaml,
    ".yml": read_csl_yaml,
    ".ris": read_keyed_ris,
}
_SHOWN = 10
"""Keys that one remark names."""


def followed(
    cited: Iterable[tuple[str, str]],
    files: Iterable[str],
    name: str,
    known: Sequence[Citation] = (),
) -> tuple[list[Citation], list[str]]:
    """The works that the document called `name` cites, in the order of their first marks.

    `cited` are keys with the sentences that carry them, `files` the bibliographies that it names,
    as it names them, `known` the works that it describes itself. Besides come remarks on what was
    not found.
    """
    supports, keys = Supports(), dict[str, None]()
    for key, sentence in cited:
        supports.add(key, sentence)
        keys[key] = None
    if not keys:
        return [], []
    works, remarks = {work.id: work for work in known}, list[str]()
    named = list(dict.fromkeys(files))
    for file in named[:MOST_COMPANIONS]:
        for entry in _entries(file, name, remarks):
            works.setdefault(entry.id, entry)
    found = [replace(works[key], supports=supports.of(key)) for key in keys if key in works]
    missing = [key for key in keys if key not in works]
    return found, [*remarks, *_missing(missing, named=bool(named or known))]


def _entries(file: str, name: str, remarks: list[str]) -> Iterator[Citation]:
    content = companion(name, file, tuple(_READERS))
    if content is None:
        remarks.append(f"The bibliography {file} could not be read beside the document.")
        return
    try:
        yield from _READERS[PurePosixPath(file).suffix.lower()](content, file).citations
    except InputError as error:
        remarks += error.problems


def _missing(keys: list[str], *, named: bool) -> Iterator[str]:
    if not keys:
        return
    shown = ", ".join(keys[:_SHOWN]) + (" …" if len(keys) > _SHOWN else "")
    works = "1 work is" if len(keys) == 1 else f"{len(keys)} works are"
    if named:
        yield f"{works} cited by key and not found in the document's bibliographies: {shown}."
    else:
        yield f"{works} cited by key, and the document names no bibliography: {shown}."
