"""Reads LaTeX: footnotes, references of its own or in bibliographies, addresses beside them."""

from citewatch.documents.content.decoding import decode
from citewatch.documents.kinds.bibtex.followed import followed
from citewatch.documents.kinds.latex.outline import outline_of
from citewatch.documents.markup.reading import reading_of
from citewatch.documents.reader import Reading


def read_latex(content: bytes, name: str) -> Reading:
    """The citations of a LaTeX document.

    Footnotes are called by their numbers, references by their keys: those of the document itself,
    and those that it cites from the bibliographies beside it. Comments, code and the preamble cite
    nothing; included files are not read. Raises InputError where the content is no text.
    """
    text = decode(content, name)
    outline = outline_of(text)
    works, remarks = followed(outline.citing(), outline.bibliographies, name)
    return reading_of(outline, text, name, works, remarks)
