"""A rule for new addresses: how each of their parts is written out of the old one's parts."""

from collections.abc import Sequence

from msgspec import Struct

from citewatch.core.relocate.atoms import atoms, path_segments, stem
from citewatch.core.urls import Url

Part = tuple[str, str]
"""("text", what is written) or ("part", the name of an atom)."""

Spelling = tuple[Part, ...]


class Rule(Struct, frozen=True):
    """How to write a new address: `origin`, then its segments, each spelled out of old parts.

    `rest` is used instead of a segment for all that follows the first `dropped` old segments.
    """

    origin: str
    segments: tuple[Spelling, ...]
    ending: str = ""
    query: tuple[tuple[str, Spelling], ...] = ()
    depth: int | None = None
    dropped: tuple[str, ...] | None = None
    form: str = ""

    def applied(self, url: Url, title: str) -> str | None:
        """The new address of `url`, or None where the rule does not fit it."""
        if self.dropped is not None:
            return self._withrest_of(url)
        if len(path_segments(url)) != self.depth:
            return None
        return self._put_together(atoms(url, title))

    def _put_together(self, known: dict[str, str]) -> str | None:
        segments = [written(spelling, known) for spelling in self.segments]
        values = [(name, written(spelling, known)) for name, spelling in self.query]
        if None in segments or None in [value for _, value in values]:
            return None
        query = "&".join(f"{name}={value}" for name, value in values)
        path = "/".join(["", *(part or "" for part in segments)])
        return f"{self.origin}{path}{self.ending}{f'?{query}' if query else ''}"

    def _withrest_of(self, url: Url) -> str | None:
        assert self.dropped is not None
        parts = path_segments(url)
        if tuple(parts[: len(self.dropped)]) != self.dropped or len(parts) <= len(self.dropped):
            return None
        rest = rest_of(parts[len(self.dropped) :], self.form)
        before = "/".join(["", *(spelling[0][1] for spelling in self.segments)])
        return f"{self.origin}{before}/{rest}{self.ending}"


def rest_of(parts: Sequence[str], form: str) -> str:
    """The end of a path in one of its forms: whole, without extension, in lower case."""
    rest = "/".join([*parts[:-1], stem(parts[-1]) if "stem" in form else parts[-1]])
    return rest.lower() if "lower" in form else rest


def written(spelling: Spelling, known: dict[str, str]) -> str | None:
    """A segment spelled out of known parts; None where one of them is not there."""
    parts = [value if kind == "text" else known.get(value) for kind, value in spelling]
    return None if None in parts else "".join(part or "" for part in parts)
