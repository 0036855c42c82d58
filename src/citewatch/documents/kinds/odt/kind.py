"""An OpenDocument text: the kind, and who reads it and repairs it."""

from zipfile import ZipFile

from citewatch.documents.kinds.kind import Editor, Kind
from citewatch.documents.reader import Reader


def _reader() -> Reader:
    from citewatch.documents.kinds.odt.reader import read_odt

    return read_odt


def _editor() -> Editor:
    from citewatch.documents.kinds.odt.editor import repair_odt

    return repair_odt


_LONGEST_TYPE = 200
_TYPE = b"application/vnd.oasis.opendocument.text"
"""What the file `mimetype` says, of templates too (OpenDocument 1.3, part 2, 3.3)."""


def _is_text(package: ZipFile) -> bool:
    if "mimetype" not in package.namelist():
        return False
    with package.open("mimetype") as said:
        return said.read(_LONGEST_TYPE).strip().startswith(_TYPE)


KIND = Kind(
    name="odt",
    words="an OpenDocument text",
    suffixes=(".odt", ".ott"),
    reader=_reader,
    editor=_editor,
    packed=_is_text,
)
