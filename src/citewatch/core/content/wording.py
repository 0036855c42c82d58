"""Comparing wording across languages: folding, the segments of a title, tables of phrases."""

import re
import unicodedata
from collections.abc import Iterable

_MARKS = re.compile(r"[\u0300-\u036f]")
_PUNCTUATION = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "´": "'", "ʼ": "'", "…": "...", "–": "-", "—": "-", "−": "-"}
)
_SEPARATOR = re.compile(r"\s+[-|:·•»«/>~*]+\s+|\s*(?:\|+|::|»|•|·|\|\|)\s*|:\s+|\s+-\s*$")
_EDGES = " \t.!?,;:-|()[]{}\"'*#~_<>¡¿。！？、"


def fold(text: str) -> str:
    """`text` in lower case without accents, its quotes and dashes in one form."""
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKD", text.translate(_PUNCTUATION).casefold())
    return unicodedata.normalize("NFC", _MARKS.sub("", text))


def segments(title: str) -> list[str]:
    """The folded parts of a title that separators keep apart ("Page not found | The Site")."""
    parts = (part.strip(_EDGES) for part in _SEPARATOR.split(fold(title)))
    return [part for part in parts if part]


def phrases(*alternatives: str | Iterable[str]) -> re.Pattern[str]:
    """A pattern for folded text that finds any of some phrases, which are patterns themselves.

    A space in a phrase stands for any white space. Whole words only, where a script has words.
    """
    sources = [
        source
        for alternative in alternatives
        for source in ([alternative] if isinstance(alternative, str) else alternative)
    ]
    joined = "|".join(fold(source).replace(" ", r"\s+") for source in sources)
    return re.compile(rf"(?<![a-z0-9])(?:{joined})(?![a-z0-9])")
