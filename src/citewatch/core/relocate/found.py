"""Findings on lost sources that were found again, or perhaps so."""

from dataclasses import replace

from citewatch.core.judge.finding import finding
from citewatch.core.relocate.candidate import Candidate
from citewatch.core.relocate.signs import TRAIL
from citewatch.core.relocate.weigh import Weighed
from citewatch.core.verdict import Confidence, Finding, Signal, Strength, Verdict

_SURE_FROM = 2
"""Signs that agree from which nothing is left to doubt."""


def found_again(before: Finding, candidate: Candidate, weighed: Weighed) -> Finding:
    """The finding on a source that was lost at its address and stands at another one."""
    signs = [signal for signal in weighed.signals if signal.points_to is Verdict.MOVED]
    against = len(signs) < len(weighed.signals)
    shown = " ".join(signal.text for signal in signs if signal.reason != TRAIL)
    detail = f"{before.detail} The same source was found again at {weighed.url}: {candidate.why}."
    sure = len(signs) >= _SURE_FROM and not against
    return replace(
        finding(
            "found-again", f"{detail} {shown}", weighed.url, (*before.signals, *weighed.signals)
        ),
        confidence=Confidence.HIGH if sure else Confidence.MEDIUM,
    )


def perhaps_at(before: Finding, candidate: Candidate, weighed: Weighed) -> Finding:
    """The same finding, with a place where a person may look."""
    text = f"Perhaps it is at {weighed.url} now: {candidate.why}. That is too little to be sure."
    hint = Signal("candidate", Verdict.MOVED, Strength.SUPPORTING, text)
    signals = (*before.signals, hint, *weighed.signals)
    return replace(before, detail=f"{before.detail} {text}", signals=signals)
