"""An AsciiDoc document: the kind, and who reads it and repairs it."""

from citewatch.documents.kinds.kind import Comments, Editor, Kind
from citewatch.documents.reader import Reader


def _reader() -> Reader:
    from citewatch.documents.kinds.asciidoc.reader import read_asciidoc

    return read_asciidoc


def _editor() -> Editor:
    from citewatch.documents.editing.whole_text import text_editor
    from citewatch.documents.kinds.asciidoc.editor import repair_asciidoc

    return text_editor(repair_asciidoc)


KIND = Kind(
    name="asciidoc",
    words="an AsciiDoc document",
    suffixes=(".adoc", ".asciidoc", ".asc"),
    reader=_reader,
    editor=_editor,
    likely=rb"(?m)\A\s*(?://[^\n]*\n\s*)*= \S|^\[source,[\w+-]+[\],]|^\[\[[\w-]+\]\]$",
    comments=Comments.SLASHES,
)
