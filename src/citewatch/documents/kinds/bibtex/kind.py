"""A BibTeX bibliography: the kind, and who reads it."""

from citewatch.documents.kinds.kind import Kind
from citewatch.documents.reader import Reader


def _reader() -> Reader:
    from citewatch.documents.kinds.bibtex.reader import read_bibtex

    return read_bibtex


KIND = Kind(
    name="bibtex",
    words="a BibTeX bibliography",
    suffixes=(".bib", ".biblatex"),
    reader=_reader,
    likely=rb"(?m)^\s*@[A-Za-z]+\s*[{(]\s*[^\s,{}]+\s*,",
)
