"""Puts the decisions of editors into a report, each at the link that it is about."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from citewatch.core.citation import Document
from citewatch.core.decision import Decision
from citewatch.core.display import show_address
from citewatch.core.report import CitationResult, LinkResult, Report

Decisions = Mapping[str, Sequence[Decision]]
"""The decisions about each document, by its source; of two about the same, the later one counts."""


def with_decisions(report: Report, documents: Sequence[Document], decisions: Decisions) -> Report:
    """The report of an audit of `documents`, with the decisions that still hold."""
    results: list[CitationResult] = []
    for document, some in by_document(report, documents):
        known = decisions.get(document.source, ())
        results += [_decided(result, known) for result in some] if known else some
    return replace(report, citations=tuple(results))


def by_document(
    report: Report, documents: Sequence[Document]
) -> list[tuple[Document, tuple[CitationResult, ...]]]:
    """The results of each document: a report holds them one document after another."""
    parts, start = [], 0
    for document in documents:
        end = start + len(document.citations)
        parts.append((document, report.citations[start:end]))
        start = end
    return parts


def offered(link: LinkResult) -> frozenset[str]:
    """Every address that the report offers to cite instead, as it may be shown."""
    urls = [link.replacement.url] if link.replacement else []
    urls += [link.archive.snapshot.url] if link.archive and link.archive.snapshot else []
    return frozenset(map(show_address, urls))


def _decided(result: CitationResult, decisions: Sequence[Decision]) -> CitationResult:
    links = tuple(
        replace(link, decision=decision) if (decision := _latest(link, decisions)) else link
        for link in result.links
    )
    return replace(result, links=links)


def _latest(link: LinkResult, decisions: Sequence[Decision]) -> Decision | None:
    verdict, urls = link.finding.verdict, offered(link)
    fitting = (known for known in reversed(decisions) if known.holds(link.url, verdict, urls))
    return next(fitting, None)
