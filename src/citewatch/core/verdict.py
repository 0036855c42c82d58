"""The eight verdicts; a finding is one with its reason, and signals are what it rests on."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Verdict(StrEnum):
    """What the evidence shows about a link, in the order of severity (worst first)."""

    DEAD = "dead"
    CHANGED = "changed"
    INVALID = "invalid"
    MOVED = "moved"
    UNREACHABLE = "unreachable"
    BLOCKED = "blocked"
    SKIPPED = "skipped"
    OK = "ok"


UNLINKED = "unlinked"
"""The word for a citation that has no link at all; it is no verdict of a link."""

_SEVERITY = {verdict: rank for rank, verdict in enumerate(Verdict)}


def worst(verdicts: Iterable[Verdict]) -> Verdict | None:
    """The most severe of some verdicts, or None where there are none."""
    return min(verdicts, key=_SEVERITY.__getitem__, default=None)


class Strength(IntEnum):
    """How much a signal proves: it decides alone, or only together with another."""

    SUPPORTING = 1
    DECISIVE = 2


@dataclass(frozen=True, slots=True)
class Signal:
    """Something seen that speaks for a verdict.

    `reason` is kebab-case: an id of the registry, or a sign such as `title-match` that decides
    nothing alone. `text` is one sentence for a person.
    """

    reason: str
    points_to: Verdict
    strength: Strength
    text: str

    @property
    def decides(self) -> bool:
        """Whether it is enough for its verdict."""
        return self.strength is Strength.DECISIVE


class Confidence(StrEnum):
    """How sure a finding is, apart from what it says."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict on one link.

    `reason` is an id of the registry in `reasons`; `detail` is one sentence for a person.
    `moved_to` names the new address of a source that moved. `signals` are all that were seen,
    those against the verdict too.
    """

    verdict: Verdict
    reason: str
    detail: str
    moved_to: str | None = None
    signals: tuple[Signal, ...] = ()
    confidence: Confidence = Confidence.HIGH
