"""A table of references: the kind, and who reads it."""

from citewatch.documents.kinds.kind import Kind
from citewatch.documents.reader import Reader


def _reader() -> Reader:
    from citewatch.documents.kinds.csv.reader import flow_csv

    return flow_csv


KIND = Kind(
    name="csv",
    words="a table of references",
    suffixes=(".csv", ".tsv"),
    reader=_reader,
    gathered=False,
)
