"""How far an audit is, on standard error: a bar on a terminal, now and then a line elsewhere."""

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
from citewatch.ports import Progress

LINE_EVERY = 10.0
"""Seconds between two lines where there is no terminal: a log stays short, yet never seems dead."""

_LONGEST_LABEL = 40
_WIDTH_FOR_LABELS = 100


def progress_on(
    console: Console, monotonic: Callable[[], float], *, quiet: bool = False
) -> AbstractContextManager[Progress]:
    """The progress that suits `console`: a bar, a line now and then, or nothing when `quiet`.

    `monotonic` gives seconds that never go back.
    """
    if quiet:
        return nullcontext(SilentProgress())
    if console.is_terminal and not console.is_dumb_terminal:
        return BarProgress(console, monotonic)
    return LineProgress(console, monotonic)


class SilentProgress:
    """Says nothing."""

    def phase(self, title: str, total: int) -> None:
        """Nothing is shown."""

    def step(self, label: str) -> None:
        """Nothing is shown."""

    def note(self, text: str) -> None:
        """Nothing is shown."""


class BarProgress:
    """A bar for each phase, with the count and the time left; it is gone when the work is done."""

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
        self._task: TaskID | None = None

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

    def phase(self, title: str, total: int) -> None:
        """Begin a new bar below the ones that are done."""
        self._task = self._bars.add_task(self._fit(title), total=total, label="")

    def step(self, label: str) -> None:
        """Move the bar on by one, and name what was done."""
        if self._task is not None:
            self._bars.update(self._task, advance=1, label=self._fit(label))

    def note(self, text: str) -> None:
        """Leave a line above the bars."""
        self._bars.console.print(Text(fit(show(text), self._encoding)), soft_wrap=True)

    def _fit(self, text: str) -> str:
        return fit(show_address(text, _LONGEST_LABEL), self._encoding)


class LineProgress:
    """A line as each phase begins, and every `LINE_EVERY` seconds one with the count."""

    def __init__(self, console: Console, monotonic: Callable[[], float]) -> None:
        self._console = console
        self._now = monotonic
        self._title, self._total, self._done = "", 0, 0
        self._began = self._said = monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        pass

    def phase(self, title: str, total: int) -> None:
        """Say what begins, and how much of it there is."""
        self._title, self._total, self._done = show(title), total, 0
        self._began = self._said = self._now()
        self._say(f"{self._title}: {total:,}")

    def step(self, label: str) -> None:
        """Count one, and say so when it is time."""
        self._done += 1
        now = self._now()
        if now - self._said >= LINE_EVERY:
            self._said = now
            left = (now - self._began) / self._done * (self._total - self._done)
            count = f"{self._done:,} of {self._total:,}"
            label = show_address(label, _LONGEST_LABEL)
            self._say(f"{self._title}: {count}, {_about(left)}, last {label}")

    def note(self, text: str) -> None:
        """Say it, on a line of its own."""
        self._say(show(text))

    def _say(self, line: str) -> None:
        self._console.print(Text(fit(line, self._console.encoding)), soft_wrap=True)


class _TimeLeft(ProgressColumn):
    def render(self, task: Task) -> Text:
        if task.finished:
            return Text("done")
        seconds = task.time_remaining
        return Text("" if seconds is None else _about(seconds))


def _about(seconds: float) -> str:
    if seconds < 90:
        return f"about {max(round(seconds), 1)} s left"
    return f"about {round(seconds / 60)} min left"
