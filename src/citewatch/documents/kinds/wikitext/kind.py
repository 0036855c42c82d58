"""A page in wikitext: the kind, and who reads it and repairs it."""

from citewatch.core.repair.plan import Style
from citewatch.documents.kinds.kind import Comments, Editor, Kind
from citewatch.documents.reader import Reader


def _reader() -> Reader:
    from citewatch.documents.kinds.wikitext.reader import read_wikitext

    return read_wikitext


def _editor() -> Editor:
    from citewatch.documents.editing.whole_text import text_editor
    from citewatch.documents.kinds.wikitext.editor import repair_wikitext

    return text_editor(repair_wikitext)


KIND = Kind(
    name="wikitext",
    words="a page in wikitext",
    suffixes=(".wiki", ".mediawiki"),
    reader=_reader,
    editor=_editor,
    likely=rb"(?i)<ref[\s>/]|\{\{cite |\[\[(?:file|category|image):",
    style=Style.WIKIPEDIA,
    comments=Comments.HTML,
)
