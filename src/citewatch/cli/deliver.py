"""Puts a finished report where the user wants it."""

import io
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TextIO

import typer

from citewatch.cli.step_summary import add_to_summary
from citewatch.core.counting import Counting
from citewatch.core.display import show
from citewatch.core.report import Ending, Report
from citewatch.errors import InputError
from citewatch.formats.registry import FORMATS, SUFFIXES
from citewatch.usecases.files import write_stream


def destinations(outputs: Sequence[str], form: str) -> dict[Path, str]:
    """The format of each file that a user named: by `FORMAT=FILE`, its suffix, or else `form`.

    Raises BadParameter where a file is named twice, or two of them leave their format open.
    """
    found: dict[Path, str] = {}
    unnamed = []
    for output in outputs:
        name, _, rest = output.partition("=")
        path = Path(rest if name in FORMATS and rest else output)
        known = name if name in FORMATS and rest else SUFFIXES.get(path.suffix.lower())
        if known is None:
            unnamed.append(path)
        if path in found:
            raise typer.BadParameter(f"--output {show(str(path))}: is named twice")
        found[path] = known or form
    if len(unnamed) > 1:
        raise typer.BadParameter(
            f"--output {show(str(unnamed[1]))}: its name tells no format; say FORMAT=FILE"
        )
    return found


def deliver(report: Report, counting: Counting, form: str, outputs: dict[Path, str]) -> None:
    """Write a report to files, in UTF-8; print it in `form` unless a file has it in that.

    On a terminal it is as wide and as coloured as that; elsewhere as plain as it must be. With
    `github` as `form`, the summary of a step of GitHub Actions tells of it, too.

    Raises InputError where a file cannot be written, once all others are.
    """
    problems: list[str] = []
    for path, name in outputs.items():
        try:
            write_stream(path, partial(FORMATS[name].write, report, counting))
        except InputError as error:
            problems += error.problems
    if form not in outputs.values():
        _print(report, counting, form)
    if form == "github":
        try:
            add_to_summary(report, counting)
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)


def _print(report: Report, counting: Counting, form: str) -> None:
    if form != "terminal":
        with _standard_output() as out:
            FORMATS[form].write(report, counting, out)
        return
    # Loaded late: what draws on terminals takes long to load, and the network waits for nothing.
    from rich.console import Console  # noqa: PLC0415

    from citewatch.formats.terminal import render_terminal  # noqa: PLC0415

    render_terminal(report, Console())


def keep_audit(report: Report, counting: Counting, folder: Path) -> Path | None:
    """Write the Markdown audit into `folder`; None where nothing was judged that is worth it."""
    if report.ending is Ending.OFFLINE:
        return None
    path = folder / f"audit-{report.started:%Y-%m-%d}.md"
    write_stream(path, partial(FORMATS["markdown"].write, report, counting))
    return path


@contextmanager
def _standard_output() -> Iterator[TextIO]:
    """Standard output in UTF-8, whatever the terminal has."""
    sys.stdout.flush()
    out = io.TextIOWrapper(sys.stdout.buffer, "utf-8", newline="")
    try:
        yield out
    finally:
        out.flush()
        out.detach()
