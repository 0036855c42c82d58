"""A passage of markup as it is read, which knows where its characters stand in the source."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from typing import NamedTuple

from citewatch.documents.addresses.targets import Target, located_links
from citewatch.documents.citations.sentences import Sentences


class Spot(NamedTuple):
    """Where an address is written in the source.

    `source[start:end]` is what is written for it and `behind` the end of the markup around it.
    `form` is how it is written, in the words of its kind. Where it is not `sound`, another address
    cannot take its place; where it is not `open`, no words can follow it.
    """

    start: int
    end: int
    behind: int
    form: str = "bare"
    sound: bool = True
    open: bool = True


class Found(NamedTuple):
    """An address of a passage, the stretch of its text that it stands at, and where it is written.

    `named` says that the passage shows other words in its place.
    """

    url: str
    start: int
    end: int
    spot: Spot
    named: bool


class _Piece(NamedTuple):
    at: int
    start: int
    end: int
    verbatim: bool


class Flat:
    """Takes a passage piece by piece: words, links, marks of notes.

    `place` tells where in the source a character of what is read stands: a table's cell is no
    stretch of it. What cannot be written back, such as a cell whose width counts, is not `sound`.
    """

    def __init__(self, place: Callable[[int], int] = int, *, sound: bool = True) -> None:
        self.marks: list[tuple[str, int]] = []
        self._place, self._sound = place, sound
        self._words: list[str] = []
        self._pieces: list[_Piece] = []
        self._targets: list[tuple[Target, Spot]] = []
        self._text: str | None = None
        self._sentences: Sentences | None = None
        self.length = 0

    @property
    def text(self) -> str:
        """The passage without its markup; line breaks are those of the source."""
        if self._text is None:
            self._text = "".join(self._words)
        return self._text

    def tail(self, length: int) -> str:
        """The end of what was written: at least so many characters, if there are as many."""
        words: list[str] = []
        for word in reversed(self._words):
            words.append(word)
            length -= len(word)
            if length <= 0:
                break
        return "".join(reversed(words))

    def write(self, words: str, start: int, end: int | None = None) -> None:
        """Words as they stand from `start` on, or (with an `end`) what is read in their place."""
        if words:
            self._words.append(words)
            self._pieces.append(
                _Piece(self.length, start, start + len(words) if end is None else end, end is None)
            )
            self.length += len(words)
            self._text = None

    def link(self, url: str, since: int, spot: Spot) -> None:
        """What was written since the length `since` leads to `url`, which is written here."""
        placed = spot._replace(start=self._place(spot.start), end=self._place(spot.end))
        self.link_from(url, since, placed._replace(sound=spot.sound and self._sound))

    def link_from(self, url: str, since: int, spot: Spot) -> None:
        """The same where `url` is written elsewhere in the source: only `behind` is a place here.

        What follows a link, such as a note of a snapshot, would widen a cell too.
        """
        behind = self._place(spot.behind)
        placed = spot._replace(behind=behind, open=spot.open and self._sound)
        self._targets.append((Target(url, since, max(self.length, since)), placed))

    def mark(self, note: str) -> None:
        """The mark of a note stands here."""
        self.marks.append((note, self.length))

    def sentence(self, index: int) -> str:
        """The sentence that a place of the text stands in, or behind."""
        if self._sentences is None:
            self._sentences = Sentences(self.text)
        return self._sentences.at(index)

    def links(self) -> list[Found]:
        """The links of the passage, and the addresses that it shows without one, in its order."""
        spots = dict(self._targets)
        found = []
        for target in located_links(self.text, spots):
            known = spots.get(target)
            named = known is not None and self.text[target.start : target.end] != target.url
            found.append(Found(*target, known or self._spot(target), named))
        return found

    def source_of(self, index: int) -> int:
        """Where in the source a character of the text stands."""
        if not self._pieces:
            return self._targets[0][1].start if self._targets else self._place(0)
        piece = self._pieces[max(bisect_right(self._pieces, index, key=_at) - 1, 0)]
        return self._place(piece.start + (index - piece.at if piece.verbatim else 0))

    def _spot(self, target: Target) -> Spot:
        """Where an address is written that stands in the text without markup."""
        first = max(bisect_right(self._pieces, target.start, key=_at) - 1, 0)
        last = max(bisect_left(self._pieces, target.end, key=_at) - 1, 0)
        opening, closing = self._pieces[first], self._pieces[last]
        start, end = opening.start, closing.end
        whole = True
        if opening.verbatim:
            start += target.start - opening.at
        else:
            whole = target.start == opening.at
        if closing.verbatim:
            end = closing.start + target.end - closing.at
        elif last + 1 < len(self._pieces):
            whole = whole and target.end == self._pieces[last + 1].at
        else:
            whole = whole and target.end == self.length
        sound = whole and start < end and self._sound
        start, end = self._place(start), self._place(end)
        return Spot(start, end, end, sound=sound)


def _at(piece: _Piece) -> int:
    return piece.at
