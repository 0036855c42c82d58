"""Reports of few citations, which are held in memory."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from msgspec import Struct

from citewatch.core.changes import Changes
from citewatch.core.decisive import last_status
from citewatch.core.life import is_unknown
from citewatch.core.reasons.unchecked import INTERRUPTED
from citewatch.core.recognised import is_recognised
from citewatch.core.report import (
    CitationResult,
    Earlier,
    Ending,
    Line,
    LinkResult,
    Report,
    Summary,
)
from citewatch.core.verdict import Verdict


class InMemory(Struct, frozen=True):
    """Citations that are few enough to be held."""

    results: tuple[CitationResult, ...]

    def read(
        self, having: Verdict | None = None, *, evidence: bool = True
    ) -> Iterator[CitationResult]:
        """See Citations."""
        del evidence  # they have it anyway
        for result in self.results:
            if having is None or any(link.finding.verdict is having for link in result.links):
                yield result

    def lines(self) -> Iterator[Line]:
        """See Citations."""
        return lines_of(self.results)

    def fine_before(self, began: datetime) -> Earlier | None:
        """See Citations."""
        links = [link for result in self.results for link in result.links]
        fine = (link.checked_at for link in links if link.finding.verdict is Verdict.OK)
        times = [at for at in fine if at is not None and at < began]
        return Earlier(len(times), min(times), max(times)) if times else None


def lines_of(results: Iterable[CitationResult]) -> Iterator[Line]:
    """Their links in one line each."""
    for result in results:
        yield from (_line(result, link) for link in result.links)
        if not result.links:
            yield Line(result.citation.id, source=result.source)


def _line(result: CitationResult, link: LinkResult) -> Line:
    answer, found = link.archive, link.finding
    return Line(
        result.citation.id,
        link.url,
        found.verdict,
        found.reason.id,
        link.checked_at,
        last_status(link.probes),
        None if answer is None else answer.state,
        answer.snapshot.captured_at if answer and answer.snapshot else None,
        is_recognised(found),
        link.ignored is not None,
        result.source,
    )


def summed_up(results: Iterable[CitationResult], uncompared: int = 0) -> Summary:
    """The numbers of some results."""
    verdicts = dict.fromkeys(Verdict, 0)
    citations = links = unlinked = unchecked = kept = needy = recognised = unknown = ignored = 0
    for result in results:
        citations += 1
        links += len(result.links)
        unlinked += not result.links
        for link in result.links:
            verdicts[link.finding.verdict] += 1
            unchecked += link.finding.reason == INTERRUPTED
            kept += link.kept
            needy += link.finding.verdict.needs_change and not link.spared
            ignored += link.ignored is not None
            is_ok = link.finding.verdict is Verdict.OK
            recognised += is_ok and bool(is_recognised(link.finding))
            unknown += is_unknown(link.finding)
    return Summary(
        citations,
        links,
        verdicts,
        unlinked,
        unchecked,
        kept,
        needy,
        uncompared,
        recognised,
        unknown,
        ignored,
    )


def in_memory(  # noqa: PLR0913 - a report's own parts
    results: Iterable[CitationResult],
    *,
    started: datetime,
    finished: datetime,
    sources: tuple[str, ...] = (),
    title: str | None = None,
    ending: Ending = Ending.COMPLETE,
    staged: bool = False,
    source_hashes: tuple[str, ...] = (),
    changes: Changes | None = None,
    remarks: tuple[str, ...] = (),
) -> Report:
    """A report of results that are held in memory."""
    held = tuple(results)
    return Report(
        title, sources, started, finished, InMemory(held), summed_up(held), ending, staged,
        source_hashes, changes, remarks=remarks,
    )  # fmt: skip
