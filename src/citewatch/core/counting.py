"""Which links of an audit count as findings, by the choices of whoever runs it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from citewatch.core.over_time import Change, Course
from citewatch.core.report import CitationResult, LinkResult
from citewatch.core.verdict import UNLINKED


@dataclass(frozen=True, slots=True)
class Counting:
    """What counts: the words `fail_on` (verdicts, or `unlinked`).

    `grace`: once it has stood for so long; `times`: once it was found in so many audits in a row.
    `new_only`: unless it counted in the audit before already, and has not become worse.
    """

    fail_on: Collection[str]
    new_only: bool = False
    grace: timedelta = timedelta(0)
    times: int = 1

    def counts(self, result: CitationResult, now: datetime, before: datetime | None) -> bool:
        """Whether a citation has a finding that counts, in an audit that began at `now`.

        `before` is when the audit began that this one is compared with, if there is one.
        """
        if not result.links:
            return UNLINKED in self.fail_on and not self.new_only
        return any(self.counts_link(link, now, before) for link in result.links)

    def counts_link(self, link: LinkResult, now: datetime, before: datetime | None) -> bool:
        """Whether a link is a finding that counts. One that somebody decided to keep is none."""
        if link.finding.verdict.value not in self.fail_on or link.kept:
            return False
        course = link.course
        if course is None:
            return not self.new_only
        if not self._has_stood(course.stood, now - course.since):
            return False
        return not (self.new_only and self._counted(course, before))

    def _counted(self, course: Course, before: datetime | None) -> bool:
        """Whether it counted in the audit before, and has not become worse: that would be news."""
        was = course.before
        if was is None or was.value not in self.fail_on or course.change is Change.WORSE:
            return False
        if course.stood == 1 or before is None:
            return True
        return self._has_stood(course.stood - 1, before - course.since)

    def _has_stood(self, audits: int, time: timedelta) -> bool:
        return audits >= self.times and time >= self.grace
