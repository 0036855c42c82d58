"""Verdicts over time: what this audit's finding means after those of the audits before."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from citewatch.core.facts import Facts
from citewatch.core.finding import Finding
from citewatch.core.reasons import Trait
from citewatch.core.reasons.gone import SILENT_FOR_DAYS
from citewatch.core.verdict import Verdict, severity

SILENT_AUDITS = 3
"""Audits in a row without an answer, after which silence may be taken for death."""

SILENT_SPAN = timedelta(days=3)
"""Least time between the first and the last of them. InternetArchiveBot calls a link dead after
three failures that lie at least three days apart; see also the contract's `silent-for-days`."""


class Change(StrEnum):
    """How a link fares, compared with the audit before of its document."""

    NEW = "new"
    WORSE = "worse"
    BETTER = "better"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Course:
    """How a link has fared over the audits, the last one included. Times are UTC.

    `since` is when its verdict began, `stood` in how many audits in a row it was found so, `audits`
    in how many it was looked at. `checked` is when it was last asked for, `last_ok` when it was
    last seen alive. `silent_audits` in a row, from `silent_since` on, brought no answer at all.
    `before` is the verdict of the audit before, None where the link is new.
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
    silent_since: datetime | None = None
    silent_audits: int = 0


def over_time(found: Finding, past: Course | None, now: datetime) -> Finding:
    """`found`, unless it is the last of a silence long enough to be taken for death."""
    since, audits = _silence(found, past, now)
    if not _is_silent(found) or since is None:
        return found
    if audits < SILENT_AUDITS or now - since < SILENT_SPAN:
        return found
    facts = Facts(since=f"{since:%Y-%m-%d}", audits=audits)
    return Finding(SILENT_FOR_DAYS, facts, signals=found.signals, before=found)


def course(
    found: Finding, silent: Finding, past: Course | None, now: datetime, checked: datetime | None
) -> Course:
    """The course of a link whose finding is `found`, and was `silent` before it was held against
    the past; the audit began at `now`, and asked for the link last at `checked`."""
    verdict = found.verdict
    since, audits = _silence(silent, past, now)
    alive = verdict is Verdict.OK
    if past is None:
        return Course(
            verdict, now, now, checked if alive else None, 1, 1, Change.NEW, None, checked,
            since, audits,
        )  # fmt: skip
    same = verdict is past.verdict
    return Course(
        verdict,
        past.since if same else now,
        past.first_seen,
        (checked or past.last_ok) if alive else past.last_ok,
        past.audits + 1,
        past.stood + 1 if same else 1,
        _change(past.verdict, verdict),
        past.verdict,
        checked or past.checked,
        since,
        audits,
    )


def is_fresh(past: Course | None, oldest: datetime | None) -> bool:
    """Whether a link was found alive so lately that it need not be asked for again."""
    if past is None or oldest is None or past.verdict is not Verdict.OK:
        return False
    return past.checked is not None and past.checked >= oldest


def _silence(found: Finding, past: Course | None, now: datetime) -> tuple[datetime | None, int]:
    """Since when, and in how many audits in a row, there was no answer; this one included."""
    before = (past.silent_since, past.silent_audits) if past else (None, 0)
    if _is_silent(found):
        return before[0] or now, before[1] + 1
    if Trait.UNASKED in found.reason.traits or found.verdict is Verdict.SKIPPED:
        return before  # nobody asked, so nothing is known
    return None, 0


def _is_silent(found: Finding) -> bool:
    return Trait.SILENT in found.reason.traits


def _change(before: Verdict, now: Verdict) -> Change:
    """Links that were left out of an audit have become neither better nor worse."""
    if before is now or Verdict.SKIPPED in (before, now):
        return Change.SAME
    return Change.WORSE if severity(now) < severity(before) else Change.BETTER
