"""How links fare over the audits, in words: since when, how often, and what changed."""

from collections.abc import Mapping
from types import MappingProxyType

from citewatch.core.changes import Changed, ChangeKind, Changes
from citewatch.core.over_time import Course
from citewatch.core.report import LinkResult
from citewatch.core.say import say
from citewatch.formats.wording import day, sentence

SHOWN = 20
"""Links of each kind of change that are told one by one."""

KINDS: Mapping[ChangeKind, str] = MappingProxyType(
    {
        ChangeKind.NEW_TROUBLE: "New trouble",
        ChangeKind.WORSE: "Got worse",
        ChangeKind.BACK: "Came back",
        ChangeKind.BETTER: "In less trouble",
        ChangeKind.GONE: "Gone from the document",
    }
)
"""What each kind of change is called."""

TITLE = "What changed since the last audit"


def stood(link: LinkResult) -> str:
    """Since when, and in how many audits in a row, a link was found so; "" where it is new."""
    course = _course(link)
    if course is None or course.stood < 2:
        return ""
    return sentence(
        f"{course.verdict} since {day(course.since)}, in {course.stood:,} audits in a row"
    )


def first_found(link: LinkResult) -> str:
    """When a link was first found so, and last seen alive: the same words in every audit."""
    course = _course(link)
    if course is None:
        return ""
    alive = f", last seen alive on {day(course.last_ok)}" if course.last_ok else ""
    return f"First found {course.verdict} on {day(course.since)}{alive}."


def _course(link: LinkResult) -> Course | None:
    """Its course, where that tells of this very finding."""
    course = link.course
    return course if course and course.verdict is link.finding.verdict else None


def compared_with(changes: Changes) -> str:
    """With which audit this one is compared, or what there is to say instead."""
    if changes.before is None:
        return "This is the first audit: there is nothing to compare it with yet."
    if not changes.any:
        return f"Nothing changed since the audit of {day(changes.before)}."
    return f"Compared with the audit of {day(changes.before)}."


def shown(changes: Changes, kind: ChangeKind) -> tuple[tuple[Changed, ...], str]:
    """The links of a kind that are told one by one, and "and 3 more" for the others."""
    told = changes.shown.get(kind, ())[:SHOWN]
    more = changes.counts.get(kind, 0) - len(told)
    return told, f"and {more:,} more" if more > 0 else ""


def became(changed: Changed) -> str:
    """What a link was and what it is: `was ok, is dead`."""
    was = f"was {changed.before}" if changed.before else "new in its document"
    if changed.now is None:
        return f"{was}, cited no more" if changed.before else "cited no more"
    return f"{was}, is {changed.now}"


def why(changed: Changed) -> str:
    """What was found now, in words; "" for a link that is gone from its document."""
    return "" if changed.finding is None else sentence(say(changed.finding))
