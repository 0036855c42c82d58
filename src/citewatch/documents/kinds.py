"""The kinds of documents that can be read: which kind one is, and the reader of each."""

import re
from collections.abc import Mapping
from importlib import import_module
from io import BytesIO
from pathlib import PurePath
from types import MappingProxyType
from zipfile import BadZipFile, ZipFile

from citewatch.core.display import clean
from citewatch.documents.reader import Reader, Reading
from citewatch.errors import InputError


def _late(module: str, function: str) -> Reader:
    """A reader whose module is imported when it is first called: some take half a second."""

    def read(content: bytes, name: str) -> Reading:
        reader: Reader = getattr(import_module(f"citewatch.documents.{module}"), function)
        return reader(content, name)

    return read


READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "bibtex": _late("bibliographies.bibtex", "read_bibtex"),
        "csl-json": _late("bibliographies.csl_json", "read_csl_json"),
        "csv": _late("bibliographies.csv_table", "read_csv"),
        "docx": _late("word.reader", "read_docx"),
        "epub": _late("zipped.epub", "read_epub"),
        "html": _late("html.reader", "read_html"),
        "latex": _late("latex.reader", "read_latex"),
        "markdown": _late("markdown.reader", "read_markdown"),
        "pdf": _late("pdf.reader", "read_pdf"),
        "ris": _late("bibliographies.ris", "read_ris"),
        "text": _late("text.plain_text", "read_plain_text"),
        "wikitext": _late("wiki.reader", "read_wikitext"),
    }
)
"""The reader of each kind, by the word that `--kind` takes."""

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

SUFFIXES = frozenset(_BY_SUFFIX)
"""How the names of documents end."""

_HEAD = 4_096
"""Bytes in which a document says what it is: it may begin with comments."""

_CERTAIN = (
    (re.compile(rb"%PDF-"), "pdf"),
    (
        re.compile(rb"(?i)\A[\s\xef\xbb\xbf]*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<!doctype html"),
        "html",
    ),
    (
        re.compile(rb"(?i)\A[\s\xef\xbb\xbf]*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<html[\s>]"),
        "html",
    ),
    (re.compile(rb"(?m)\A[\s\xef\xbb\xbf]*TY  - "), "ris"),
    (re.compile(rb"\\documentclass[\[{]|\\begin\{document\}"), "latex"),
)
_LIKELY = (
    (re.compile(rb"(?m)^\s*@[A-Za-z]+\s*[{(]\s*[^\s,{}]+\s*,"), "bibtex"),
    (re.compile(rb"(?s)\A\s*\[?\s*\{.*?\"(?:type|DOI|URL|title|id)\"\s*:"), "csl-json"),
    (re.compile(rb"(?i)<ref[\s>/]|\{\{cite |\[\[(?:file|category|image):"), "wikitext"),
    (re.compile(rb"(?i)<(?:p|div|body|head|article|a\s+href)[\s>=]"), "html"),
    (
        re.compile(rb"(?m)^---\s*$|^\[\^[^\]]+\]:|\]\(https?://|^#{1,6} \S|^\[[^\]]+\]:\s*<?http"),
        "markdown",
    ),
)
_ZIP = b"PK\x03\x04"


def kind_of(content: bytes, name: str) -> str:
    """The kind of a document, by its content where that is certain, else by its name.

    Text of no other kind is "text". Raises InputError for files that hold no document.
    """
    if content.startswith(_ZIP):
        return _zipped(content, name)
    head = content[:_HEAD]
    for pattern, kind in _CERTAIN:
        if pattern.search(head):
            return kind
    suffix = PurePath(name).suffix.lower()
    if suffix in _BY_SUFFIX and suffix != ".txt":
        return _BY_SUFFIX[suffix]
    likely = (kind for pattern, kind in _LIKELY if pattern.search(head))
    return "text" if suffix == ".txt" else next(likely, "text")


def _zipped(content: bytes, name: str) -> str:
    try:
        with ZipFile(BytesIO(content)) as package:
            members = frozenset(package.namelist())
    except (BadZipFile, ValueError, OSError, NotImplementedError):
        members = frozenset()
    if "word/document.xml" in members:
        return "docx"
    if "META-INF/container.xml" in members:
        return "epub"
    suffix = PurePath(name).suffix.lower()
    if not members and suffix in {".docx", ".epub"}:
        return _BY_SUFFIX[suffix]
    raise InputError([f"{clean(name)}: is neither a Word document nor an EPUB book"])
