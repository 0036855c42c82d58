"""Verdicts over time: what this audit's finding means after those of the audits before."""

from datetime import datetime, timedelta
from enum import Enum, StrEnum, auto
from typing import Self

from msgspec import Struct

from citewatch.core.facts import Facts
from citewatch.core.finding import Finding
from citewatch.core.reasons import Trait
from citewatch.core.reasons.gone import SILENT_FOR_DAYS
from citewatch.core.verdict import Verdict

SILENT_AUDITS = 3
"""Audits in a row without an answer, after which silence may be taken for death."""

SILENT_SPAN = timedelta(days=3)
"""Least time between the first and the last of them. InternetArchiveBot calls a link dead after
three failures that lie at least three days apart; see also the contract's `silent-for-days`."""


class Run(Struct, frozen=True):
    """One run of an audit that `started` (UTC); it `began` later, where that was taken up again."""

    started: datetime
    began: datetime

    def moment(self, checked: datetime | None) -> datetime:
        """The time that counts for what was found of an address that was last asked at `checked`.

        It is when the run began that asked, and not the very moment of a look, so that audits of
        one hour on two days lie whole days apart. What an earlier run asked keeps its own time.
        """
        if checked is None or checked >= self.began:
            return self.began
        return max(checked, self.started)


class Heard(Enum):
    """What an audit heard of an address."""

    ANSWER = auto()
    """Something answered, whatever it said."""
    SILENCE = auto()
    """It was asked as often as it can be in one audit, and there was nothing but silence."""
    NOTHING = auto()
    """Nobody asked, or not often enough yet: nothing is known that was not known before."""


class Silence(Struct, frozen=True):
    """How many `audits` in a row, from `since` (UTC) on, got no answer at all from an address."""

    since: datetime | None = None
    audits: int = 0

    def after(self, heard: Heard, at: datetime) -> Self:
        """The silence after an audit that asked `at` a time."""
        if heard is Heard.ANSWER:
            return type(self)()
        return type(self)(self.since or at, self.audits + 1) if heard is Heard.SILENCE else self

    def means_death(self, at: datetime) -> bool:
        """Whether a silence that still lasts `at` a time is long enough to be taken for death."""
        if self.since is None or self.audits < SILENT_AUDITS:
            return False
        return at - self.since >= SILENT_SPAN


NO_SILENCE = Silence()


class Change(StrEnum):
    """How a link fares, compared with the audit before of its document."""

    NEW = "new"
    WORSE = "worse"
    BETTER = "better"
    SAME = "same"


class Course(Struct, frozen=True):
    """How a link has fared over the audits, the last one included. Times are UTC.

    `since` is when its verdict began, `stood` in how many audits in a row it was found so, `audits`
    in how many it stood in its document. `before` is the verdict that it had before this audit, as
    far as anybody asked; None where the link is new. `checked` is when it was last asked for,
    `last_ok` when it was last seen alive.
    """

    verdict: Verdict
    since: datetime
    first_seen: datetime
    last_ok: datetime | None
    audits: int
    stood: int
    change: Change
    before: Verdict | None = None
    checked: datetime | None = None
    silence: Silence = NO_SILENCE

    @property
    def known(self) -> Verdict:
        """The last verdict that asking brought; its own where nobody ever asked.

        An audit that did not ask changes nothing, so that its `before` is what was known.
        """
        return self.before or self.verdict if self.change is Change.SAME else self.verdict


def over_time(found: Finding, heard: Heard, silence: Silence, at: datetime) -> Finding:
    """`found`, unless it is the last of a `silence` long enough to be taken for death."""
    if heard is not Heard.SILENCE or silence.since is None or not silence.means_death(at):
        return found
    facts = Facts(since=f"{silence.since:%Y-%m-%d}", audits=silence.audits)
    return Finding(SILENT_FOR_DAYS, facts, signals=found.signals, before=found)


def course(
    found: Finding,
    past: Course | None,
    silence: Silence,
    at: datetime,
    checked: datetime | None,
) -> Course:
    """The course of a link after one more audit, which found `found`.

    `at` is when that holds from, `silence` how long the address gave no answer by now, `checked`
    when it was asked in this audit, if it was.
    """
    verdict = found.verdict
    last_ok = checked if verdict is Verdict.OK else None
    if past is None:
        return Course(verdict, at, at, last_ok, 1, 1, Change.NEW, None, checked, silence)
    same = verdict is past.verdict
    return Course(
        verdict,
        past.since if same else at,
        past.first_seen,
        last_ok or past.last_ok,
        past.audits + 1,
        past.stood + 1 if same else 1,
        Change.SAME if _is_unasked(found) else _change(past.known, verdict),
        past.known,
        checked or past.checked,
        silence,
    )


def is_fresh(past: Course | None, oldest: datetime | None, now: datetime) -> bool:
    """Whether a link was found alive so lately that it need not be asked for again `now`.

    A time that is still to come was written by a clock that was wrong: it proves nothing.
    """
    if past is None or oldest is None or past.verdict is not Verdict.OK:
        return False
    return past.checked is not None and oldest <= past.checked <= now


def _is_unasked(found: Finding) -> bool:
    return found.verdict is Verdict.SKIPPED or Trait.UNASKED in found.reason.traits


_FORTUNE = {
    verdict: rank
    for rank, verdict in enumerate(
        (
            Verdict.DEAD,
            Verdict.CHANGED,
            Verdict.INVALID,
            Verdict.UNREACHABLE,
            Verdict.BLOCKED,
            Verdict.MOVED,
            Verdict.SKIPPED,
            Verdict.OK,
        )
    )
}
"""How well a source fares, the worst first. Not the order of what is to be done about it: one that
moved calls for a change of the document, but it lives, and one without an answer may not."""


def _change(before: Verdict, now: Verdict) -> Change:
    if before is now:
        return Change.SAME
    return Change.WORSE if _FORTUNE[now] < _FORTUNE[before] else Change.BETTER
