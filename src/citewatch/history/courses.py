"""How links fared, as rows of the history."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from msgspec.structs import replace

from citewatch.core.over_time import NO_SILENCE, Change, Course, Silence
from citewatch.core.verdict import Verdict
from citewatch.history.codec import moment
from citewatch.history.trouble import as_written

COLUMNS = (
    "verdict", "since", "first_seen", "last_ok", "audits", "stood", "change", "verdict_before",
    "checked", "silent_since", "silent_audits",
)  # fmt: skip

"""What the row of a link tells of its course."""

WIDTH = len(COLUMNS)
"""How many columns of a row make a course."""


def columns(table: str) -> str:
    """The columns of a course, for a query in which `link` is called so."""
    return ", ".join(f"{table}.{name}" for name in COLUMNS)


_EPOCH = datetime.fromtimestamp(0, UTC)


@as_written
def course_of(told: Sequence[Any]) -> Course:
    """The course that those columns of a row hold."""
    (
        verdict, since, first_seen, last_ok, audits, stood, change, before, checked,
        silent_since, silent_audits,
    ) = told  # fmt: skip
    return Course(
        Verdict(verdict),
        moment(since) or _EPOCH,
        moment(first_seen) or _EPOCH,
        moment(last_ok),
        audits,
        stood,
        Change(change),
        Verdict(before) if before else None,
        moment(checked),
        Silence(moment(silent_since), silent_audits) if silent_audits else NO_SILENCE,
    )


def past_of(told: Sequence[Any], *, same_address: bool, heard: float | None) -> Course | None:
    """How a link fared before, from the columns of its earlier one: None where it is new.

    A silence is that of one address: it ends with another spelling of the link, and with an answer
    that an audit between `heard` there, be it of another document or one that was broken off.
    """
    if told[0] is None:
        return None
    past = course_of(told)
    if not same_address:
        return replace(past, silence=NO_SILENCE, checked=None)
    since = past.silence.since
    if heard is not None and since is not None and heard >= since.timestamp():
        return replace(past, silence=NO_SILENCE)
    return past
