"""Reads the citations of a sources.yaml, one by one."""

from pathlib import Path

from citewatch.core.citation import Document
from citewatch.core.display import clean, show
from citewatch.documents.citations.compose import dated
from citewatch.documents.content.file import read_bytes
from citewatch.documents.kinds.sources.schema import check_entry, check_rest
from citewatch.documents.kinds.sources.text_file import Problem, text_of
from citewatch.documents.kinds.sources.valid import citation_of
from citewatch.documents.kinds.sources.yaml_tree import Entry, entries_in
from citewatch.documents.reader import Ending, Flow, Reading, gathered

_ENOUGH = 1_000
"""Problems looked for: a file of a million wrong values must not take minutes to refuse."""


def load_sources(path: Path) -> Document:
    """The document that a sources.yaml describes, its citations in the file's order.

    Raises InputError with every problem of the file, each with its line and key.
    """
    reading = read_sources(read_bytes(path), str(path))
    return Document(str(path), reading.title, reading.citations)


def read_sources(content: bytes, name: str) -> Reading:
    """What a sources.yaml with this content cites; raises InputError as `load_sources` does."""
    return gathered(flow_sources(content, name))


def flow_sources(content: bytes, name: str) -> Flow:
    """The same, without ever holding more than one citation.

    Where the file has problems, they are raised behind the citations in front of the first one.
    """
    file = text_of(content, clean(name))
    del content
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
            yield dated(citation)
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
