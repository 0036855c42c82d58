"""The counts of an audit's stages, which run side by side."""

from collections.abc import Callable, Iterator

from msgspec import Struct

from citewatch.core.display import show

LONGEST_NAME = 40
"""Characters of what was worked on last, beside a stage's count."""


class Stage(Struct):
    """One stage: `done` of `total` steps, since `began`; `idle_since` its last one was done.

    Times are seconds of one clock.
    """

    title: str
    began: float
    idle_since: float
    total: int = 0
    done: int = 0

    @property
    def is_running(self) -> bool:
        """Whether it has something left to do."""
        return self.done < self.total

    def time_left(self, now: float) -> str:
        """How long it will about take, if all goes on as before; "" before its first step."""
        if not self.done:
            return ""
        seconds = (now - self.began) / self.done * (self.total - self.done)
        if seconds < 90:
            return f"about {max(round(seconds), 1)} s left"
        return f"about {round(seconds / 60):,} min left"

    def said(self, now: float) -> str:
        """How far it is, in words."""
        left = self.time_left(now)
        count = f"{show(self.title)}: {self.done:,} of {self.total:,}"
        return f"{count}, {left}" if left else count


class Stages:
    """All stages, in the order in which they got work; `monotonic` gives seconds."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._now = monotonic
        self._by_title: dict[str, Stage] = {}

    def begin(self, title: str, more: int) -> Stage:
        """A stage has so much more to do."""
        known = self._of(title)
        if more and not known.is_running:
            # The time that it had nothing to do says nothing of its pace.
            known.began += self._now() - known.idle_since
        known.total += more
        return known

    def step(self, title: str) -> None:
        """One step of a stage is done."""
        known = self._of(title)
        known.done += 1
        known.total = max(known.total, known.done)
        known.idle_since = self._now()

    def _of(self, title: str) -> Stage:
        now = self._now()
        return self._by_title.setdefault(title, Stage(title, now, now))

    @property
    def running(self) -> Iterator[Stage]:
        """Those that have something left to do."""
        return (known for known in self._by_title.values() if known.is_running)
