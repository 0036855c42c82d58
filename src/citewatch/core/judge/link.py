"""The finding on one link of one citation, from everything observed about it."""

from dataclasses import replace

from citewatch.core.citation import Citation
from citewatch.core.evidence import LinkEvidence, Page
from citewatch.core.finding import Finding
from citewatch.core.judge.archive_links import remark_on_archive
from citewatch.core.judge.confidence import confidence_in
from citewatch.core.judge.earlier import judge_against_earlier
from citewatch.core.judge.handle import judge_handle
from citewatch.core.judge.settle import judge_looks
from citewatch.core.snapshot import Snapshot


def judge(evidence: LinkEvidence, citation: Citation, earlier: Snapshot | None = None) -> Finding:
    """What the evidence shows of the source that `citation` cites.

    `earlier` is the snapshot from the time of the citation, where one is known.
    """
    found = judge_looks(evidence, citation.text)
    page = _living_page(evidence)
    if page is not None:
        found = judge_against_earlier(found, page, citation, earlier)
    found = judge_handle(found, evidence)
    found = replace(found, confidence=confidence_in(found))
    return remark_on_archive(found, evidence.url)


def _living_page(evidence: LinkEvidence) -> Page | None:
    visits = (*evidence.looks, *([evidence.https_look] if evidence.https_look else []))
    pages = [visit.page for visit in visits if visit.page is not None and visit.failure is None]
    return pages[-1] if pages else None
