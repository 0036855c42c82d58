"""Which links of an audit count as findings, by the choices of whoever runs it."""

from collections.abc import Collection
from datetime import datetime, timedelta

from msgspec import Struct

from citewatch.core.over_time import Change, Course
from citewatch.core.report import LinkResult, Report
from citewatch.core.verdict import UNLINKED, Verdict

FINDINGS_BY_DEFAULT = frozenset({"dead", "changed", "invalid"})
"""What counts unless its user says otherwise."""


class Counting(Struct, frozen=True):
    """What counts: the words `fail_on` (verdicts, or `unlinked`).

    `grace`: once it has stood for so long; `times`: once it was found in so many audits in a row.
    `new_only`: unless it counted in the audit before already, and has not become worse. A citation
    without a link waits for nothing: no server can be in trouble for a while.
    """

    fail_on: Collection[str]
    new_only: bool = False
    grace: timedelta = timedelta(0)
    times: int = 1

    def any_in(self, report: Report) -> bool:
        """Whether a report has a finding that counts."""
        if self.counts_unlinked(report):
            return True
        before = report.changes.before if report.changes else None
        return any(
            self.counts(link, report.started, before)
            for verdict in Verdict
            if verdict.value in self.fail_on and report.summary.verdicts[verdict]
            for result in report.citations.read(verdict, evidence=False)
            for link in result.links
        )

    def counts(self, link: LinkResult, now: datetime, before: datetime | None) -> bool:
        """Whether a link is a finding that counts, in an audit that began at `now`.

        `before` is when the audit began that this one is compared with, if there is one. A link
        that somebody decided to keep, or that is ignored, is no finding.
        """
        if link.finding.verdict.value not in self.fail_on or link.spared:
            return False
        course = link.course
        if course is None:
            return not self.new_only
        if not self._has_stood(course.stood, now - course.since):
            return False
        return not (self.new_only and self._counted(course, before))

    def counts_unlinked(self, report: Report) -> bool:
        """Whether the citations without a link are findings that count.

        With `new_only`, a report knows how many of them are new, but not which: all of them, then.
        """
        return UNLINKED in self.fail_on and self._unlinked(report) > 0

    def _counted(self, course: Course, before: datetime | None) -> bool:
        """Whether it counted in the audit before, and has not become worse: that would be news."""
        was = course.before
        if was is None or was.value not in self.fail_on or course.change is Change.WORSE:
            return False
        if course.stood == 1 or before is None:
            return True
        return self._has_stood(course.stood - 1, before - course.since)

    def _has_stood(self, audits: int, time: timedelta) -> bool:
        # What an audit found after it was taken up again is younger than the audit itself.
        return audits >= self.times and max(time, timedelta(0)) >= self.grace

    def _unlinked(self, report: Report) -> int:
        """How many citations without a link count."""
        if self.new_only and report.changes is not None and report.changes.before is not None:
            return report.changes.unlinked
        return report.summary.unlinked


BY_DEFAULT = Counting(FINDINGS_BY_DEFAULT)
"""What counts in an audit of which its user says nothing else."""
