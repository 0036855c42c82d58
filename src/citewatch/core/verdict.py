"""The eight verdicts."""

from collections.abc import Iterable
from enum import StrEnum


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

    @property
    def is_alive(self) -> bool:
        """Whether the source itself was seen, at its address or at a new one."""
        return self is Verdict.OK or self is Verdict.MOVED

    @property
    def is_gone(self) -> bool:
        """Whether the source is no longer at its address."""
        return self is Verdict.DEAD or self is Verdict.CHANGED

    @property
    def needs_change(self) -> bool:
        """Whether the document is to be changed: what stands in it leads nobody to the source."""
        return self in (Verdict.DEAD, Verdict.CHANGED, Verdict.INVALID, Verdict.MOVED)

    @property
    def is_open(self) -> bool:
        """Whether nobody can say: no answer, or one that a person might not get."""
        return self is Verdict.UNREACHABLE or self is Verdict.BLOCKED


UNLINKED = "unlinked"
"""The word for a citation that has no link at all; it is no verdict of a link."""

_SEVERITY = {verdict: rank for rank, verdict in enumerate(Verdict)}


def severity(verdict: Verdict) -> int:
    """The rank of a verdict, 0 for the worst."""
    return _SEVERITY[verdict]


def worst(verdicts: Iterable[Verdict]) -> Verdict | None:
    """The most severe of some verdicts, or None where there are none."""
    return min(verdicts, key=_SEVERITY.__getitem__, default=None)
