"""What formats for other programs tell of, one entry after another, and how grave each is."""

from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct

from citewatch.core.counting import Counting
from citewatch.core.display import show, show_address
from citewatch.core.report import CitationResult, Ending, LinkResult, Report
from citewatch.core.say import say
from citewatch.core.verdict import UNLINKED, Verdict
from citewatch.formats import overview, wording
from citewatch.formats.citation_text import short_text
from citewatch.formats.picking import links_with, unlinked

_LONGEST_ID = 60
_LONGEST_ADDRESS = 300
_LONGEST_SENTENCE = 400
"""Characters: all parts of a message together take about a thousand, which every viewer shows."""


class Level(StrEnum):
    """How grave it is. ERROR: a finding that counts. WARNING: the document should be changed all
    the same. NOTE: nobody can say."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Entry(Struct, frozen=True):
    """A link of a citation that is told of, or a citation without one."""

    result: CitationResult
    link: LinkResult | None
    level: Level

    @property
    def spared(self) -> bool:
        """Whether nothing is to be done about it."""
        return self.link is not None and self.link.spared

    @property
    def rule(self) -> str:
        """The id of the reason that decided."""
        return UNLINKED if self.link is None else show(self.link.finding.reason.id)

    @property
    def title(self) -> str:
        """Its citation and verdict."""
        verdict = UNLINKED if self.link is None else self.link.finding.verdict
        return f"Citation {show(self.result.citation.id, _LONGEST_ID)}, {verdict}"

    @property
    def message(self) -> str:
        """What was found, where, and what to cite instead: on one line, safe to show."""
        if self.link is None:
            return f"{self.title}: {short_text(self.result.citation, _LONGEST_SENTENCE)}"
        said = show(wording.sentence(say(self.link.finding)), _LONGEST_SENTENCE)
        return f"{self.title}: {said} {_advice(self.link)}"


def entries(report: Report, counting: Counting) -> Iterator[Entry]:
    """All that is told of, the gravest first; of one gravity and verdict in the documents' order.

    What is fine or was skipped is left out, unless it counts as a finding.
    """
    if counting.counts_unlinked(report):
        yield from (Entry(result, None, Level.ERROR) for result in unlinked(report))
    before = report.changes.before if report.changes else None
    for level in Level:
        for verdict in _verdicts(level, counting):
            for result, link in links_with(report, verdict):
                counts = counting.counts(link, report.started, before)
                if counts is (level is Level.ERROR):
                    yield Entry(result, link, level)


def about(report: Report) -> Iterator[str]:
    """What a reader has to know of the audit as a whole, where it is no usual one."""
    if report.staged:
        yield wording.STAGED
    if report.ending is Ending.OFFLINE:
        yield f"{wording.OFFLINE} {wording.OFFLINE_ADVICE}"
    if report.ending in wording.CUT_SHORT:
        yield overview.interruption(report)


def _verdicts(level: Level, counting: Counting) -> list[Verdict]:
    """The verdicts that links of a level can have."""
    match level:
        case Level.ERROR:
            return [verdict for verdict in Verdict if verdict.value in counting.fail_on]
        case Level.WARNING:
            return [verdict for verdict in Verdict if verdict.needs_change]
        case Level.NOTE:
            return [verdict for verdict in Verdict if verdict.is_open]


def _advice(link: LinkResult) -> str:
    cited = f"Cited address: {show_address(link.url, _LONGEST_ADDRESS)}"
    if link.spared:
        why = show(wording.spared(link), _LONGEST_SENTENCE)
        return f"{why[0].upper()}{why[1:]} {cited}"
    if link.replacement is not None:
        return f"{cited} – cite instead: {show_address(link.replacement.url, _LONGEST_ADDRESS)}"
    return f"{wording.next_step(link)} {cited}".lstrip()
