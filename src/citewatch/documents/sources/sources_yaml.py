"""Reads the citations of a sources.yaml."""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from citewatch.core.citation import Citation, Document, Place
from citewatch.core.display import show
from citewatch.documents.sources.schema import check
from citewatch.documents.sources.text_file import Problem, read_text
from citewatch.documents.sources.yaml_tree import Tree, read_tree

_ENOUGH = 1_000
"""Problems looked for: a file of a million wrong values must not take minutes to refuse."""


def load_sources(path: Path) -> Document:
    """The document that a sources.yaml describes, its citations in the file's order.

    Raises InputError with every problem of the file, each with its line and key.
    """
    file = read_text(path)
    tree = read_tree(file)
    problems = [*tree.problems, *islice(check(tree), _ENOUGH), *_repeated_ids(tree)]
    if problems:
        raise file.refuse(problems)
    return _document(str(path), tree.data)


def _repeated_ids(tree: Tree) -> Iterator[Problem]:
    match tree.data:
        case {"citations": list(citations)}:
            pass
        case _:
            return
    first: dict[str, int] = {}
    for number, citation in enumerate(citations):
        if not isinstance(citation, dict) or not isinstance(name := citation.get("id"), str):
            continue
        start = tree.root.find(["citations", number, "id"]).start
        if name in first:
            message = f'citation id "{show(name, 60)}" is used twice'
            yield Problem(start, message, earlier=first[name])
        first.setdefault(name, start)


def _document(source: str, data: Any) -> Document:
    citations = tuple(_citation(entry) for entry in data["citations"])
    return Document(source, data.get("title"), citations)


def _citation(entry: dict[str, Any]) -> Citation:
    accessed, at = entry.get("accessed"), entry.get("at")
    return Citation(
        id=entry["id"],
        text=entry["text"],
        links=tuple(entry["links"]),
        accessed=date.fromisoformat(accessed) if accessed is not None else None,
        published=entry.get("published"),
        supports=tuple(entry.get("supports", ())),
        quote=entry.get("quote"),
        note=entry.get("note"),
        at=None if at is None else Place.read(at),
    )
