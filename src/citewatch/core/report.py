"""The outcome of an audit, ready for any format."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from msgspec import Struct

from citewatch.core.changes import Changes
from citewatch.core.citation import Citation
from citewatch.core.decision import Answer, Decision
from citewatch.core.finding import Finding
from citewatch.core.over_time import Course
from citewatch.core.probe import Probe
from citewatch.core.reasons.unchecked import INTERRUPTED, OFFLINE
from citewatch.core.snapshot import ArchiveAnswer, ArchiveState
from citewatch.core.verdict import UNLINKED, Verdict, worst

COMPARED_AT_MOST = 200
"""Living pages held against a snapshot in one audit: half a minute at the archive's limits."""


class ReplacementKind(StrEnum):
    """What a replacement is: the source's new home, or a verified snapshot of it."""

    MOVED = "moved"
    ARCHIVED = "archived"


class Replacement(Struct, frozen=True, omit_defaults=True):
    """An address to cite instead, and why it can be trusted: "" where the finding says it.

    `title` is that of the page which was seen there, `passage` the part of it that answers to the
    citation: see `core.passage`.
    """

    url: str
    kind: ReplacementKind
    why: str = ""
    title: str = ""
    passage: str = ""


class Outcome(Struct, frozen=True):
    """What was found out about a link: the finding, the archive's answer, what to cite instead."""

    finding: Finding
    archive: ArchiveAnswer | None = None
    replacement: Replacement | None = None


class Ignored(Struct, frozen=True):
    """Why what is found of a link is ignored, in its user's words, and up to which day it is."""

    why: str
    until: date | None = None


class LinkResult(Struct, frozen=True):
    """All that was found out about one link of a citation.

    `probes` are all that its finding rests on, in order of time. `course` is how it fared over the
    audits, None where it was not judged. `decision` is what an editor answered to this very finding
    before, if anybody did; `ignored` why its user wants to hear nothing of it.
    """

    url: str
    finding: Finding
    checked_at: datetime | None = None
    probes: tuple[Probe, ...] = ()
    archive: ArchiveAnswer | None = None
    replacement: Replacement | None = None
    decision: Decision | None = None
    course: Course | None = None
    ignored: Ignored | None = None

    @property
    def kept(self) -> bool:
        """Whether an editor decided that this link stays as it is, whatever was found."""
        return self.decision is not None and self.decision.answer is Answer.KEEP

    @property
    def spared(self) -> bool:
        """Whether nothing is to be done about it, whatever was found: it is kept, or ignored."""
        return self.kept or self.ignored is not None


class CitationResult(Struct, frozen=True):
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


class Line(Struct, frozen=True):
    """What a table of all links tells of one; of a citation without a link, its id alone.

    `status` is the last one that was seen at the address, `archive` what the archive said and
    `captured_at` (UTC) when its snapshot was taken. `recognised` tells of a living link whether the
    cited source was recognised, `ignored` whether its user wants to hear nothing of it. `source` is
    the one of the report's sources that its citation stands in.
    """

    citation: str
    url: str = ""
    verdict: Verdict | None = None
    reason: str = ""
    checked_at: datetime | None = None
    status: int | None = None
    archive: ArchiveState | None = None
    captured_at: datetime | None = None
    recognised: bool | None = None
    ignored: bool = False
    source: str | None = None


class Standing(Struct, frozen=True):
    """What an audit of the same documents came to: when it `started` (UTC), how many links there
    were, and how many of them called for a change of the document."""

    started: datetime
    links: int
    troubled: int


class Earlier(Struct, frozen=True):
    """Links that were not asked for again: how many, and when they were checked (UTC)."""

    number: int
    oldest: datetime
    newest: datetime


class Citations(Protocol):
    """The citations of a report in the documents' order: read as often as wanted, never held."""

    def read(
        self, having: Verdict | None = None, *, evidence: bool = True
    ) -> Iterator[CitationResult]:
        """All of them, or those that have a link with one verdict.

        Without `evidence`, links come without their probes, and faster.
        """
        ...

    def lines(self) -> Iterator[Line]:
        """Each link in one line: several times as fast as to read them."""
        ...

    def fine_before(self, began: datetime) -> Earlier | None:
        """The links found fine that were checked before an audit `began`; None for none."""
        ...


class Ending(StrEnum):
    """How an audit ended. Only COMPLETE means that every link was looked at.

    BROKEN is a fault of citewatch itself; what was known by then is in the report.
    """

    COMPLETE = "complete"
    OFFLINE = "offline"
    INTERRUPTED = "interrupted"
    BROKEN = "broken"


class Summary(Struct, frozen=True):
    """The numbers of an audit: how many links have each verdict (every verdict has a key), how
    many citations have no link, how many links the audit did not come to, and how many an editor
    decided to keep. `needy` are the links that call for a change of the document and are neither
    kept nor `ignored`.
    `uncompared` living pages were not held against their snapshots, since too many others were.
    The cited source was `recognised` in so many of the `ok` links; the others only answer. Of
    `unknown` of those that could not be verified nothing else is known either.
    """

    citations: int
    links: int
    verdicts: Mapping[Verdict, int]
    unlinked: int = 0
    unchecked: int = 0
    kept: int = 0
    needy: int = 0
    uncompared: int = 0
    recognised: int = 0
    unknown: int = 0
    ignored: int = 0

    @property
    def only_answering(self) -> int:
        """Links where something answers, in which nobody recognised the cited source."""
        return self.verdicts[Verdict.OK] - self.recognised


class Report(Struct, frozen=True):
    """One audit of one or more documents; citations keep the documents' order.

    `staged` is true for the demo, whose web is not the real one: every format must say so.
    `source_hashes` are the SHA-256 of the sources as they were read, in their order. `audit` is its
    number in the history, None where there is none. `remarks` say what of the documents was
    left out or not understood, and which of them could not be read. `trend` are the last whole
    audits of the same documents, this one included, the oldest first.
    """

    title: str | None
    sources: tuple[str, ...]
    started: datetime
    finished: datetime
    citations: Citations
    summary: Summary
    ending: Ending = Ending.COMPLETE
    staged: bool = False
    source_hashes: tuple[str, ...] = ()
    changes: Changes | None = None
    audit: int | None = None
    remarks: tuple[str, ...] = ()
    trend: tuple[Standing, ...] = ()

    @property
    def links(self) -> Iterator[LinkResult]:
        """Every link, in order: read anew each time."""
        for result in self.citations.read():
            yield from result.links


def unasked(ending: Ending) -> Finding:
    """The finding on a link that an audit did not come to, by how it ended."""
    return Finding(OFFLINE if ending is Ending.OFFLINE else INTERRUPTED)
