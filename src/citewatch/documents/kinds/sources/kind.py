"""A sources.yaml: the kind, and who reads it and repairs it."""

from citewatch.documents.kinds.kind import Comments, Editor, Kind
from citewatch.documents.reader import Reader


def _reader() -> Reader:
    from citewatch.documents.kinds.sources.reader import flow_sources

    return flow_sources


def _editor() -> Editor:
    from citewatch.documents.editing.whole_text import text_editor
    from citewatch.documents.kinds.sources.editor import repair_sources_yaml

    return text_editor(repair_sources_yaml)


KIND = Kind(
    name="sources",
    words="a sources.yaml",
    suffixes=(".yaml", ".yml"),
    reader=_reader,
    editor=_editor,
    gathered=False,
    comments=Comments.HASH,
)
