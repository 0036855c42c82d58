"""Reads the citations of a sources.yaml, one by one."""

from pathlib import Path

from msgspec.structs import replace

from citewatch.core.citation import Citation, Document, Place
from citewatch.core.display import clean, show
from citewatch.documents.citations.compose import dated
from citewatch.documents.content.file import read_bytes
from citewatch.documents.kinds.sources.schema import check_entry, check_rest
from citewatch.documents.kinds.sources.text_file import Problem, TextFile, text_of
from citewatch.documents.kinds.sources.valid import citation_of
from citewatch.documents.kinds.sources.yaml_tree import Entry, entries_in
from citewatch.documents.reader import Ending, Flow, Reading, gathered

_ENOUGH = 1_000
"""Problems looked for: a file of a million wrong values must not take minutes to refuse."""


def load_sources(path: Path) -> Document:
    """The document that a sources.yaml describes, its citations in the file's order.

    Raises InputError with every problem of the file, each with its line and key.
    """
    reading = gathered(_flow(text_of(read_bytes(path), clean(str(path)))))
    return Document(str(path), reading.title, reading.citations)


def read_sources(content: bytes, name: str) -> Reading:
    """What a sources.yaml with this content cites; raises InputError as `load_sources` does."""
    return gathered(flow_sources(content, name))


def flow_sources(content: bytes, name: str) -> Flow:
    """The same, without ever holding more than one citation.

    A citation that does not say where it stands in another document stands at its line of this one.
    Where the file has problems, they are raised behind the citations in front of the first one.
    """
    file = text_of(content, clean(name))
    del content
    return (yield from _flow(file, _Lines(file)))


class _Lines:
    """Says where the entries of a file stand; they come in its order, so each line is met once."""

    def __init__(self, file: TextFile) -> None:
        self._file = file
        self._line = 1
        self._index = 0

    def placed(self, citation: Citation, entry: Entry) -> Citation:
        """The citation of the next entry, with its place unless it names one itself."""
        start = entry.spot.start
        self._line += self._file.text.count("\n", self._index, start)
        self._index = start
        if citation.at is not None:
            return citation
        return replace(citation, at=Place(self._file.name, self._line))


def _flow(file: TextFile, lines: "_Lines | None" = None) -> Flow:
    entries = entries_in(file)
    problems: list[Problem] = []
    first: dict[str, int] = {}
    while True:
        try:
            entry = next(entries)
        except StopIteration as end:
            rest = end.value
            break
        citation = citation_of(entry.data)
        if citation is None:
            problems += check_entry(entry)
        problems += _repeated_id(entry, first)
        if len(problems) >= _ENOUGH:
            raise file.refuse(problems)
        if citation is not None and not problems:
            yield dated(citation if lines is None else lines.placed(citation, entry))
    problems += [*rest.problems, *check_rest(rest)]
    if problems:
        raise file.refuse(problems)
    return Ending(rest.data.get("title"))


def _repeated_id(entry: Entry, first: dict[str, int]) -> list[Problem]:
    if not isinstance(entry.data, dict) or not isinstance(name := entry.data.get("id"), str):
        return []
    start = entry.spot.find(["id"]).start
    earlier = first.setdefault(name, start)
    if earlier == start:
        return []
    return [Problem(start, f'citation id "{show(name, 60)}" is used twice', earlier=earlier)]
