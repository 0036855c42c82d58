"""Puts a finished report where the user wants it."""

import sys
from pathlib import Path

from rich.console import Console

from citewatch.core.report import Ending, Report
from citewatch.formats.registry import FORMATS
from citewatch.formats.terminal import render_terminal
from citewatch.usecases.files import write_whole


def deliver(report: Report, form: str, output: Path | None) -> None:
    """Print a report, or write it to `output`, in UTF-8.

    On a terminal it is as wide and as coloured as that; elsewhere as plain as it must be.

    Raises InputError where the file cannot be written.
    """
    if output is not None:
        write_whole(output, FORMATS[form](report))
    elif form == "terminal":
        render_terminal(report, Console())
    else:
        sys.stdout.buffer.write(FORMATS[form](report).encode())
        sys.stdout.flush()


def keep_audit(report: Report, folder: Path) -> Path | None:
    """Write the Markdown audit into `folder`; None where nothing was judged that is worth it."""
    if report.ending is Ending.OFFLINE:
        return None
    path = folder / f"audit-{report.started:%Y-%m-%d}.md"
    write_whole(path, FORMATS["markdown"](report))
    return path
