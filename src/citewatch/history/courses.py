"""How links fared, as rows of the history."""

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime

from citewatch.core.over_time import NO_SILENCE, Change, Course, Silence
from citewatch.core.verdict import Verdict
from citewatch.history.trouble import as_written


@as_written
def course_of(row: sqlite3.Row, prefix: str = "") -> Course:
    """The course that a row of `link` holds, its columns named with a prefix."""

    def at(name: str) -> datetime | None:
        found = row[f"{prefix}{name}"]
        return None if found is None else datetime.fromtimestamp(found, UTC)

    before = row[f"{prefix}verdict_before"]
    return Course(
        verdict=Verdict(row[f"{prefix}verdict"]),
        since=at("since") or datetime.fromtimestamp(0, UTC),
        first_seen=at("first_seen") or datetime.fromtimestamp(0, UTC),
        last_ok=at("last_ok"),
        audits=row[f"{prefix}audits"],
        stood=row[f"{prefix}stood"],
        change=Change(row[f"{prefix}change"]),
        before=Verdict(before) if before else None,
        checked=at("checked"),
        silence=Silence(at("silent_since"), row[f"{prefix}silent_audits"]),
    )


def past_of(row: sqlite3.Row) -> Course | None:
    """How a link fared before, from a row that has its earlier one under `before_`.

    A silence is that of one address: it ends with another spelling of the link, and with an answer
    that an audit between heard there, be it of another document or one that was broken off.
    """
    if row["before_verdict"] is None:
        return None
    past = course_of(row, "before_")
    if not row["before_same_address"]:
        return replace(past, silence=NO_SILENCE, checked=None)
    heard, since = row["heard"], past.silence.since
    if heard is not None and since is not None and heard >= since.timestamp():
        return replace(past, silence=NO_SILENCE)
    return past
