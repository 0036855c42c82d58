"""The kinds that can be read, and which kind a document is."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import PurePath
from types import MappingProxyType
from zipfile import ZipFile

from citewatch.core.display import clean
from citewatch.documents.kinds.asciidoc.kind import KIND as ASCIIDOC
from citewatch.documents.kinds.bibtex.kind import KIND as BIBTEX
from citewatch.documents.kinds.csl_json.kind import KIND as CSL_JSON
from citewatch.documents.kinds.csv.kind import KIND as CSV
from citewatch.documents.kinds.endnote.kind import KIND as ENDNOTE
from citewatch.documents.kinds.enw.kind import KIND as ENW
from citewatch.documents.kinds.epub.kind import KIND as EPUB
from citewatch.documents.kinds.html.kind import KIND as HTML
from citewatch.documents.kinds.kind import Kind
from citewatch.documents.kinds.latex.kind import KIND as LATEX
from citewatch.documents.kinds.mail.kind import KIND as MAIL
from citewatch.documents.kinds.markdown.kind import KIND as MARKDOWN
from citewatch.documents.kinds.nbib.kind import KIND as NBIB
from citewatch.documents.kinds.notebook.kind import KIND as NOTEBOOK
from citewatch.documents.kinds.odt.kind import KIND as ODT
from citewatch.documents.kinds.org.kind import KIND as ORG
from citewatch.documents.kinds.pdf.kind import KIND as PDF
from citewatch.documents.kinds.refused import packed_refusal, refusal
from citewatch.documents.kinds.ris.kind import KIND as RIS
from citewatch.documents.kinds.rst.kind import KIND as RST
from citewatch.documents.kinds.rtf.kind import KIND as RTF
from citewatch.documents.kinds.sheets.kind import KIND as SHEETS
from citewatch.documents.kinds.slides.kind import KIND as SLIDES
from citewatch.documents.kinds.sources.kind import KIND as SOURCES
from citewatch.documents.kinds.text.kind import KIND as TEXT
from citewatch.documents.kinds.wikitext.kind import KIND as WIKITEXT
from citewatch.documents.kinds.word.kind import KIND as WORD
from citewatch.errors import InputError

# What is recognised by its content is looked for in this order.
_KINDS = (
    PDF,
    RTF,
    RIS,
    NBIB,
    ENW,
    ENDNOTE,
    NOTEBOOK,
    BIBTEX,
    CSL_JSON,
    WIKITEXT,
    HTML,
    LATEX,
    MAIL,
    ORG,
    ASCIIDOC,
    RST,
    MARKDOWN,
    WORD,
    ODT,
    SLIDES,
    SHEETS,
    EPUB,
    CSV,
    SOURCES,
    TEXT,
)

KINDS: Mapping[str, Kind] = MappingProxyType(
    {kind.name: kind for kind in sorted(_KINDS, key=lambda kind: kind.name)}
)
"""The kinds, by the words that `--kind` takes."""

_BY_SUFFIX = MappingProxyType({suffix: kind for kind in _KINDS for suffix in kind.suffixes})

_HEAD = 4_096
"""Bytes in which a document says what it is: it may begin with comments."""

_ZIP = b"PK\x03\x04"


def kind_of(content: bytes, name: str) -> Kind:
    """The kind of a document, by its content where that is certain, else by its name.

    Text of no other kind is "text". Raises InputError for files that hold no document.
    """
    if is_sources(name):
        return SOURCES
    if content.startswith(_ZIP):
        return _packed(content, name)
    head = content[:_HEAD]
    for kind in _KINDS:
        if kind.certainly(head):
            return kind
    named = _BY_SUFFIX.get(PurePath(name).suffix.lower())
    if told := refusal(content, name, named=named is not None):
        raise InputError([told])
    if named is not None:
        return named
    return next((kind for kind in _KINDS if kind.probably(head)), TEXT)


def is_sources(name: str) -> bool:
    """Whether a file of this name is a sources.yaml, whatever it holds."""
    return PurePath(name).suffix.lower() in SOURCES.suffixes


def _packed(content: bytes, name: str) -> Kind:
    kinds = [kind for kind in _KINDS if kind.packed is not None]
    try:
        with ZipFile(BytesIO(content)) as package:
            for kind in kinds:
                if kind.packed is not None and kind.packed(package):
                    return kind
            told = packed_refusal(package, name)
    except Exception as error:  # zipfile raises whatever its parts do on a damaged package
        named = _BY_SUFFIX.get(PurePath(name).suffix.lower())
        if named in kinds:
            return named  # whose reader says what is wrong with it
        raise InputError([f"{clean(name)}: is a damaged zip file"]) from error
    raise InputError([told])
