"""The exit codes, and which one an audit earns."""

from collections.abc import Collection
from enum import IntEnum

from citewatch.core.report import Ending, Report


class Exit(IntEnum):
    """What the exit code of every command means."""

    NOTHING_FOUND = 0
    FINDINGS = 1
    WRONG_USAGE = 2
    NOT_DONE = 3
    OUR_FAULT = 4


def exit_of(report: Report, fail_on: Collection[str]) -> Exit:
    """The exit code for a report; `fail_on` holds the verdicts that count as findings.

    A link that somebody decided to keep as it is counts for nothing.
    """
    if report.ending is Ending.BROKEN:
        return Exit.OUR_FAULT
    if report.ending is not Ending.COMPLETE:
        return Exit.NOT_DONE
    found = {link.finding.verdict.value for link in report.links if not link.kept}
    found |= {citation.verdict for citation in report.citations if not citation.links}
    return Exit.FINDINGS if found & set(fail_on) else Exit.NOTHING_FOUND
