"""Makes findings whose verdict and reason always agree with the registry."""

from citewatch.core.reasons import REASONS
from citewatch.core.verdict import Finding, Signal


def finding(
    reason: str, detail: str, moved_to: str | None = None, signals: tuple[Signal, ...] = ()
) -> Finding:
    """A finding with the verdict that the registry gives to `reason`."""
    return Finding(REASONS[reason].verdict, reason, detail, moved_to, signals)
