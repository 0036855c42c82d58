"""A PDF: the kind, and who reads it."""

from citewatch.documents.kinds.kind import Kind
from citewatch.documents.reader import Reader


def _reader() -> Reader:
    from citewatch.documents.kinds.pdf.reader import read_pdf

    return read_pdf


KIND = Kind(
    name="pdf",
    words="a PDF",
    suffixes=(".pdf",),
    reader=_reader,
    certain=rb"%PDF-",
    native=True,
)
