"""One thing that a page's content shows about the cited source."""

from dataclasses import dataclass
from enum import IntEnum

from citewatch.core.verdict import Verdict


class Strength(IntEnum):
    """How much a signal proves: it decides alone, or only together with another."""

    SUPPORTING = 1
    DECISIVE = 2


@dataclass(frozen=True, slots=True)
class Signal:
    """Evidence for a verdict: the id of its `reason`, and one sentence for a person."""

    reason: str
    points_to: Verdict
    strength: Strength
    text: str

    @property
    def decides(self) -> bool:
        """Whether it is enough for its verdict."""
        return self.strength is Strength.DECISIVE
