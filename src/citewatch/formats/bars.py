"""Bars on a terminal, one for each stage of an audit."""

from collections.abc import Callable
from types import TracebackType
from typing import Self, TextIO

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
from citewatch.formats.fitting import fit
from citewatch.formats.stages import LONGEST_NAME, Stage, Stages

_WIDTH_FOR_LABELS = 100


def can_draw(out: TextIO) -> bool:
    """Whether a terminal can move its cursor, as bars need."""
    return not Console(file=out).is_dumb_terminal


class BarProgress:
    """A bar for each stage that has work, with the count and the time left; gone at the end."""

    def __init__(self, out: TextIO, monotonic: Callable[[], float]) -> None:
        console = Console(file=out)
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
        return fit(show_address(text, LONGEST_NAME), self._encoding)


class _TimeLeft(ProgressColumn):
    def render(self, task: Task) -> Text:
        known: Stage = task.fields["stage"]
        return Text(known.time_left(task.get_time()) if known.is_running else "done")
