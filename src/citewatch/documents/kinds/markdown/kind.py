"""A Markdown document: the kind, and who reads it and repairs it."""

from citewatch.documents.kinds.kind import Comments, Editor, Kind
from citewatch.documents.reader import Reader


def _reader() -> Reader:
    from citewatch.documents.kinds.markdown.reader import read_markdown

    return read_markdown


def _editor() -> Editor:
    from citewatch.documents.editing.whole_text import text_editor
    from citewatch.documents.kinds.markdown.editor import repair_markdown

    return text_editor(repair_markdown)


KIND = Kind(
    name="markdown",
    words="a Markdown document",
    suffixes=(".md", ".markdown", ".mdown", ".mdx", ".qmd", ".rmd"),
    reader=_reader,
    editor=_editor,
    likely=(rb"(?m)^---\s*$|^\[\^[^\]]+\]:|\]\(https?://|^#{1,6} \S|^\[[^\]]+\]:\s*<?http"),
    comments=Comments.HTML,
)
