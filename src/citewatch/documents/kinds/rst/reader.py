"""Reads reStructuredText: its notes and citations, and the links beside them."""

from citewatch.documents.content.decoding import decode
from citewatch.documents.kinds.bibtex.followed import followed
from citewatch.documents.kinds.rst.outline import outline_of
from citewatch.documents.markup.reading import reading_of
from citewatch.documents.reader import Reading


def read_rst(content: bytes, name: str) -> Reading:
    """The citations of a document in reStructuredText.

    Notes are called by their numbers or names, citations by their labels. Works that are cited by
    key are looked up in the bibliographies that the document names. Code, comments, literal text
    and images cite nothing; included files are not read. Raises InputError where the content is no
    text.
    """
    text = decode(content, name)
    outline = outline_of(text)
    works, remarks = followed(outline.citing(), outline.bibliographies, name)
    return reading_of(outline, text, name, works, remarks)
