"""A plain text: the kind, and who reads it and repairs it."""

from citewatch.documents.kinds.kind import Editor, Kind
from citewatch.documents.reader import Reader


def _reader() -> Reader:
    from citewatch.documents.kinds.text.reader import read_plain_text

    return read_plain_text


def _editor() -> Editor:
    from citewatch.documents.editing.whole_text import text_editor
    from citewatch.documents.kinds.text.editor import repair_plain_text

    return text_editor(repair_plain_text)


KIND = Kind(
    name="text",
    words="a plain text",
    suffixes=(".txt",),
    reader=_reader,
    editor=_editor,
)
