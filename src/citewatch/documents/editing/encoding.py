"""A file's bytes as text and back, without the loss of a byte."""

import codecs

_MARKED = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(content: bytes) -> tuple[str, str]:
    """The text of a file and the codec that makes the same bytes of it again.

    A byte order mark stays as the first character, line ends stay as they are. What is no Unicode
    is read byte by byte: addresses are ASCII, and nothing else is changed.
    """
    candidates = [codec for mark, codec in _MARKED if content.startswith(mark)]
    for codec in (*candidates[:1], "utf-8"):
        try:
            text = content.decode(codec)
        except UnicodeDecodeError:
            continue
        if text.encode(codec) == content:
            return text, codec
    return content.decode("latin-1"), "latin-1"
