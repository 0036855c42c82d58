"""How links fared, as rows of the history."""

import sqlite3
from datetime import UTC, datetime

from citewatch.core.over_time import Change, Course
from citewatch.core.verdict import Verdict


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
        silent_since=at("silent_since"),
        silent_audits=row[f"{prefix}silent_audits"],
    )
