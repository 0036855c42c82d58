"""The report for programs: version 1 of the JSON report. Fields are added, never renamed.

Its shape is written down in `schemas/report.schema.json`. It is built field by field, so that a
change within citewatch cannot change what others read.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime

from citewatch.core.decision import Decision
from citewatch.core.display import show, show_address
from citewatch.core.evidence import Hop, LinkEvidence, Visit
from citewatch.core.facts import ADDRESSES, Fact, Facts
from citewatch.core.finding import Finding, Signal
from citewatch.core.report import CitationResult, LinkResult, Replacement, Report
from citewatch.core.say import say
from citewatch.core.snapshot import ArchiveAnswer, ArchiveCall, ArchiveState
from citewatch.core.verdict import UNLINKED
from citewatch.formats.citation_text import citation_text
from citewatch.formats.outcome import decisive_visit
from citewatch.formats.wording import unlinked
from citewatch.version import __version__

_Fields = dict[str, object]
_LONGEST_TITLE = 300


def render_json(report: Report) -> str:
    """The report as JSON in ASCII, ending in a line end."""
    return json.dumps(_report(report), indent=2) + "\n"


def _report(report: Report) -> _Fields:
    return {
        "version": 1,
        "tool": {"name": "citewatch", "version": __version__},
        "started": _time(report.started),
        "finished": _time(report.finished),
        "ending": report.ending.value,
        "staged": report.staged,
        "title": None if report.title is None else show(report.title, _LONGEST_TITLE),
        "sources": [show_address(source) for source in report.sources],
        "source_hashes": [known or None for known in report.source_hashes],
        "summary": _summary(report),
        "citations": [_citation(result) for result in report.citations],
    }


def _summary(report: Report) -> _Fields:
    return {
        "citations": len(report.citations),
        "links": len(report.links),
        **{verdict.value: number for verdict, number in report.link_counts().items()},
        UNLINKED: len(unlinked(report)),
    }


def _citation(result: CitationResult) -> _Fields:
    return {
        "id": show(result.citation.id),
        "source": None if result.source is None else show_address(result.source),
        "at": None if result.citation.at is None else show(str(result.citation.at)),
        "text": citation_text(result.citation),
        "verdict": result.verdict,
        "links": [_link(link) for link in result.links],
    }


def _link(link: LinkResult) -> _Fields:
    visit = decisive_visit(link.evidence)
    return {
        "url": show_address(link.url),
        "verdict": link.finding.verdict.value,
        "reason": show(link.finding.reason.id),
        "detail": show(say(link.finding)),
        "facts": _facts(link.finding.facts),
        "status": visit.status if visit else None,
        "final_url": show_address(visit.final_url) if visit and visit.final_url else None,
        "title": show(visit.page.title, _LONGEST_TITLE) or None if visit and visit.page else None,
        "checked_at": _time(link.checked_at),
        "archive": _archive(link.archive) if link.archive else None,
        "replacement": _replacement(link, link.replacement) if link.replacement else None,
        "decision": _decision(link.decision) if link.decision else None,
        "confidence": link.finding.confidence.value,
        "signals": [_signal(signal, link.finding) for signal in link.finding.signals],
        "evidence": [*_looks(link.evidence), *_calls(link.archive)],
    }


def _facts(facts: Facts) -> _Fields:
    return {name: _fact(name, fact) for name, fact in facts.items()}


def _fact(name: str, fact: Fact) -> Fact:
    if not isinstance(fact, str):
        return fact
    return show_address(fact) if name in ADDRESSES else show(fact)


def _signal(signal: Signal, found: Finding) -> _Fields:
    return {
        "reason": show(signal.rule.id),
        "points_to": (signal.points_to or found.verdict).value,
        "decides": signal.decides,
        "text": show(say(signal)),
        "facts": _facts(signal.facts),
    }


def _archive(answer: ArchiveAnswer) -> _Fields:
    taken = answer.snapshot
    return {
        "state": answer.state.value,
        "url": show_address(taken.url) if taken else None,
        "captured_at": _time(taken.captured_at) if taken else None,
        "verified": answer.state is ArchiveState.FOUND,
        "why": show(answer.why),
    }


def _replacement(link: LinkResult, replacement: Replacement) -> _Fields:
    return {
        "url": show_address(replacement.url),
        "kind": replacement.kind.value,
        "why": show(replacement.why or say(link.finding)),
    }


def _decision(decision: Decision) -> _Fields:
    return {
        "answer": decision.answer.value,
        "by": show(decision.by),
        "at": _time(decision.at),
        "why": show(decision.why),
    }


def _looks(evidence: LinkEvidence | None) -> Iterator[_Fields]:
    if evidence is None:
        return
    visits = [*evidence.looks, *([evidence.https_look] if evidence.https_look else [])]
    for number, visit in enumerate(visits, 1):
        yield from _look(number, visit)


def _look(number: int, visit: Visit) -> Iterator[_Fields]:
    for hop in visit.hops:
        yield _request(number, hop)
    if visit.failure is not None:
        yield {
            "kind": "failure",
            "look": number,
            "failure": visit.failure.value,
            "text": show(visit.failure_text),
        }
    if visit.page is not None:
        yield {
            "kind": "page",
            "look": number,
            "media_type": show(visit.page.media_type),
            "title": show(visit.page.title, _LONGEST_TITLE),
            "bytes": visit.page.bytes_read,
        }


def _request(number: int, hop: Hop) -> _Fields:
    return {
        "kind": "request",
        "look": number,
        "url": show_address(hop.url),
        "status": hop.status,
        "target": show_address(hop.target) if hop.target is not None else None,
        "permanent": hop.permanent,
        "at": _time(hop.at),
        "seconds": round(hop.seconds, 3),
        "address": hop.address,
    }


def _calls(answer: ArchiveAnswer | None) -> Iterator[_Fields]:
    for call in answer.calls if answer else ():
        yield _call(call)


def _call(call: ArchiveCall) -> _Fields:
    return {
        "kind": "archive-call",
        "url": show_address(call.url),
        "status": call.status,
        "meaning": show(call.meaning),
        "at": _time(call.at),
    }


def _time(moment: datetime | None) -> str | None:
    if moment is None:
        return None
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
