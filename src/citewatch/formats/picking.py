"""Some of a report's citations and links, one at a time."""

from collections.abc import Iterator
from datetime import datetime

from msgspec import Struct

from citewatch.core.report import CitationResult, LinkResult, Report
from citewatch.core.verdict import Verdict

Pair = tuple[CitationResult, LinkResult]


def links_with(report: Report, verdict: Verdict, *, evidence: bool = False) -> Iterator[Pair]:
    """The links with a verdict in the documents' order; without their probes unless `evidence`."""
    for result in report.citations.read(verdict, evidence=evidence):
        for link in result.links:
            if link.finding.verdict is verdict:
                yield result, link


def unlinked(report: Report) -> Iterator[CitationResult]:
    """The citations that have no link."""
    if report.summary.unlinked:
        for result in report.citations.read(evidence=False):
            if not result.links:
                yield result


class Earlier(Struct, frozen=True):
    """Links that were not asked for again: how many, and when they were checked (UTC)."""

    number: int
    oldest: datetime
    newest: datetime


def checked_earlier(link: LinkResult, report: Report) -> datetime | None:
    """When a link was checked that this audit did not ask for, since it was found fine lately."""
    at = link.checked_at
    if link.finding.verdict is not Verdict.OK or at is None or at >= report.started:
        return None
    return at


def earlier(report: Report) -> Earlier | None:
    """All such links; None where there are none."""
    found = None
    if report.summary.verdicts[Verdict.OK]:
        for _, link in links_with(report, Verdict.OK):
            at = checked_earlier(link, report)
            if at is not None and found is None:
                found = Earlier(1, at, at)
            elif at is not None and found is not None:
                found = Earlier(found.number + 1, min(found.oldest, at), max(found.newest, at))
    return found
