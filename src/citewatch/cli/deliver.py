"""Puts a finished report where the user wants it."""

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TextIO

from citewatch.core.report import Ending, Report
from citewatch.formats.registry import FORMATS
from citewatch.usecases.files import write_stream


def deliver(report: Report, form: str, output: Path | None) -> None:
    """Print a report, or write it to `output`, in UTF-8.

    On a terminal it is as wide and as coloured as that; elsewhere as plain as it must be.

    Raises InputError where the file cannot be written.
    """
    if output is not None:
        write_stream(output, partial(FORMATS[form], report))
    elif form == "terminal":
        _print(report)
    else:
        with _standard_output() as out:
            FORMATS[form](report, out)


def _print(report: Report) -> None:
    # Loaded late: what draws on terminals takes long to load, and the network waits for nothing.
    from rich.console import Console  # noqa: PLC0415

    from citewatch.formats.terminal import render_terminal  # noqa: PLC0415

    render_terminal(report, Console())


def keep_audit(report: Report, folder: Path) -> Path | None:
    """Write the Markdown audit into `folder`; None where nothing was judged that is worth it."""
    if report.ending is Ending.OFFLINE:
        return None
    path = folder / f"audit-{report.started:%Y-%m-%d}.md"
    write_stream(path, partial(FORMATS["markdown"], report))
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
