"""How far an audit is, on standard error: bars on a terminal, now and then a line elsewhere.

The stages of an audit run side by side, and each may get more to do while it runs.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    ProgressColumn,
    Task,
    TaskID,
    TextColumn,
)
from rich.progress import Progress as Bars
from rich.text import Text

from citewatch.core.display import show, show_address
from citewatch.formats.sheet import fit
from citewatch.formats.stages import Stage, Stages
from citewatch.ports import Progress

LINE_EVERY = 10.0
"""Seconds between two lines where there is no terminal: a log stays short, yet never seems dead."""

_LONGEST_LABEL = 40
_WIDTH_FOR_LABELS = 100


def progress_on(
    console: Console, monotonic: Callable[[], float], *, quiet: bool = False
) -> AbstractContextManager[Progress]:
    """The progress that suits `console`: bars, a line now and then, or nothing when `quiet`.

    `monotonic` gives seconds that never go back.
    """
    if quiet:
        return nullcontext(SilentProgress())
    if console.is_terminal and not console.is_dumb_terminal:
        return BarProgress(console, monotonic)
    return LineProgress(console, monotonic)


class SilentProgress:
    """Says nothing."""

    def begin(self, stage: str, more: int) -> None:
        """Nothing is shown."""

    def step(self, stage: str, label: str) -> None:
        """Nothing is shown."""

    def note(self, text: str) -> None:
        """Nothing is shown."""


class BarProgress:
    """A bar for each stage that has work, with the count and the time left; gone at the end."""

    def __init__(self, console: Console, monotonic: Callable[[], float]) -> None:
        columns: list[ProgressColumn] = [
            TextColumn("{task.description}", markup=False),
            BarColumn(bar_width=20),
            MofNCompleteColumn(separator=" of "),
            _TimeLeft(),
        ]
        if console.width >= _WIDTH_FOR_LABELS:
            columns.append(TextColumn("{task.fields[label]}", style="dim", markup=False))
        self._encoding = console.encoding
        self._bars = Bars(*columns, console=console, transient=True, get_time=monotonic)
        self._stages = Stages(monotonic)
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._bars.stop()

    def begin(self, stage: str, more: int) -> None:
        """Give a stage's bar more to do; it appears with its first work."""
        known = self._stages.begin(stage, more)
        if known.total == 0:
            return
        if stage not in self._tasks:
            self._tasks[stage] = self._bars.add_task(
                self._fit(stage), total=known.total, label="", stage=known
            )
        else:
            self._bars.update(self._tasks[stage], total=known.total)

    def step(self, stage: str, label: str) -> None:
        """Move a stage's bar on by one, and name what was done."""
        self._stages.step(stage)
        if stage in self._tasks:
            self._bars.update(self._tasks[stage], advance=1, label=self._fit(label))

    def note(self, text: str) -> None:
        """Leave a line above the bars."""
        self._bars.console.print(Text(fit(show(text), self._encoding)), soft_wrap=True)

    def _fit(self, text: str) -> str:
        return fit(show_address(text, _LONGEST_LABEL), self._encoding)


class LineProgress:
    """A line as the work begins, and every `LINE_EVERY` seconds one with all that is under way."""

    def __init__(self, console: Console, monotonic: Callable[[], float]) -> None:
        self._console = console
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
            last = f"last {show_address(label, _LONGEST_LABEL)}"
            self._say(f"{under_way}; {last}" if under_way else last)

    def note(self, text: str) -> None:
        """Say it, on a line of its own."""
        self._say(show(text))

    def _say(self, line: str) -> None:
        self._console.print(Text(fit(line, self._console.encoding)), soft_wrap=True)


class _TimeLeft(ProgressColumn):
    def render(self, task: Task) -> Text:
        known: Stage = task.fields["stage"]
        return Text(known.time_left(task.get_time()) if known.is_running else "done")
