"""Looks at the live web: the first, the second, and what helps to understand them."""

from datetime import datetime, timedelta

from citewatch.core.case import Case
from citewatch.core.evidence import Failure, Visit
from citewatch.core.judge import another_look_helps, handle_wanted, sibling_wanted
from citewatch.core.probe import Purpose, Question
from citewatch.core.steps.step import Ask, Step, Wait, Wants
from citewatch.core.urls import parse, secure_form

_ANSWERS_NOBODY = frozenset(
    {
        Failure.REFUSED,
        Failure.RESET,
        Failure.CONNECT_TIMEOUT,
        Failure.ANSWER_TIMEOUT,
        Failure.NETWORK_UNREACHABLE,
        Failure.NOT_HTTP,
    }
)
"""Failures after which an http address is tried on https."""


def first_look(case: Case, _wants: Wants, _now: datetime) -> Step | None:
    """Every address is looked at."""
    if case.sightings.looks:
        return None
    return Ask(Question(Purpose.LOOK, case.address))


def on_https(case: Case, _wants: Wants, _now: datetime) -> Step | None:
    """The same address on https, once, where nothing answers on http."""
    if case.sightings.secure is not None or not _wants_https(case.address, _last(case)):
        return None
    return Ask(Question(Purpose.HTTPS, secure_form(case.address)))


def ask_for_handle(case: Case, _wants: Wants, _now: datetime) -> Step | None:
    """The handle system, about a DOI that does not lead to its source."""
    address = handle_wanted(case.sightings)
    return Ask(Question(Purpose.HANDLE, address)) if address else None


def ask_for_sibling(case: Case, _wants: Wants, _now: datetime) -> Step | None:
    """A neighbouring name that cannot exist, where a page is suspect."""
    address = sibling_wanted(case.sightings)
    return Ask(Question(Purpose.SIBLING, address)) if address else None


def look_again(case: Case, wants: Wants, now: datetime) -> Step | None:
    """Death must be seen twice, silence twice, and not at once."""
    if not another_look_helps(case.sightings):
        return None
    last = _last(case)
    due = case.sightings.probes[-1].at + max(wants.pause, _asked_pause(last, wants))
    if now < due:
        # Addresses that only shared another's finding go first: a host may hang for one page only.
        return Wait(due, rank=sum(seen.visit.asked for seen in case.sightings.looks))
    return Ask(Question(Purpose.LOOK, case.address, turn=len(case.sightings.looks) + 1))


def _asked_pause(last: Visit, wants: Wants) -> timedelta:
    """The pause that a server asked for; none where that is too long to wait for."""
    asked = timedelta(seconds=last.retry_after or 0)
    return asked if asked <= wants.longest_pause else timedelta(0)


def _last(case: Case) -> Visit:
    return case.sightings.looks[-1].visit


def _wants_https(address: str, visit: Visit) -> bool:
    if len(visit.hops) != 1 or visit.failure not in _ANSWERS_NOBODY:
        return False
    parsed = parse(address)
    return parsed.scheme == "http" and parsed.port is None
