"""Comparing wording across languages: folding, the segments of a title, phrases."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache

from citewatch.core.content.phrase_files import patterns_of

_MARKS = re.compile(r"[\u0300-\u036f]")
_PLAIN = str.maketrans(
    dict.fromkeys("\u2018\u2019\u02bc\u00b4`", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"')
    | {"\u0142": "l", "\u00f8": "o", "\u0111": "d", "\u00e6": "ae", "\u0153": "oe", "\u0131": "i"}
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
)
_BEYOND_ASCII = re.compile(r"([^\x00-\x7f]+)")
_SHORT = 16
"""Characters of a quotation mark or word, of which few are met again and again."""

_OF_WORDS = r"[a-z0-9\u0370-\u03ff\u0400-\u04ff]"
"""What words are made of, folded, in the scripts that keep them apart: Latin, Greek, Cyrillic."""

# Either white space begins it or a sign does: as two branches it is found in half the time.
_SEPARATOR = re.compile(
    r"\s+(?:[-|:·•/>~*]+\s+|(?:\|+|::|•|·|\u203a)\s*|-\s*$|\"\s+)|(?:\|+|::|•|·|\u203a)\s*|:\s+"
)
_SPACE = re.compile(r"\[[^\]]*\]| [?*+]| ")
_EDGES = " \t.!?,;:-|()[]{}\"'*#~_<>¡¿。、"


def fold(text: str) -> str:
    """`text` in lower case without accents, its quotes and dashes in one form."""
    if text.isascii():
        return text.lower()
    # An ASCII letter composes with accents alone, and they go: so what lies between is apart.
    parts = _BEYOND_ASCII.split(text.replace("`", "'"))
    parts[::2] = map(str.lower, parts[::2])
    parts[1::2] = map(_folded, parts[1::2])
    return "".join(parts)


def _folded(text: str) -> str:
    return _folded_short(text) if len(text) <= _SHORT else _folded_long(text)


def _folded_long(text: str) -> str:
    text = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN))
    return unicodedata.normalize("NFC", _MARKS.sub("", text))


_folded_short = lru_cache(maxsize=4096)(_folded_long)


def segments(title: str) -> list[str]:
    """The folded parts of a title that separators keep apart ("Page not found | The Site")."""
    parts = (part.strip(_EDGES) for part in _SEPARATOR.split(fold(title)))
    return [part for part in parts if part]


def pattern_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """One pattern for folded text that finds any of some phrases, the longer before the shorter."""
    longest_first = sorted(phrases, key=len, reverse=True)
    spaced = (fold(_SPACE.sub(_spaced, phrase)) for phrase in longest_first)
    return re.compile(f"(?<!{_OF_WORDS})(?:{'|'.join(spaced)})(?!{_OF_WORDS})")


def _spaced(space: re.Match[str]) -> str:
    """What a space of a phrase means; one in a class or with a quantifier stays a single one."""
    return r"\s+" if space[0] == " " else space[0].replace(" ", r"\s")


class Phrases:
    """Finds, in folded text, any phrase of a `kind`, in any of the languages that there are.

    A space stands for any white space. Whole words only, where a script has words.

    Each is read and compiled when it is first asked: a tenth of a second for all of them, which no
    start of the program has to wait for.
    """

    def __init__(self, kind: str) -> None:
        self.kind = kind

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The one pattern of all phrases."""
        return pattern_of(patterns_of(self.kind))

    def search(self, text: str) -> re.Match[str] | None:
        """The first phrase in the text."""
        return self.pattern.search(text)

    def match(self, text: str) -> re.Match[str] | None:
        """The phrase that the text begins with."""
        return self.pattern.match(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Every phrase in the text, in order."""
        return self.pattern.finditer(text)

    def findall(self, text: str) -> list[str]:
        """The words of every phrase in the text."""
        return [found[0] for found in self.finditer(text)]

    def sub(self, new: str, text: str) -> str:
        """The text with `new` in the place of every phrase."""
        return self.pattern.sub(new, text)
