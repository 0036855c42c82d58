"""Findings as the page tells them, each link on a card of its own."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from citewatch.core.decision import Answer
from citewatch.core.display import show, show_address
from citewatch.core.probe import Probe
from citewatch.core.repair.plan import snapshot_of
from citewatch.core.repair.question import answers_about
from citewatch.core.report import CitationResult, LinkResult, ReplacementKind, Report
from citewatch.core.say import say
from citewatch.core.snapshot import ArchiveAnswer
from citewatch.core.verdict import Verdict
from citewatch.formats import wording
from citewatch.formats.citation_text import citation_text
from citewatch.formats.html.links import Link, link_to
from citewatch.formats.over_time import first_found
from citewatch.formats.picking import links_with
from citewatch.formats.probes import in_brief
from citewatch.formats.seen import Address, Quoted, Seen, seen_lines

Part = str | Link
"""Words of a line, or an address in it."""


class Cited(Struct, frozen=True):
    """What stands in the document: the reference, its address, and what rests on it."""

    id: str
    source: str
    at: str
    text: str
    address: Link
    supports: tuple[str, ...]
    quote: str


class Offer(Struct, frozen=True):
    """What to cite instead, with what was seen there."""

    what: str
    address: Link
    title: str
    passage: str
    why: str


class Call(Struct, frozen=True):
    """One request to an archive, as evidence."""

    at: str
    address: Link
    status: str
    meaning: str


_ANSWERS = {
    Answer.REPLACE: "Replace the address",
    Answer.ARCHIVE: "Keep it and add the snapshot",
    Answer.KEEP: "Keep it as it is",
}
_LATER = ("", "Decide later")


class Card(Struct, frozen=True):
    """One link in trouble. `news` tells that the audit before did not find it so.

    `todo` and `archive` are what is said where there is no `offer`. `snapshot` is the address of
    one that can be cited beside the link, "" where there is none. `answers` are those that an
    editor can give, with their words.
    """

    verdict: str
    cited: Cited
    said: str
    since: str
    news: bool
    offer: Offer | None
    snapshot: str
    archive: str
    todo: str
    why: str
    rule: str
    mistaken: str
    signs: tuple[tuple[str, str], ...]
    brief: str
    evidence: tuple[tuple[Part, ...], ...]
    calls: tuple[Call, ...]
    decided: str
    answers: tuple[tuple[str, str], ...]


def cards(report: Report) -> Iterator[Card]:
    """The findings that need somebody, worst first."""
    compared = report.changes is not None and report.changes.before is not None
    for verdict in wording.ACTIONABLE:
        for result, link in links_with(report, verdict, evidence=True):
            if not link.spared:
                yield _card(result, link, compared=compared)


def cited(result: CitationResult, link: LinkResult) -> Cited:
    """Where a link stands, and in which words."""
    citation = result.citation
    return Cited(
        citation.id,
        result.source or "",
        "" if citation.at is None else str(citation.at),
        citation_text(citation),
        link_to(link.url),
        citation.supports,
        citation.quote or "",
    )


def _card(result: CitationResult, link: LinkResult, *, compared: bool) -> Card:
    finding, offer = link.finding, _offer(link)
    is_archive_told = offer is None and finding.verdict is not Verdict.INVALID
    return Card(
        verdict=finding.verdict.value,
        cited=cited(result, link),
        said=wording.sentence(say(finding)),
        since=first_found(link),
        news=compared and link.course is not None and link.course.stood == 1,
        offer=offer,
        snapshot=show_address(snapshot_of(link) or ""),
        archive=wording.archive_sentence(link) if is_archive_told else "",
        todo="" if offer else wording.next_step(link),
        why=finding.reason.why,
        rule=finding.reason.id,
        mistaken=finding.reason.mistaken,
        signs=tuple(wording.beside(finding)),
        brief=in_brief(link.probes),
        evidence=tuple(map(_line, seen_lines(link.probes))),
        calls=tuple(_calls(link.probes)),
        decided=wording.decided(link),
        answers=(*_answers(link), _LATER),
    )


def _answers(link: LinkResult) -> Iterator[tuple[str, str]]:
    can = answers_about(link)
    yield from ((answer.value, words) for answer, words in _ANSWERS.items() if answer in can)


def _offer(link: LinkResult) -> Offer | None:
    offered = link.replacement
    if offered is None:
        return None
    what = "its new address"
    if offered.kind is ReplacementKind.ARCHIVED:
        taken = link.archive.snapshot if link.archive else None
        what = f"the snapshot of {wording.day(taken.captured_at)}" if taken else "a snapshot"
    # Most reasons end with the passage that is shown above them.
    why = wording.sentence(offered.why.replace(f": “{offered.passage}”", ""))
    return Offer(what, link_to(offered.url), offered.title, offered.passage, why)


def _line(seen: Seen) -> tuple[Part, ...]:
    return tuple(map(_part, seen))


def _part(part: str | Address | Quoted) -> Part:
    if isinstance(part, Address):
        return link_to(part.url)
    return f"“{show(part.text)}”" if isinstance(part, Quoted) else part


def _calls(probes: Sequence[Probe]) -> Iterator[Call]:
    for probe in probes:
        if isinstance(probe.saw, ArchiveAnswer):
            for call in probe.saw.calls:
                status = "no answer" if call.status is None else str(call.status)
                at = f"{call.at:%Y-%m-%d %H:%M:%S} UTC"
                yield Call(at, link_to(call.url), status, call.meaning)
