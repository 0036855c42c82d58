"""What names of a reStructuredText document mean: targets of links, notes, substitutions."""

import re
from collections import deque
from collections.abc import Iterable

from msgspec import Struct, field

from citewatch.documents.editing.whole_links import Span

_ESCAPE = re.compile(r"\\(\s|.)")
_SYMBOLS = "*†‡§¶#♠♥♦♣"
"""What docutils shows for notes called by `[*]`, in this order; then each doubled."""

_MOST_STEPS = 10
"""Names that may stand for each other in a row."""


class Goal(Struct, frozen=True):
    """Where a name leads: an address as written at a stretch of the source, or another name."""

    written: str
    span: Span
    alias: str | None = None

    @property
    def url(self) -> str:
        """The address; it may be broken over lines, and its last underscore escaped."""
        return address(self.written)


class Names(Struct):
    """The names of one document. Notes are called by numbers of their own: see `note`."""

    goals: dict[str, Goal] = field(default_factory=dict)
    anonymous: list[Goal] = field(default_factory=list)
    inner: set[str] = field(default_factory=set)
    substitutions: dict[str, Span] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    _numbered: int = 0
    _symbols: int = 0
    _taken: set[str] = field(default_factory=set)
    _waiting: deque[str] = field(default_factory=deque)
    _starred: deque[str] = field(default_factory=deque)
    _next: int = 0

    def take(self, labels: Iterable[str]) -> None:
        """Numbers that notes are called by in the source; others are numbered around them."""
        self._taken.update(label for label in labels if label.isdecimal())

    def note(self, label: str) -> tuple[str, str]:
        """The name of a note whose definition is labelled so, and what its marks show."""
        if label == "#":
            self._numbered += 1
            while str(self._numbered) in self._taken:
                self._numbered += 1
            name, shown = f"#{self._numbered}", str(self._numbered)
            self._waiting.append(name)
        elif label == "*":
            turn, place = divmod(self._symbols, len(_SYMBOLS))
            self._symbols += 1
            name, shown = f"*{self._symbols}", _SYMBOLS[place] * (turn + 1)
            self._starred.append(name)
        elif label.startswith("#"):
            self._numbered += 1
            name, shown = label.lower(), label[1:]
        else:
            name, shown = label.lower(), label
        self.notes.setdefault(label.lower(), name)
        return name, shown

    def marked(self, label: str) -> str | None:
        """The name of the note that a mark means; None where there is none."""
        waiting = {"#": self._waiting, "*": self._starred}.get(label)
        if waiting is not None:
            return waiting.popleft() if waiting else None
        return self.notes.get(label.lower())

    def goal(self, name: str) -> Goal | None:
        """Where a reference leads, through the names that stand for others."""
        key = normal(name)
        for _ in range(_MOST_STEPS):
            goal = self.goals.get(key)
            self.used.add(key)
            if goal is None or goal.alias is None:
                return goal
            key = goal.alias
        return None

    def next_goal(self) -> Goal | None:
        """Where the next reference without a name leads."""
        if self._next >= len(self.anonymous):
            return None
        self._next += 1
        goal = self.anonymous[self._next - 1]
        return self.goal(goal.alias) if goal.alias else goal

    def unused(self) -> Iterable[tuple[str, Goal]]:
        """The addresses that no reference leads to."""
        for name, goal in self.goals.items():
            if name not in self.used and goal.alias is None:
                yield name, goal
        for goal in self.anonymous[self._next :]:
            if goal.alias is None:
                yield "", goal


def normal(name: str) -> str:
    """A reference's name as names are compared: case and blanks do not matter."""
    return " ".join(unescaped(name).lower().split())


def unescaped(words: str) -> str:
    """Words without backslashes; a blank behind one goes too."""
    return _ESCAPE.sub(lambda found: found[1].strip(), words) if "\\" in words else words


def address(written: str) -> str:
    """An address as it is meant: without blanks, line ends and escapes."""
    return "".join(unescaped(written).split())
