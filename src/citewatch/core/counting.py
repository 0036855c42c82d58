"""Which links of an audit count as findings, by the choices of whoever runs it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from citewatch.core.report import LinkResult, Report
from citewatch.core.verdict import UNLINKED, Verdict


@dataclass(frozen=True, slots=True)
class Counting:
    """What counts: the words `fail_on` (verdicts, or `unlinked`).

    `new_only`: unless the audit before had it already. `grace`: once it has stood for so long;
    `times`: once it was found in so many audits in a row.
    """

    fail_on: Collection[str]
    new_only: bool = False
    grace: timedelta = timedelta(0)
    times: int = 1

    def any_in(self, report: Report) -> bool:
        """Whether a report has a finding that counts."""
        if UNLINKED in self.fail_on and report.summary.unlinked and not self.new_only:
            return True
        return any(
            self.counts(link, report.started)
            for verdict in Verdict
            if verdict.value in self.fail_on and report.summary.verdicts[verdict]
            for result in report.citations.read(verdict, evidence=False)
            for link in result.links
        )

    def counts(self, link: LinkResult, now: datetime) -> bool:
        """Whether a link is a finding that counts, in an audit that began at `now`.

        One that somebody decided to keep is none.
        """
        if link.finding.verdict.value not in self.fail_on or link.kept:
            return False
        course = link.course
        if course is None:
            return not self.new_only
        if self.new_only and course.before is not None and course.before.value in self.fail_on:
            return False
        return now - course.since >= self.grace and course.stood >= self.times
