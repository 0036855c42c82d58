"""The eight verdicts, and a finding: a verdict with the reason that decided it."""

from collections.abc import Iterable
from dataclasses import dataclass
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


UNLINKED = "unlinked"
"""The word for a citation that has no link at all; it is no verdict of a link."""

_SEVERITY = {verdict: rank for rank, verdict in enumerate(Verdict)}


def worst(verdicts: Iterable[Verdict]) -> Verdict | None:
    """The most severe of some verdicts, or None where there are none."""
    return min(verdicts, key=_SEVERITY.__getitem__, default=None)


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict on one link.

    `reason` is an id of the registry in `reasons`; `detail` is one sentence for a person.
    `moved_to` names the new address of a source that moved.
    """

    verdict: Verdict
    reason: str
    detail: str
    moved_to: str | None = None
