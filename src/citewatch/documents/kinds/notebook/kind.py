"""A Jupyter notebook: the kind, and who reads it and repairs it."""

from citewatch.documents.kinds.kind import Editor, Kind
from citewatch.documents.reader import Reader


def _reader() -> Reader:
    from citewatch.documents.kinds.notebook.reader import read_notebook

    return read_notebook


def _editor() -> Editor:
    from citewatch.documents.kinds.notebook.editor import repair_notebook

    return repair_notebook


# Most notebooks say their format at their end, and in their head only what their cells are.
KIND = Kind(
    name="notebook",
    words="a Jupyter notebook",
    suffixes=(".ipynb",),
    reader=_reader,
    editor=_editor,
    certain=rb"(?s)\A[\s\xef\xbb\xbf]*\{.*?(?<!\\)\""
    rb"(?:nbformat\"\s*:\s*\d|cell_type\"\s*:\s*\"(?:markdown|code|raw|heading)\")",
)
