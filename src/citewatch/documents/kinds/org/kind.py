"""An Org document: the kind, and who reads it and repairs it."""

from citewatch.documents.kinds.kind import Comments, Editor, Kind
from citewatch.documents.reader import Reader


def _reader() -> Reader:
    from citewatch.documents.kinds.org.reader import read_org

    return read_org


def _editor() -> Editor:
    from citewatch.documents.editing.whole_text import text_editor
    from citewatch.documents.kinds.org.editor import repair_org

    return text_editor(repair_org)


KIND = Kind(
    name="org",
    words="an Org document",
    suffixes=(".org",),
    reader=_reader,
    editor=_editor,
    likely=rb"(?mi)^#\+(?:title|begin_src|options|startup):?(?:\s|$)|^\[fn:[\w-]+\] ",
    comments=Comments.HASH,
)
