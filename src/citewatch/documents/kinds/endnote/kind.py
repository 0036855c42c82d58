"""References in EndNote's XML: the kind, and who reads it."""

from citewatch.documents.kinds.kind import Kind
from citewatch.documents.reader import Reader


def _reader() -> Reader:
    from citewatch.documents.kinds.endnote.reader import read_endnote

    return read_endnote


# .xml is no suffix of it: other kinds are XML, too.
KIND = Kind(
    name="endnote",
    words="references in EndNote's XML",
    suffixes=(),
    reader=_reader,
    certain=rb"(?i)\A[\s\xef\xbb\xbf]*(?:<\?xml\b[^>]{0,200}\?>\s*)?(?:<!--.{0,500}?-->\s*)?"
    rb"<xml>\s*<records?>",
)
