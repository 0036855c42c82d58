"""A web page: the kind, and who reads it and repairs it."""

from citewatch.documents.kinds.kind import Comments, Editor, Kind
from citewatch.documents.reader import Reader


def _reader() -> Reader:
    from citewatch.documents.kinds.html.reader import read_html

    return read_html


def _editor() -> Editor:
    from citewatch.documents.editing.whole_text import text_editor
    from citewatch.documents.kinds.html.editor import repair_html

    return text_editor(repair_html)


KIND = Kind(
    name="html",
    words="a web page",
    suffixes=(".htm", ".html", ".xhtml"),
    reader=_reader,
    editor=_editor,
    certain=(
        rb"(?i)\A[\s\xef\xbb\xbf]*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
        rb"<(?:!doctype html|html[\s>])"
    ),
    likely=rb"(?i)<(?:p|div|body|head|article|a\s+href)[\s>=]",
    comments=Comments.HTML,
)
