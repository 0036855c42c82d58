"""The sentences that carry the marks of notes, within bounds: marks repeat, sentences need not."""

from collections.abc import Iterable
from itertools import islice

MOST = 20
"""Sentences kept of one citation: a source that is cited everywhere supports no one sentence."""

LONGEST = 2_000
"""Characters of what is kept as one sentence, where a line of a page stands for it."""

MOST_CHARACTERS = 8_000_000
"""Characters of sentences kept of one document: of some 40,000 sentences."""


class Supports:
    """Gathers sentences for notes by what the notes are called."""

    def __init__(self) -> None:
        self._found: dict[object, dict[str, None]] = {}
        self._left = MOST_CHARACTERS

    def add(self, note: object, sentence: str) -> None:
        """Remember that the mark of `note` stands in `sentence`, if there is room."""
        kept, sentence = self._found.setdefault(note, {}), sentence[:LONGEST]
        if sentence and sentence not in kept and len(kept) < MOST and len(sentence) <= self._left:
            kept[sentence] = None
            self._left -= len(sentence)

    def of(self, note: object) -> tuple[str, ...]:
        """The sentences of a note, in their order, each once."""
        return tuple(self._found.get(note, ()))


def kept(sentences: Iterable[str]) -> tuple[str, ...]:
    """As many of one citation's sentences as are kept, each once."""
    return tuple(islice(dict.fromkeys(filter(None, sentences)), MOST))
