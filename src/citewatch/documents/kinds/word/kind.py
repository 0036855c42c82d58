"""A Word document: the kind, and who reads it and repairs it."""

from zipfile import ZipFile

from citewatch.documents.kinds.kind import Editor, Kind
from citewatch.documents.reader import Reader


def _reader() -> Reader:
    from citewatch.documents.kinds.word.reader import read_docx

    return read_docx


def _editor() -> Editor:
    from citewatch.documents.kinds.word.editor import repair_word

    return repair_word


def _is_word(package: ZipFile) -> bool:
    members = package.namelist()
    if "[Content_Types].xml" not in members:
        return "word/document.xml" in members
    types = package.open("[Content_Types].xml").read(_LARGEST_TYPES)
    return b"/word/document.xml" in types or any(kind in types for kind in _TYPES)


_LARGEST_TYPES = 2**20
_TYPES = (
    b"wordprocessingml.document.main+xml",
    b"wordprocessingml.template.main+xml",
    b"ms-word.document.macroEnabled.main+xml",
)
"""What the main part of a Word document says it is, whatever the part is called."""


KIND = Kind(
    name="docx",
    words="a Word document",
    suffixes=(".docx", ".docm"),
    reader=_reader,
    editor=_editor,
    packed=_is_word,
)
