"""What the history keeps as JSON: probes, findings, citations. Written and read here alone."""

from datetime import UTC, datetime
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from citewatch.core.citation import Citation, Place
from citewatch.core.decision import Decision
from citewatch.core.evidence import Page, Visit
from citewatch.core.finding import Finding, Signal, Strength
from citewatch.core.probe import SAW, Glimpse, Listing, Probe, Question, Saw
from citewatch.core.reasons import RULES, Reason, Sign, reason_named
from citewatch.core.report import Outcome, Replacement
from citewatch.core.snapshot import ArchiveAnswer, ArchiveState, Snapshot
from citewatch.core.verdict import Verdict
from citewatch.history.finding_forms import FindingForm, finding_of, form_of
from citewatch.history.trouble import Unreadable, as_written

T = TypeVar("T")

_encoder = msgspec.json.Encoder()


def encode(value: object) -> bytes:
    """A value of ours as JSON."""
    return _encoder.encode(value)


def seconds(moment: datetime | None) -> float | None:
    """A time as the file has it."""
    return None if moment is None else moment.timestamp()


def moment(seconds: float | None) -> datetime | None:
    """A time of the file, in UTC."""
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


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


_probe_decoders: dict[str, msgspec.json.Decoder[tuple[Question, datetime, Saw]]] = {
    purpose.value: msgspec.json.Decoder(tuple[Question, datetime, kind])  # type: ignore[valid-type]
    for purpose, kind in SAW.items()
}


@as_written
def decode_probe(purpose: str, body: bytes) -> Probe:
    """The probe of this purpose that was written so."""
    probe = Probe(*decoded(_probe_decoders[purpose], body))
    if probe.question.purpose != purpose:
        raise Unreadable(f"it holds a probe for {probe.purpose} as one for {purpose}")
    return probe


def _slim(saw: Saw) -> Saw:
    if isinstance(saw, Visit):
        hops = tuple([replace(hop, headers={}) for hop in saw.hops])
        return replace(saw, hops=hops, page=saw.page and _slim_page(saw.page))
    if isinstance(saw, ArchiveAnswer):
        return replace(saw, snapshot=saw.snapshot and _slim_snapshot(saw.snapshot))
    if isinstance(saw, Glimpse):
        return Glimpse(saw.snapshot and _slim_snapshot(saw.snapshot))
    return Listing(saw.addresses) if isinstance(saw, Listing) else saw


def _slim_page(page: Page) -> Page:
    return Page(page.media_type, page.bytes_read, page.truncated, page.title, digest=page.digest)


def _slim_snapshot(snapshot: Snapshot) -> Snapshot:
    return Snapshot(
        snapshot.url, snapshot.captured_at, snapshot.title, identified=snapshot.identified
    )


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


class _OutcomeForm(msgspec.Struct, gc=False):
    finding: FindingForm
    archive: ArchiveAnswer | None
    replacement: Replacement | None


_outcome_decoder = msgspec.json.Decoder(_OutcomeForm)


def encode_outcome(outcome: Outcome) -> bytes:
    """What was found of a link. Equal outcomes are equal bytes."""
    answer = outcome.archive
    if answer is not None:
        taken = answer.snapshot and _slim_snapshot(answer.snapshot)
        answer = ArchiveAnswer(answer.state, answer.why, taken, complete=answer.complete)
    form = _OutcomeForm(form_of(outcome.finding), answer, outcome.replacement)
    return _encoder.encode(form)


@as_written
def decode_outcome(body: bytes) -> Outcome:
    """The outcome that was written so."""
    form = decoded(_outcome_decoder, body)
    return Outcome(finding_of(form.finding), form.archive, form.replacement)


class _BriefSignal(msgspec.Struct, array_like=True, gc=False):
    rule: str
    facts: msgspec.Raw
    strength: Strength


class _BriefFinding(msgspec.Struct, gc=False):
    reason: str
    verdict: Verdict
    signals: list[_BriefSignal] = []


class _BriefSnapshot(msgspec.Struct, gc=False):
    captured_at: datetime


class _BriefAnswer(msgspec.Struct, gc=False):
    state: ArchiveState
    snapshot: _BriefSnapshot | None


class BriefOutcome(msgspec.Struct, gc=False):
    """What a line has room for of what was found of a link."""

    finding: _BriefFinding
    archive: _BriefAnswer | None

    @property
    def seen(self) -> Finding:
        """The finding without any fact: its reason, and the signs that it rests on."""
        found = self.finding
        signals = [
            Signal(rule, strength=one.strength)
            for one in found.signals
            if isinstance(rule := RULES.get(one.rule), Reason | Sign)
        ]
        return Finding(reason_named(found.reason, found.verdict), signals=tuple(signals))


_brief_decoder = msgspec.json.Decoder(BriefOutcome)


def decode_brief(body: bytes) -> BriefOutcome:
    """The same, in brief: most of it is not read."""
    return decoded(_brief_decoder, body)


_decision_decoder = msgspec.json.Decoder(Decision)


def decode_decision(body: bytes) -> Decision:
    """The decision that was written so."""
    return decoded(_decision_decoder, body)
