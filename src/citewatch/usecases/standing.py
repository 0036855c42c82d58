"""What stands beside the documents of an audit: their fingerprints, and what was decided before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from citewatch.core.citation import Document
from citewatch.core.decision import Decision
from citewatch.core.repair.decided import decided
from citewatch.core.report import CitationResult, Report
from citewatch.documents.records.decisions import read_decisions
from citewatch.documents.records.fingerprint import fingerprint


@dataclass(frozen=True, slots=True)
class Standing:
    """To be read before an audit, so that a decisions file that cannot be read costs no audit.

    `decisions` are those about each document, by its source; `hashes` are the documents' own, in
    their order.
    """

    decisions: Mapping[str, Sequence[Decision]]
    hashes: tuple[str, ...]

    @classmethod
    def of(cls, documents: Sequence[Document]) -> Self:
        """What stands beside these documents now. Raises InputError for a broken decisions file."""
        sources = [document.source for document in documents]
        decisions = {source: read_decisions(Path(source)) for source in sources}
        return cls(decisions, tuple(fingerprint(Path(source)) for source in sources))

    def noted(self, report: Report) -> Report:
        """The report of an audit of these documents with all that."""
        results = tuple(map(self._decided, report.citations))
        return replace(report, citations=results, source_hashes=self.hashes)

    def _decided(self, result: CitationResult) -> CitationResult:
        return decided(result, self.decisions.get(result.source or "", ()))
