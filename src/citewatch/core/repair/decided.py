"""Puts the decisions of editors into a report, each at the link that it is about."""

from collections.abc import Sequence

from msgspec.structs import replace

from citewatch.core.decision import Decision
from citewatch.core.display import show_address
from citewatch.core.report import CitationResult, LinkResult


def decided(result: CitationResult, decisions: Sequence[Decision]) -> CitationResult:
    """The result with the decisions that still hold; of two about one link, the later one counts.

    `decisions` are those about the citation's document, oldest first.
    """
    links = tuple(
        replace(link, decision=decision) if (decision := _latest(link, decisions)) else link
        for link in result.links
    )
    return replace(result, links=links)


def _latest(link: LinkResult, decisions: Sequence[Decision]) -> Decision | None:
    verdict, urls = link.finding.verdict, _offered(link)
    fitting = (known for known in reversed(decisions) if known.holds(link.url, verdict, urls))
    return next(fitting, None)


def _offered(link: LinkResult) -> frozenset[str]:
    """Every address that there is to cite instead, as it may be shown."""
    urls = [link.replacement.url] if link.replacement else []
    urls += [link.archive.snapshot.url] if link.archive and link.archive.snapshot else []
    return frozenset(map(show_address, urls))
