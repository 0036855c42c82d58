"""A death that an archive contradicts: when the history settles it, and for whom."""

from datetime import date, datetime, timedelta

from msgspec.structs import replace

from citewatch.core.facts import Facts
from citewatch.core.finding import Finding, Remark, Signal
from citewatch.core.judge.recent import beside
from citewatch.core.memento import spoken_ago
from citewatch.core.over_time import Course
from citewatch.core.reasons.gone import SILENT_FOR_DAYS
from citewatch.core.reasons.signs import SEEN_BEFORE, SEEN_BY_ARCHIVE, STILL_GONE
from citewatch.core.reasons.wayward import ARCHIVE_CONTRADICTS
from citewatch.core.verdict import Verdict

SETTLED_AFTER = timedelta(days=3)
"""How long a death that an archive contradicts must last. As long as a silence: what servers say
to programs for a while, they have stopped saying by then; see `over_time.SILENT_SPAN`."""


def settled(present: Finding, past: Course | None, before: Finding | None, at: datetime) -> Finding:
    """`present`, unless it is a death that has lasted although an archive contradicts it.

    `before` is what the last audit found at the same address. A capture from after the day on which
    the source was first found gone keeps the question open.
    """
    if present.reason is not ARCHIVE_CONTRADICTS or present.before is None:
        return present
    first, captured = _gone_since(past, before), _day(present, "captured")
    if first is None or captured is None:
        return present
    facts = Facts(**{**present.facts, "since": first.isoformat()})
    if at.date() - first < SETTLED_AFTER or captured > first:
        return replace(present, facts=facts)
    death = replace(present.before, signals=present.signals)
    return death.remarked(Remark(STILL_GONE, Facts(since=first.isoformat())))


def unless_seen(found: Finding, present: Finding) -> Finding:
    """`found`, unless an archive saw the source alive during the silence."""
    if found.reason is not SILENT_FOR_DAYS:
        return found
    since = _day(found, "since")
    for signal in present.signals:
        if signal.rule is SEEN_BY_ARCHIVE and since is not None:
            captured = date.fromisoformat(str(signal.facts["captured"]))
            if captured > since:
                return present
    return found


def remembered(found: Finding, past: Course | None, at: datetime) -> Finding:
    """`found`, with when an audit last saw alive what nobody could see now."""
    if not found.verdict.is_open or past is None or past.last_ok is None:
        return found
    day = past.last_ok.date()
    seen = Facts(seen=day.isoformat(), ago=spoken_ago(day, at.date()))
    return beside(found, Signal(SEEN_BEFORE, seen))


def _gone_since(past: Course | None, before: Finding | None) -> date | None:
    """The day on which the source was first found gone, if it was in the audit before."""
    if before is not None and before.reason is ARCHIVE_CONTRADICTS:
        return _day(before, "since")
    return past.since.date() if past and past.verdict is Verdict.DEAD else None


def _day(found: Finding, name: str) -> date | None:
    try:
        return date.fromisoformat(str(found.facts.get(name, "")))
    except ValueError:
        return None
