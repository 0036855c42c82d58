"""Some of a report's citations and links, one at a time."""

from collections.abc import Iterator

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
