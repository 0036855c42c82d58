"""A BibTeX bibliography: the kind, and who reads it and repairs it."""

from citewatch.documents.kinds.kind import Comments, Editor, Kind
from citewatch.documents.reader import Reader


def _reader() -> Reader:
    from citewatch.documents.kinds.bibtex.reader import read_bibtex

    return read_bibtex


def _editor() -> Editor:
    from citewatch.documents.editing.whole_text import text_editor
    from citewatch.documents.kinds.bibtex.editor import repair_bibtex

    return text_editor(repair_bibtex)


KIND = Kind(
    name="bibtex",
    words="a BibTeX bibliography",
    suffixes=(".bib", ".biblatex"),
    reader=_reader,
    editor=_editor,
    likely=rb"(?m)^\s*@[A-Za-z]+\s*[{(]\s*[^\s,{}]+\s*,",
    comments=Comments.PERCENT,
)
