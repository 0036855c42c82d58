"""What the history keeps as JSON: probes, findings, citations. Written and read here alone."""

from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

import msgspec

from citewatch.core.citation import Citation, Place
from citewatch.core.decision import Decision
from citewatch.core.evidence import Page, Visit
from citewatch.core.facts import Facts
from citewatch.core.finding import Confidence, Finding, Remark, Signal, Strength
from citewatch.core.probe import SAW, Glimpse, Listing, Probe, Question, Saw
from citewatch.core.reasons import RULES, Note, Reason, Sign
from citewatch.core.report import Outcome, Replacement
from citewatch.core.snapshot import ArchiveAnswer, Snapshot
from citewatch.core.verdict import Verdict
from citewatch.history.trouble import Unreadable, as_written

T = TypeVar("T")

_encoder = msgspec.json.Encoder()


def encode(value: object) -> bytes:
    """A value of ours as JSON."""
    return _encoder.encode(value)


def seconds(moment: datetime | None) -> float | None:
    """A time as the file has it."""
    return None if moment is None else moment.timestamp()


def encode_probe(probe: Probe, *, whole: bool) -> bytes:
    """A probe; unless `whole`, without the texts of pages and what else no report shows."""
    question, saw = probe.question, probe.saw
    if not whole:
        question, saw = replace(question, wanted=None, titles=()), _slim(saw)
    return _encoder.encode((question, probe.at, saw))


def decoded(decoder: msgspec.json.Decoder[T], body: bytes) -> T:
    """What a body holds. Raises Unreadable for one that was never written here."""
    try:
        return decoder.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Unreadable(f"it holds what was never written there: {error}") from error


_probe_decoder = msgspec.json.Decoder(tuple[Question, datetime, msgspec.Raw])
_saw_decoders = {purpose: msgspec.json.Decoder(kind) for purpose, kind in SAW.items()}


@as_written
def decode_probe(body: bytes) -> Probe:
    """The probe that was written so."""
    question, at, raw = decoded(_probe_decoder, body)
    return Probe(question, at, decoded(_saw_decoders[question.purpose], raw))


def _slim(saw: Saw) -> Saw:
    if isinstance(saw, Visit):
        hops = tuple(replace(hop, headers={}) for hop in saw.hops)
        return replace(saw, hops=hops, page=saw.page and _slim_page(saw.page))
    if isinstance(saw, ArchiveAnswer):
        return replace(saw, snapshot=saw.snapshot and _slim_snapshot(saw.snapshot))
    if isinstance(saw, Glimpse):
        return Glimpse(saw.snapshot and _slim_snapshot(saw.snapshot))
    return Listing(saw.addresses) if isinstance(saw, Listing) else saw


def _slim_page(page: Page) -> Page:
    return Page(page.media_type, page.bytes_read, page.truncated, page.title, digest=page.digest)


def _slim_snapshot(snapshot: Snapshot) -> Snapshot:
    return Snapshot(snapshot.url, snapshot.captured_at, snapshot.title)


_citation_decoder = msgspec.json.Decoder(Citation)
_place_decoder = msgspec.json.Decoder(Place)


def decode_citation(body: bytes) -> Citation:
    """The citation that was written so."""
    return decoded(_citation_decoder, body)


def decode_place(body: bytes) -> Place:
    """The place that was written so."""
    return decoded(_place_decoder, body)


_answer_decoder = msgspec.json.Decoder(ArchiveAnswer)


def decode_answer(body: bytes) -> ArchiveAnswer:
    """The answer of an archive that was written so."""
    return decoded(_answer_decoder, body)


def encode_outcome(outcome: Outcome) -> bytes:
    """What was found of a link. Equal outcomes are equal bytes."""
    answer = outcome.archive
    if answer is not None:
        taken = answer.snapshot and _slim_snapshot(answer.snapshot)
        answer = ArchiveAnswer(answer.state, answer.why, taken, complete=answer.complete)
    return _encoder.encode(
        {
            "finding": _finding_form(outcome.finding),
            "archive": answer,
            "replacement": outcome.replacement,
        }
    )


class _OutcomeForm(msgspec.Struct):
    finding: dict[str, Any]
    archive: ArchiveAnswer | None
    replacement: Replacement | None


_outcome_decoder = msgspec.json.Decoder(_OutcomeForm)


@as_written
def decode_outcome(body: bytes) -> Outcome:
    """The outcome that was written so."""
    form = decoded(_outcome_decoder, body)
    return Outcome(_finding(form.finding), form.archive, form.replacement)


def _finding_form(finding: Finding) -> dict[str, Any]:
    form: dict[str, Any] = {
        "reason": finding.reason.id,
        "verdict": finding.verdict.value,
        "facts": dict(finding.facts),
        "confidence": finding.confidence.value,
    }
    if finding.moved_to is not None:
        form["moved_to"] = finding.moved_to
    if finding.signals:
        form["signals"] = [
            [signal.rule.id, dict(signal.facts), signal.strength.value]
            for signal in finding.signals
        ]
    if finding.remarks:
        form["remarks"] = [[remark.rule.id, dict(remark.facts)] for remark in finding.remarks]
    if finding.before is not None:
        form["before"] = _finding_form(finding.before)
    return form


def _finding(form: dict[str, Any]) -> Finding:
    before = form.get("before")
    return Finding(
        reason=_reason(form["reason"], Verdict(form["verdict"])),
        facts=Facts(**form["facts"]),
        moved_to=form.get("moved_to"),
        signals=tuple(_signals(form.get("signals", ()))),
        confidence=Confidence(form["confidence"]),
        before=None if before is None else _finding(before),
        remarks=tuple(_remarks(form.get("remarks", ()))),
    )


def _reason(name: str, verdict: Verdict) -> Reason:
    """The reason of this name; one that this version does not know keeps its verdict."""
    known = RULES.get(name)
    if isinstance(known, Reason) and known.verdict is verdict:
        return known
    return Reason(name, (), verdict, name, "", "", "")


def _signals(forms: Any) -> Any:
    for name, facts, strength in forms:
        rule = RULES.get(name)
        if isinstance(rule, Reason | Sign):
            yield Signal(rule, Facts(**facts), Strength(strength))


def _remarks(forms: Any) -> Any:
    for name, facts in forms:
        rule = RULES.get(name)
        if isinstance(rule, Reason | Sign | Note):
            yield Remark(rule, Facts(**facts))


_decision_decoder = msgspec.json.Decoder(Decision)


def decode_decision(body: bytes) -> Decision:
    """The decision that was written so."""
    return decoded(_decision_decoder, body)
