"""An EPUB book: the kind, and who reads it."""

from citewatch.documents.kinds.kind import Kind
from citewatch.documents.reader import Reader


def _reader() -> Reader:
    from citewatch.documents.kinds.epub.reader import read_epub

    return read_epub


KIND = Kind(
    name="epub",
    words="an EPUB book",
    suffixes=(".epub",),
    reader=_reader,
    packed=lambda package: "META-INF/container.xml" in package.namelist(),
)
