"""An e-mail message: the kind, and who reads it."""

from citewatch.documents.kinds.kind import Kind
from citewatch.documents.reader import Reader


def _reader() -> Reader:
    from citewatch.documents.kinds.mail.reader import read_mail

    return read_mail


KIND = Kind(
    name="eml",
    words="an e-mail message",
    suffixes=(".eml", ".mht", ".mhtml"),
    reader=_reader,
    likely=(
        rb"(?i)\A(?:[a-z][a-z-]*:[^\n]*\n(?:[ \t][^\n]*\n)*)*?"
        rb"(?:mime-version|message-id|received|return-path):"
    ),
)
