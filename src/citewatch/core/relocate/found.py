"""Findings on lost sources that were found again, or perhaps so."""

from citewatch.core.facts import Facts
from citewatch.core.finding import Confidence, Finding, Signal
from citewatch.core.reasons.living import FOUND_AGAIN
from citewatch.core.reasons.signs import CANDIDATE
from citewatch.core.relocate.candidate import Candidate
from citewatch.core.relocate.weigh import Weighed
from citewatch.core.verdict import Verdict

_SURE_FROM = 2
"""Signs that agree from which nothing is left to doubt."""


def found_again(before: Finding, candidate: Candidate, weighed: Weighed) -> Finding:
    """The finding on a source that was lost at its address and stands at another one."""
    signs = [signal for signal in weighed.signals if signal.points_to is Verdict.MOVED]
    against = len(signs) < len(weighed.signals)
    sure = len(signs) >= _SURE_FROM and not against
    shown = [signal.remark for signal in signs if signal != candidate.why]
    return Finding(
        FOUND_AGAIN,
        Facts(address=weighed.url),
        weighed.url,
        (*before.signals, *weighed.signals),
        Confidence.HIGH if sure else Confidence.MEDIUM,
        before,
        (candidate.why.remark, *shown),
    )


def perhaps_at(before: Finding, candidate: Candidate, weighed: Weighed) -> Finding:
    """The same finding, with a place where a person may look."""
    hint = Signal(CANDIDATE, Facts(address=weighed.url))
    return before.seen(hint, *weighed.signals).remarked(hint.remark, candidate.why.remark)
