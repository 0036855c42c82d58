"""A tagged EndNote file: the kind, and who reads it."""

from citewatch.documents.kinds.kind import Kind
from citewatch.documents.reader import Reader


def _reader() -> Reader:
    from citewatch.documents.kinds.enw.reader import read_enw

    return read_enw


KIND = Kind(
    name="enw",
    words="a tagged EndNote file",
    suffixes=(".enw",),
    reader=_reader,
    certain=rb"\A[\s\xef\xbb\xbf]*%0 [A-Z][A-Za-z ]+\r?\n%[A-Z0-9@] ",
)
