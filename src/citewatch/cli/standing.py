"""What stands beside the documents of an audit: their fingerprints, and what was decided before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from citewatch.core.citation import Document
from citewatch.core.decided import decided
from citewatch.core.decision import Decision
from citewatch.core.report import CitationResult, Report
from citewatch.documents.records.decisions import read_decisions
from citewatch.documents.records.fingerprint import fingerprint


@dataclass(frozen=True, slots=True)
class Standing:
    """To be read before an audit, so that a decisions file that cannot be read costs no audit."""

    documents: Sequence[Document]
    decisions: Mapping[str, Sequence[Decision]]
    hashes: tuple[str, ...]

    @classmethod
    def of(cls, documents: Sequence[Document]) -> Self:
        """What stands beside these documents now. Raises InputError for a broken decisions file."""
        paths = [Path(document.source) for document in documents]
        decisions = {str(path): read_decisions(path) for path in paths}
        return cls(documents, decisions, tuple(map(fingerprint, paths)))

    def noted(self, report: Report) -> Report:
        """The report of an audit of these documents, one after another, with all that."""
        results: list[CitationResult] = []
        for document in self.documents:
            some = report.citations[len(results) :][: len(document.citations)]
            known = self.decisions.get(str(Path(document.source)), ())
            results += [replace(decided(result, known), source=document.source) for result in some]
        return replace(report, citations=tuple(results), source_hashes=self.hashes)
