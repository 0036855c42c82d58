"""A RIS bibliography: the kind, and who reads it."""

from citewatch.documents.kinds.kind import Kind
from citewatch.documents.reader import Reader


def _reader() -> Reader:
    from citewatch.documents.kinds.ris.reader import read_ris

    return read_ris


KIND = Kind(
    name="ris",
    words="a RIS bibliography",
    suffixes=(".ris",),
    reader=_reader,
    certain=rb"(?m)\A[\s\xef\xbb\xbf]*TY  - ",
)
