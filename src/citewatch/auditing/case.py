"""One link of one citation on its way from question to result."""

from dataclasses import dataclass
from datetime import date, datetime
from fnmatch import fnmatch

from citewatch.core.citation import Citation
from citewatch.core.display import holds_secret
from citewatch.core.evidence import LinkEvidence
from citewatch.core.judge import judge, unvisitable
from citewatch.core.judge.finding import finding
from citewatch.core.memento import is_archive_address
from citewatch.core.report import LinkResult, Replacement, ReplacementKind
from citewatch.core.snapshot import ArchiveAnswer, ArchiveState, Snapshot, Wanted
from citewatch.core.urls import as_visited, parse
from citewatch.core.verdict import Finding, Verdict

_REPLACED_BY_SNAPSHOT = frozenset({Verdict.DEAD, Verdict.CHANGED})
"""Sources that may come back, or that a person may still see, keep their own address."""

_ALIVE = frozenset({Verdict.OK, Verdict.MOVED})
_NEVER_ASKED_OF_ARCHIVE = frozenset({Verdict.OK, Verdict.SKIPPED, Verdict.INVALID})

_LOST = frozenset({"redirect-to-section", "redirect-to-stranger", "hijacked-domain"})
"""Reasons for `changed` that say that the source is gone from its address altogether."""


@dataclass
class Case:
    """What is known so far about a link.

    `address` is what is asked for (None: nobody is asked), `day` the one nearest to which a
    snapshot is wanted. `finding` is set when the link is judged, or at once where nobody is asked;
    `found_again` when its source was found elsewhere.
    """

    citation: Citation
    link: str
    day: date | None
    address: str | None = None
    evidence: LinkEvidence | None = None
    finding: Finding | None = None
    archive: ArchiveAnswer | None = None
    earlier: Snapshot | None = None
    found_again: Finding | None = None

    def judge(self, evidence: LinkEvidence | None) -> None:
        """Settle the finding from the evidence, where there is any."""
        if self.address is not None and evidence is not None:
            self.evidence = evidence
            self.finding = judge(evidence, self.citation, self.earlier)

    @property
    def wants_glimpse(self) -> bool:
        """Whether a living page is to be held against its snapshot: a quote, or no sure title."""
        if self.finding is None or self.finding.verdict not in _ALIVE or self.day is None:
            return False
        if is_archive_address(self.link) or holds_secret(self.link):
            return False
        sure = any(signal.reason == "title-match" for signal in self.finding.signals)
        return self.citation.quote is not None or not sure

    @property
    def wants_snapshot(self) -> bool:
        """Whether the archive is to be asked: the link is in trouble, and no archive's own."""
        if self.finding is None or self.finding.verdict in _NEVER_ASKED_OF_ARCHIVE:
            return False
        return not is_archive_address(self.link)

    @property
    def wants_new_home(self) -> bool:
        """Whether its source is to be looked for elsewhere: it is lost at this address."""
        if self.finding is None or self.address is None:
            return False
        if is_archive_address(self.link) or holds_secret(self.link):
            return False
        return self.finding.verdict is Verdict.DEAD or self.finding.reason in _LOST

    @property
    def wanted(self) -> Wanted:
        """Which snapshot the citation needs: its day, its words, and not what stands there now."""
        cited = self.citation
        return Wanted(self.day, cited.quote, cited.supports, cited.text, self._present)

    @property
    def _present(self) -> str:
        """The text that stands at the address today, where that is not the source.

        Where a redirect leads may be the source after all, once its snapshot is known.
        """
        if self.finding is None or self.finding.verdict not in _REPLACED_BY_SNAPSHOT:
            return ""
        if self.finding.reason in ("redirect-to-section", "redirect-to-stranger"):
            return ""
        looks = self.evidence.looks if self.evidence else ()
        return next((look.page.text for look in reversed(looks) if look.page), "")

    def result(self, without_finding: Finding) -> LinkResult:
        """The result; `without_finding` stands in where the audit never came to this link."""
        found = self.found_again or self.finding or without_finding
        return LinkResult(
            url=self.link,
            finding=found,
            checked_at=_last_seen(self.evidence),
            evidence=self.evidence,
            archive=self.archive,
            replacement=_replacement(found, self.archive),
        )


def open_case(citation: Citation, link: str, day: date | None, excluded: tuple[str, ...]) -> Case:
    """The case of a link, judged at once where nobody is to be asked about it."""
    for pattern in excluded:
        if fnmatch(link, pattern):
            detail = f"It matches the pattern {pattern}."
            return Case(citation, link, day, finding=finding("excluded-by-user", detail))
    if found := unvisitable(link):
        return Case(citation, link, day, finding=found)
    return Case(citation, link, day, address=parse(as_visited(link)).without_fragment)


def _replacement(found: Finding, archive: ArchiveAnswer | None) -> Replacement | None:
    if found.moved_to is not None:
        return Replacement(found.moved_to, ReplacementKind.MOVED, found.detail)
    if found.verdict not in _REPLACED_BY_SNAPSHOT or archive is None:
        return None
    if archive.state is not ArchiveState.FOUND or archive.snapshot is None:
        return None
    return Replacement(archive.snapshot.url, ReplacementKind.ARCHIVED, archive.why)


def _last_seen(evidence: LinkEvidence | None) -> datetime | None:
    looks = evidence.looks if evidence else ()
    return max((hop.at for look in looks for hop in look.hops), default=None)
