"""A finding: the reason that decided, its facts, and the signs that it rests on."""

from enum import IntEnum, StrEnum

from msgspec import Struct
from msgspec.structs import replace

from citewatch.core.facts import NO_FACTS, Facts
from citewatch.core.reasons import Note, Reason, Sign
from citewatch.core.verdict import Verdict


class Strength(IntEnum):
    """How much a signal proves: it decides alone, or only together with another."""

    SUPPORTING = 1
    DECISIVE = 2


class Remark(Struct, frozen=True):
    """A sentence beside a finding: an entry of the registry, with the facts of this case."""

    rule: Reason | Sign | Note
    facts: Facts = NO_FACTS


class Signal(Struct, frozen=True):
    """Something seen that speaks for a verdict: a sign, or a reason that need not decide here."""

    rule: Reason | Sign
    facts: Facts = NO_FACTS
    strength: Strength = Strength.SUPPORTING

    @property
    def points_to(self) -> Verdict | None:
        """The verdict that it speaks for, or None where it speaks for none."""
        return self.rule.points_to

    @property
    def decides(self) -> bool:
        """Whether it is enough for its verdict."""
        return self.strength is Strength.DECISIVE

    @property
    def remark(self) -> Remark:
        """The same as part of what a finding says."""
        return Remark(self.rule, self.facts)


class Confidence(StrEnum):
    """How sure a finding is, apart from what it says."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Finding(Struct, frozen=True):
    """What was found out about one link; `core.say` makes a sentence of it.

    `moved_to` names the new address of a source that moved. `signals` are all that were seen,
    those against the verdict too. `before` is the finding that this one rests on, where it does;
    `remarks` are said behind its own sentence, in their order.
    """

    reason: Reason
    facts: Facts = NO_FACTS
    moved_to: str | None = None
    signals: tuple[Signal, ...] = ()
    confidence: Confidence = Confidence.HIGH
    before: "Finding | None" = None
    remarks: tuple[Remark, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """The verdict that the reason decides."""
        return self.reason.verdict

    def seen(self, *signals: Signal) -> "Finding":
        """The same finding with more signals."""
        return replace(self, signals=(*self.signals, *signals))

    def remarked(self, *remarks: Remark) -> "Finding":
        """The same finding with more remarks."""
        return replace(self, remarks=(*self.remarks, *remarks))

    def has(self, rule: Reason | Sign) -> bool:
        """Whether this was seen among the signals."""
        return any(signal.rule is rule for signal in self.signals)

    def tells(self, signal: Signal) -> bool:
        """Whether its sentence says already what a signal says."""
        told = signal.remark
        return told in self.remarks or told == Remark(self.reason, self.facts)


def same_finding(one: Finding, other: Finding) -> bool:
    """Whether two audits found the same: the same reason, at the same place, for the same cause.

    Compared are the reasons, the new addresses, the facts that last (`facts.LASTING`), and the
    findings that both rest on. Signals, remarks and confidence are not.
    """
    if (one.reason.id, one.verdict) != (other.reason.id, other.verdict):
        return False
    if one.moved_to != other.moved_to or one.facts.lasting != other.facts.lasting:
        return False
    if one.before is None or other.before is None:
        return one.before is other.before
    return same_finding(one.before, other.before)
