"""How far an audit is, on standard error: bars on a terminal, now and then a line elsewhere.

The stages of an audit run side by side, and each may get more to do while it runs.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from types import TracebackType
from typing import Self, TextIO

from citewatch.core.display import show, show_address
from citewatch.formats.fitting import fit
from citewatch.formats.stages import LONGEST_NAME, Stages
from citewatch.ports import Progress

LINE_EVERY = 10.0
"""Seconds between two lines where there is no terminal: a log stays short, yet never seems dead."""


def progress_on(
    out: TextIO, monotonic: Callable[[], float], *, quiet: bool = False
) -> AbstractContextManager[Progress]:
    """The progress that suits `out`: bars, a line now and then, or nothing when `quiet`.

    `monotonic` gives seconds that never go back.
    """
    if quiet:
        return nullcontext(SilentProgress())
    if out.isatty():
        # What draws takes longer to load than all else that a start without a terminal needs.
        from citewatch.formats.bars import BarProgress, can_draw  # noqa: PLC0415

        if can_draw(out):
            return BarProgress(out, monotonic)
    return LineProgress(out, monotonic)


class SilentProgress:
    """Says nothing."""

    def begin(self, stage: str, more: int) -> None:
        """Nothing is shown."""

    def step(self, stage: str, label: str) -> None:
        """Nothing is shown."""

    def note(self, text: str) -> None:
        """Nothing is shown."""


class LineProgress:
    """A line as the work begins, and every `LINE_EVERY` seconds one with all that is under way."""

    def __init__(self, out: TextIO, monotonic: Callable[[], float]) -> None:
        self._out = out
        self._now = monotonic
        self._stages = Stages(monotonic)
        self._said: float | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        pass

    def begin(self, stage: str, more: int) -> None:
        """Count it; the first work of all is told at once."""
        known = self._stages.begin(stage, more)
        if self._said is None and known.total:
            self._said = self._now()
            self._say(f"{show(stage)}: {known.total:,}")

    def step(self, stage: str, label: str) -> None:
        """Count one, and say how far all stages are when it is time."""
        self._stages.step(stage)
        now = self._now()
        if self._said is None or now - self._said >= LINE_EVERY:
            self._said = now
            under_way = "; ".join(known.said(now) for known in self._stages.running)
            last = f"last {show_address(label, LONGEST_NAME)}"
            self._say(f"{under_way}; {last}" if under_way else last)

    def note(self, text: str) -> None:
        """Say it, on a line of its own."""
        self._say(show(text))

    def _say(self, line: str) -> None:
        self._out.write(f"{fit(line, self._out.encoding or 'utf-8')}\n")
        self._out.flush()
