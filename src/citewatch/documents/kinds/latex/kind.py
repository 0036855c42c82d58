"""A LaTeX manuscript: the kind, and who reads it."""

from citewatch.documents.kinds.kind import Kind
from citewatch.documents.reader import Reader


def _reader() -> Reader:
    from citewatch.documents.kinds.latex.reader import read_latex

    return read_latex


KIND = Kind(
    name="latex",
    words="a LaTeX manuscript",
    suffixes=(".tex",),
    reader=_reader,
    certain=rb"\\documentclass[\[{]|\\begin\{document\}",
)
