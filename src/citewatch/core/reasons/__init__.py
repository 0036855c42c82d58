"""Every rule that can decide a verdict: what it means, what it can get wrong, what to do."""

from collections.abc import Mapping
from types import MappingProxyType

from citewatch.core.reasons import content, gone, living, refused, unanswered, unchecked
from citewatch.core.reasons.reason import Reason

REASONS: Mapping[str, Reason] = MappingProxyType(
    {
        reason.id: reason
        for family in (living, gone, content, refused, unanswered, unchecked)
        for reason in family.REASONS
    }
)
"""All reasons by id."""

__all__ = ["REASONS", "Reason"]
