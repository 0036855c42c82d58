"""A document in reStructuredText: the kind, and who reads it and repairs it."""

from citewatch.documents.kinds.kind import Comments, Editor, Kind
from citewatch.documents.reader import Reader


def _reader() -> Reader:
    from citewatch.documents.kinds.rst.reader import read_rst

    return read_rst


def _editor() -> Editor:
    from citewatch.documents.editing.whole_text import text_editor
    from citewatch.documents.kinds.rst.editor import repair_rst

    return text_editor(repair_rst)


KIND = Kind(
    name="rst",
    words="a document in reStructuredText",
    suffixes=(".rst", ".rest"),
    reader=_reader,
    editor=_editor,
    likely=rb"(?m)^\.\. (?:_[^\n:]+: |\[[\w#*.-]+\] |[\w-]+:: *)\S?|^\.\. \|[^|\n]+\| \w+::",
    comments=Comments.DOTS,
)
