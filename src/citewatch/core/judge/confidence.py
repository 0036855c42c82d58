"""How sure a finding is, from what speaks for and against it."""

from citewatch.core.finding import Confidence, Finding
from citewatch.core.reasons import Trait
from citewatch.core.verdict import Verdict


def confidence_in(found: Finding) -> Confidence:
    """High where evidence of a second kind agrees or none is needed, low where some disagrees."""
    against = any(_disagrees(signal.points_to, found.verdict) for signal in found.signals)
    if Trait.THIN in found.reason.traits or against:
        return Confidence.LOW
    if found.verdict.is_alive:
        agreed = any(signal.points_to is Verdict.OK for signal in found.signals)
        return Confidence.HIGH if agreed else Confidence.MEDIUM
    return Confidence.HIGH


def _disagrees(one: Verdict | None, other: Verdict) -> bool:
    if one is None:
        return False
    return one is not other and not (one.is_alive and other.is_alive)
