"""Findings as the history's JSON has them: rules by their ids, and no sentences."""

from typing import Any

import msgspec

from citewatch.core.facts import Facts
from citewatch.core.finding import Confidence, Finding, Remark, Signal, Strength
from citewatch.core.reasons import RULES, Note, Reason, Sign
from citewatch.core.verdict import Verdict


class RemarkForm(msgspec.Struct, array_like=True, gc=False):
    """A remark, by its rule's id."""

    rule: str
    facts: dict[str, Any]


class SignalForm(msgspec.Struct, array_like=True, gc=False):
    """A signal, by its rule's id."""

    rule: str
    facts: dict[str, Any]
    strength: Strength


class FindingForm(msgspec.Struct, omit_defaults=True, gc=False):
    """A finding. What it does not have is left out, so that equal ones are equal bytes."""

    reason: str
    verdict: Verdict
    facts: dict[str, Any]
    confidence: Confidence
    moved_to: str | None = None
    signals: list[SignalForm] = []
    remarks: list[RemarkForm] = []
    before: "FindingForm | None" = None


def form_of(finding: Finding) -> FindingForm:
    """The form that a finding is written in."""
    return FindingForm(
        finding.reason.id,
        finding.verdict,
        dict(finding.facts),
        finding.confidence,
        finding.moved_to,
        [SignalForm(one.rule.id, dict(one.facts), one.strength) for one in finding.signals],
        [RemarkForm(one.rule.id, dict(one.facts)) for one in finding.remarks],
        None if finding.before is None else form_of(finding.before),
    )


def finding_of(form: FindingForm) -> Finding:
    """The finding that was written so. Raises TypeError for facts of impossible names."""
    return Finding(
        _reason(form.reason, form.verdict),
        Facts(**form.facts),
        form.moved_to,
        tuple([signal for one in form.signals if (signal := _signal(one))]),
        form.confidence,
        None if form.before is None else finding_of(form.before),
        tuple([remark for one in form.remarks if (remark := _remark(one))]),
    )


def _reason(name: str, verdict: Verdict) -> Reason:
    """The reason of this name; one that this version does not know keeps its verdict."""
    known = RULES.get(name)
    if isinstance(known, Reason) and known.verdict is verdict:
        return known
    return Reason(name, (), verdict, name, "", "", "")


def _signal(form: SignalForm) -> Signal | None:
    """The signal that was written so; None for one that this version does not know."""
    rule = RULES.get(form.rule)
    if isinstance(rule, (Reason, Sign)):
        return Signal(rule, Facts(**form.facts), form.strength)
    return None


def _remark(form: RemarkForm) -> Remark | None:
    rule = RULES.get(form.rule)
    if isinstance(rule, (Reason, Sign, Note)):
        return Remark(rule, Facts(**form.facts))
    return None
