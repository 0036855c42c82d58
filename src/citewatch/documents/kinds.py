"""The kinds of documents that can be read, and which kind one is."""

import re
from io import BytesIO
from pathlib import PurePath

from citewatch.core.display import clean
from citewatch.errors import InputError

KINDS = (
    "bibtex",
    "csl-json",
    "csv",
    "docx",
    "epub",
    "html",
    "latex",
    "markdown",
    "pdf",
    "ris",
    "sources",
    "text",
    "wikitext",
)
"""The kinds, by the words that `--kind` takes."""

SOURCES = "sources"
"""The kind of a sources.yaml."""

_BY_SUFFIX = {
    ".bib": "bibtex",
    ".biblatex": "bibtex",
    ".csv": "csv",
    ".tsv": "csv",
    ".docx": "docx",
    ".docm": "docx",
    ".epub": "epub",
    ".htm": "html",
    ".html": "html",
    ".xhtml": "html",
    ".json": "csl-json",
    ".markdown": "markdown",
    ".md": "markdown",
    ".mdown": "markdown",
    ".mdx": "markdown",
    ".mediawiki": "wikitext",
    ".pdf": "pdf",
    ".qmd": "markdown",
    ".ris": "ris",
    ".rmd": "markdown",
    ".tex": "latex",
    ".txt": "text",
    ".wiki": "wikitext",
}

_YAML = frozenset({".yaml", ".yml"})

SUFFIXES = frozenset(_BY_SUFFIX)
"""How the names of documents end."""

_HEAD = 4_096
"""Bytes in which a document says what it is: it may begin with comments."""

# Patterns are compiled when they are first needed: a sources.yaml needs none.
_CERTAIN = (
    (rb"%PDF-", "pdf"),
    (
        rb"(?i)\A[\s\xef\xbb\xbf]*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<!doctype html",
        "html",
    ),
    (
        rb"(?i)\A[\s\xef\xbb\xbf]*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<html[\s>]",
        "html",
    ),
    (rb"(?m)\A[\s\xef\xbb\xbf]*TY  - ", "ris"),
    (rb"\\documentclass[\[{]|\\begin\{document\}", "latex"),
)
_LIKELY = (
    (rb"(?m)^\s*@[A-Za-z]+\s*[{(]\s*[^\s,{}]+\s*,", "bibtex"),
    (rb"(?s)\A\s*\[?\s*\{.*?\"(?:type|DOI|URL|title|id)\"\s*:", "csl-json"),
    (rb"(?i)<ref[\s>/]|\{\{cite |\[\[(?:file|category|image):", "wikitext"),
    (rb"(?i)<(?:p|div|body|head|article|a\s+href)[\s>=]", "html"),
    (
        rb"(?m)^---\s*$|^\[\^[^\]]+\]:|\]\(https?://|^#{1,6} \S|^\[[^\]]+\]:\s*<?http",
        "markdown",
    ),
)
_ZIP = b"PK\x03\x04"


def kind_of(content: bytes, name: str) -> str:
    """The kind of a document, by its content where that is certain, else by its name.

    Text of no other kind is "text". Raises InputError for files that hold no document.
    """
    if is_sources(name):
        return SOURCES
    if content.startswith(_ZIP):
        return _zipped(content, name)
    head = content[:_HEAD]
    for pattern, kind in _CERTAIN:
        if re.search(pattern, head):
            return kind
    suffix = PurePath(name).suffix.lower()
    if suffix in _BY_SUFFIX and suffix != ".txt":
        return _BY_SUFFIX[suffix]
    likely = (kind for pattern, kind in _LIKELY if re.search(pattern, head))
    return "text" if suffix == ".txt" else next(likely, "text")


def is_sources(name: str) -> bool:
    """Whether a file of this name is a sources.yaml, whatever it holds."""
    return PurePath(name).suffix.lower() in _YAML


def _zipped(content: bytes, name: str) -> str:
    from zipfile import ZipFile  # noqa: PLC0415 - few documents are packages

    try:
        with ZipFile(BytesIO(content)) as package:
            members = frozenset(package.namelist())
    except Exception:  # noqa: BLE001 - zipfile raises whatever its parts do on a damaged package
        members = frozenset()
    if "word/document.xml" in members:
        return "docx"
    if "META-INF/container.xml" in members:
        return "epub"
    suffix = PurePath(name).suffix.lower()
    if not members and suffix in {".docx", ".epub"}:
        return _BY_SUFFIX[suffix]
    raise InputError([f"{clean(name)}: is neither a Word document nor an EPUB book"])
