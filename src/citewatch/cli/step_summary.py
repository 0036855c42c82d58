"""The summary of a step of GitHub Actions: a file that the environment names."""

import io
import os
from pathlib import Path

from citewatch.core.counting import Counting
from citewatch.core.report import Report
from citewatch.errors import InputError

MOST = 1024 * 1024
"""Bytes: of a step's summary that is larger, GitHub shows nothing."""

_VARIABLE = "GITHUB_STEP_SUMMARY"


def add_to_summary(report: Report, counting: Counting) -> None:
    """Add what was found to the summary of the step, where this is one.

    What others have written there stays. Raises InputError where it cannot be written.
    """
    name = os.environ.get(_VARIABLE)
    if not name:
        return
    from citewatch.formats.github_summary import write_summary  # noqa: PLC0415 - wanted seldom

    try:
        with Path(name).open("ab") as file:
            text = io.TextIOWrapper(file, "utf-8", newline="")
            write_summary(report, counting, text, MOST - file.tell())
            text.flush()
            text.detach()
    except OSError as error:
        raise InputError([f"{name}: cannot be written: {error.strerror or error}"]) from error
