"""A list of references from PubMed: the kind, and who reads it."""

from citewatch.documents.kinds.kind import Kind
from citewatch.documents.reader import Reader


def _reader() -> Reader:
    from citewatch.documents.kinds.nbib.reader import read_nbib

    return read_nbib


KIND = Kind(
    name="nbib",
    words="a list of references from PubMed",
    suffixes=(".nbib", ".medline"),
    reader=_reader,
    certain=rb"\A[\s\xef\xbb\xbf]*PMID- \d",
)
