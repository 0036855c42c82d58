"""A CSL-JSON bibliography: the kind, and who reads it."""

from citewatch.documents.kinds.kind import Kind
from citewatch.documents.reader import Reader


def _reader() -> Reader:
    from citewatch.documents.kinds.csl_json.reader import read_csl_json

    return read_csl_json


KIND = Kind(
    name="csl-json",
    words="a CSL-JSON bibliography",
    suffixes=(".json",),
    reader=_reader,
    likely=rb"(?s)\A\s*\[?\s*\{.*?\"(?:type|DOI|URL|title|id)\"\s*:",
    gathered=False,
)
