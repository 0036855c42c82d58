"""A citation and its links."""

from citewatch.core.decision import Decision
from citewatch.core.decisive import decisive_visit
from citewatch.core.display import show, show_address
from citewatch.core.finding import Finding, Signal
from citewatch.core.life import signs_of_life
from citewatch.core.over_time import Course
from citewatch.core.recognised import is_recognised
from citewatch.core.report import CitationResult, Ignored, LinkResult, Replacement
from citewatch.core.say import say
from citewatch.core.snapshot import ArchiveAnswer, ArchiveState
from citewatch.formats.citation_text import citation_text
from citewatch.formats.json_v1.evidence import evidence
from citewatch.formats.json_v1.values import Fields, address, facts_of, time, title


def citation(result: CitationResult) -> Fields:
    """One citation; the works that citations refer to are not looked up yet."""
    return {
        "id": show(result.citation.id),
        "source": address(result.source),
        "at": None if result.citation.at is None else show(str(result.citation.at)),
        "text": citation_text(result.citation),
        "verdict": result.verdict,
        "work": None,
        "links": [
            {**known(link), "evidence": list(evidence(link.probes))} for link in result.links
        ],
    }


def _link(link: LinkResult) -> Fields:
    return {**known(link), "evidence": list(evidence(link.probes))}


def known(link: LinkResult) -> Fields:
    """What is known of a link, without the evidence for it."""
    visit = decisive_visit(link.probes)
    return {
        "url": show_address(link.url),
        "verdict": link.finding.verdict.value,
        "reason": show(link.finding.reason.id),
        "detail": show(say(link.finding)),
        "facts": facts_of(link.finding.facts),
        "status": visit.status if visit else None,
        "final_url": (address(visit.final_url) or None) if visit else None,
        "title": title(visit.page.title) or None if visit and visit.page else None,
        "checked_at": time(link.checked_at),
        "archive": _archive(link.archive) if link.archive else None,
        "replacement": _replacement(link, link.replacement) if link.replacement else None,
        "decision": _decision(link.decision) if link.decision else None,
        "history": _history(link.course) if link.course else None,
        "ignored": _ignored(link.ignored) if link.ignored else None,
        "confidence": link.finding.confidence.value,
        "recognised": is_recognised(link.finding),
        "seen_alive": _seen_alive(link.finding),
        "signals": [_signal(signal, link.finding) for signal in link.finding.signals],
    }


def _history(course: Course) -> Fields:
    return {
        "since": time(course.since),
        "first_seen": time(course.first_seen),
        "last_ok": time(course.last_ok),
        "audits": course.audits,
        "change": course.change.value,
    }


def _signal(signal: Signal, found: Finding) -> Fields:
    return {
        "reason": show(signal.rule.id),
        "points_to": (signal.points_to or found.verdict).value,
        "decides": signal.decides,
        "text": show(say(signal)),
        "facts": facts_of(signal.facts),
    }


def _seen_alive(found: Finding) -> list[Fields] | None:
    """What shows that a source lives which nobody could see; none for any other link."""
    if not found.verdict.is_open:
        return None
    return [
        {"by": show(sign.rule.id), "text": show(say(sign)), "facts": facts_of(sign.facts)}
        for sign in signs_of_life(found)
    ]


def _archive(answer: ArchiveAnswer) -> Fields:
    taken = answer.snapshot
    return {
        "state": answer.state.value,
        "url": show_address(taken.url) if taken else None,
        "captured_at": time(taken.captured_at) if taken else None,
        "verified": answer.state is ArchiveState.FOUND,
        "why": show(answer.why),
    }


def _replacement(link: LinkResult, replacement: Replacement) -> Fields:
    return {
        "url": show_address(replacement.url),
        "kind": replacement.kind.value,
        "why": show(replacement.why or say(link.finding)),
    }


def _ignored(ignored: Ignored) -> Fields:
    until = ignored.until
    return {"why": show(ignored.why), "until": None if until is None else until.isoformat()}


def _decision(decision: Decision) -> Fields:
    return {
        "answer": decision.answer.value,
        "by": show(decision.by),
        "at": time(decision.at),
        "why": show(decision.why),
    }
