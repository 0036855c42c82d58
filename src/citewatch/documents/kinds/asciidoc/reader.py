"""Reads AsciiDoc: its footnotes and bibliographies, and the links beside them."""

from citewatch.documents.content.decoding import decode
from citewatch.documents.kinds.asciidoc.outline import outline_of
from citewatch.documents.markup.reading import reading_of
from citewatch.documents.reader import Reading


def read_asciidoc(content: bytes, name: str) -> Reading:
    """The citations of an AsciiDoc document.

    Footnotes are called by their numbers, entries of a bibliography by what is shown for them.
    Attributes of the document are resolved; code, comments, literal text and images cite nothing;
    included files are not read. Raises InputError where the content is no text.
    """
    text = decode(content, name)
    return reading_of(outline_of(text), text, name)
