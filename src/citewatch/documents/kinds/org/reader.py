"""Reads Org: its footnotes, the works that it cites by key, and the links beside them."""

from citewatch.documents.content.decoding import decode
from citewatch.documents.kinds.bibtex.followed import followed
from citewatch.documents.kinds.org.outline import outline_of
from citewatch.documents.markup.reading import reading_of
from citewatch.documents.reader import Reading


def read_org(content: bytes, name: str) -> Reading:
    """The footnotes of an Org document, by their labels, and its links outside them.

    Code, comments, property drawers and verbatim text cite nothing. Works that are cited by key are
    looked up in the bibliographies that it names. Raises InputError where the content is no text.
    """
    text = decode(content, name)
    outline = outline_of(text)
    works, remarks = followed(outline.citing(), outline.bibliographies, name)
    return reading_of(outline, text, name, works, remarks)
