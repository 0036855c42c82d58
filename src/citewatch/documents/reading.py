"""Reads documents of any supported kind."""

from collections.abc import Iterable
from pathlib import Path

from citewatch.core.citation import Document
from citewatch.documents.sources_yaml import load_sources
from citewatch.errors import InputError

_YAML = frozenset({".yaml", ".yml"})


def read_documents(paths: Iterable[Path]) -> list[Document]:
    """The documents at `paths`; raises one InputError with the problems of all of them."""
    documents, problems = [], []
    for path in paths:
        try:
            documents.append(_read(path))
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return documents


def _read(path: Path) -> Document:
    if path.suffix.lower() not in _YAML:
        raise InputError([f"{path}: only sources.yaml files can be read, and this is none"])
    return load_sources(path)
