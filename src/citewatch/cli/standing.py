"""What stands beside the documents of an audit: their fingerprints, and what was decided before."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from citewatch.core.citation import Document
from citewatch.core.decided import Decisions, with_decisions
from citewatch.core.report import Report
from citewatch.documents.decisions import read_decisions
from citewatch.documents.fingerprint import fingerprint


@dataclass(frozen=True, slots=True)
class Standing:
    """To be read before an audit, so that a decisions file that cannot be read costs no audit."""

    documents: Sequence[Document]
    decisions: Decisions
    hashes: tuple[str, ...]

    @classmethod
    def of(cls, documents: Sequence[Document]) -> Self:
        """What stands beside these documents now. Raises InputError for a broken decisions file."""
        paths = {document.source: Path(document.source) for document in documents}
        decisions = {source: read_decisions(path) for source, path in paths.items()}
        return cls(documents, decisions, tuple(fingerprint(path) for path in paths.values()))

    def noted(self, report: Report) -> Report:
        """The report of an audit of these documents, with what stands beside them."""
        decided = with_decisions(report, self.documents, self.decisions)
        return replace(decided, source_hashes=self.hashes)
