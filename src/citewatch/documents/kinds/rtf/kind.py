"""A document in Rich Text Format: the kind, and who reads it."""

from citewatch.documents.kinds.kind import Kind
from citewatch.documents.reader import Reader


def _reader() -> Reader:
    from citewatch.documents.kinds.rtf.reader import read_rtf

    return read_rtf


KIND = Kind(
    name="rtf",
    words="a document in Rich Text Format",
    suffixes=(".rtf",),
    reader=_reader,
    certain=rb"\A\s*\{\\rtf",
)
