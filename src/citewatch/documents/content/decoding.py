"""A document's bytes as text, whatever encoding it was saved in."""

import codecs
import re

from charset_normalizer import from_bytes

from citewatch.core.display import clean
from citewatch.errors import InputError

LARGEST = 64 * 2**20
"""Most bytes of one document that is text: some 10,000 printed pages."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 200_000
"""Bytes that the guess of an encoding looks at."""

_INSTEAD = "save it as .docx, .odt, .pdf, .html or .txt"
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MOST_CONTROLS = 0.01
"""Share of control characters above which content is no text; form feeds do not count."""


def decode(content: bytes, name: str) -> str:
    """The text of `content`, its line ends made one.

    UTF-8 and any text with a byte order mark are read as such; anything else is guessed. Raises
    InputError where the content is too large or is no text.
    """
    if len(content) > LARGEST:
        raise InputError([f"{clean(name)}: is larger than {LARGEST // 2**20} MiB of text"])
    text = _decoded(content)
    sample = text[:_SAMPLE] if text is not None else ""
    if text is None or len(_CONTROL.findall(sample)) > len(sample) * _MOST_CONTROLS:
        what = "is no text document, nor of another kind that is read"
        raise InputError([f"{clean(name)}: {what}; {_INSTEAD}"])
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(content: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strictly(content, encoding)
    if b"\x00" in content[:_SAMPLE]:
        return None
    text = _strictly(content, "utf-8")
    return _guessed(content) if text is None else text


def _strictly(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _guessed(content: bytes) -> str:
    best = from_bytes(content[:_SAMPLE]).best()
    encoding = "cp1252" if best is None else best.encoding
    # A guess made on the beginning may not fit the rest: one wrong letter loses no citation.
    return content.decode(encoding, errors="replace")
