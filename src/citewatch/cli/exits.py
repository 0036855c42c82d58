"""The exit codes, and which one an audit earns."""

from enum import IntEnum

from citewatch.core.counting import Counting
from citewatch.core.report import Ending, Report


class Exit(IntEnum):
    """What the exit code of every command means."""

    NOTHING_FOUND = 0
    FINDINGS = 1
    WRONG_USAGE = 2
    NOT_DONE = 3
    OUR_FAULT = 4


def exit_of(report: Report, counting: Counting) -> Exit:
    """The exit code for a report, where `counting` says what counts as a finding."""
    if report.ending is Ending.BROKEN:
        return Exit.OUR_FAULT
    if report.ending is not Ending.COMPLETE:
        return Exit.NOT_DONE
    return Exit.FINDINGS if counting.any_in(report) else Exit.NOTHING_FOUND
