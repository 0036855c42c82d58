"""A LaTeX manuscript: the kind, and who reads it and repairs it."""

from citewatch.documents.kinds.kind import Comments, Editor, Kind
from citewatch.documents.reader import Reader


def _reader() -> Reader:
    from citewatch.documents.kinds.latex.reader import read_latex

    return read_latex


def _editor() -> Editor:
    from citewatch.documents.editing.whole_text import text_editor
    from citewatch.documents.kinds.latex.editor import repair_latex

    return text_editor(repair_latex)


KIND = Kind(
    name="latex",
    words="a LaTeX manuscript",
    suffixes=(".tex",),
    reader=_reader,
    editor=_editor,
    certain=rb"\\documentclass[\[{]|\\begin\{document\}",
    comments=Comments.PERCENT,
)
