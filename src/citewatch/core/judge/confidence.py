"""How sure a finding is, from what speaks for and against it."""

from citewatch.core.verdict import Confidence, Finding, Verdict

_THIN = frozenset(
    {
        "host-hung",
        "host-asked-to-wait",
        "answers-without-page",
        "https-only",
        "redirect-to-stranger",
        "redirect-to-gate",
        "unexpected-status",
    }
)
"""Reasons that rest on little: nobody asked, or nothing was there to compare."""

_ALIVE = frozenset({Verdict.OK, Verdict.MOVED})


def confidence_in(found: Finding) -> Confidence:
    """High where evidence of a second kind agrees or none is needed, low where some disagrees."""
    against = any(_disagrees(signal.points_to, found.verdict) for signal in found.signals)
    if found.reason in _THIN or against:
        return Confidence.LOW
    if found.verdict in _ALIVE:
        agreed = any(signal.points_to is Verdict.OK for signal in found.signals)
        return Confidence.HIGH if agreed else Confidence.MEDIUM
    return Confidence.HIGH


def _disagrees(one: Verdict, other: Verdict) -> bool:
    return one is not other and not {one, other} <= _ALIVE
