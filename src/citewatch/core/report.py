"""The outcome of an audit, ready for any format."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from citewatch.core.citation import Citation
from citewatch.core.decision import Answer, Decision
from citewatch.core.evidence import LinkEvidence
from citewatch.core.finding import Finding
from citewatch.core.snapshot import ArchiveAnswer
from citewatch.core.verdict import UNLINKED, Verdict, worst


class ReplacementKind(StrEnum):
    """What a replacement is: the source's new home, or a verified snapshot of it."""

    MOVED = "moved"
    ARCHIVED = "archived"


@dataclass(frozen=True, slots=True)
class Replacement:
    """An address to cite instead, and why it can be trusted: "" where the finding says it."""

    url: str
    kind: ReplacementKind
    why: str = ""


@dataclass(frozen=True, slots=True)
class LinkResult:
    """All that was found out about one link of a citation.

    `decision` is what an editor answered to this very finding before, if anybody did.
    """

    url: str
    finding: Finding
    checked_at: datetime | None = None
    evidence: LinkEvidence | None = None
    archive: ArchiveAnswer | None = None
    replacement: Replacement | None = None
    decision: Decision | None = None

    @property
    def kept(self) -> bool:
        """Whether an editor decided that this link stays as it is, whatever was found."""
        return self.decision is not None and self.decision.answer is Answer.KEEP


@dataclass(frozen=True, slots=True)
class CitationResult:
    """A citation with the results of its links, in the order it gives them.

    `source` is the one of the report's sources that it stands in.
    """

    citation: Citation
    links: tuple[LinkResult, ...]
    source: str | None = None

    @property
    def verdict(self) -> str:
        """The worst of its links' verdicts, or `unlinked`."""
        found = worst(link.finding.verdict for link in self.links)
        return UNLINKED if found is None else found.value


class Ending(StrEnum):
    """How an audit ended. Only COMPLETE means that every link was looked at.

    BROKEN is a fault of citewatch itself; what was known by then is in the report.
    """

    COMPLETE = "complete"
    OFFLINE = "offline"
    INTERRUPTED = "interrupted"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Report:
    """One audit of one or more documents; citations keep the documents' order.

    `staged` is true for the demo, whose web is not the real one: every format must say so.
    `source_hashes` are the SHA-256 of the sources as they were read, in their order.
    """

    title: str | None
    sources: tuple[str, ...]
    started: datetime
    finished: datetime
    citations: tuple[CitationResult, ...]
    ending: Ending = Ending.COMPLETE
    staged: bool = False
    source_hashes: tuple[str, ...] = ()

    @property
    def links(self) -> tuple[LinkResult, ...]:
        """Every link result, in order."""
        return tuple(link for citation in self.citations for link in citation.links)

    def link_counts(self) -> dict[Verdict, int]:
        """How many links have each verdict; every verdict has a key."""
        counted = Counter(link.finding.verdict for link in self.links)
        return {verdict: counted[verdict] for verdict in Verdict}
