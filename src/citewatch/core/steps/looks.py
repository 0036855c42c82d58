"""Looks at the live web: the first, the second, and what helps to understand them."""

from datetime import datetime, timedelta

from citewatch.core.case import Case
from citewatch.core.evidence import Failure, Visit
from citewatch.core.judge import (
    another_look_helps,
    front_page_wanted,
    handle_wanted,
    same_host_wanted,
    sibling_wanted,
)
from citewatch.core.probe import Purpose, Question
from citewatch.core.steps.step import HEAD_START, Ask, Step, Wait, Wants
from citewatch.core.urls import Url, secure_form

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

_LONG_IN_COMING = frozenset({Failure.CONNECT_TIMEOUT, Failure.ANSWER_TIMEOUT})
"""Failures for which https need not be waited for before the second look."""


def first_look(case: Case, _wants: Wants, _now: datetime) -> Step | None:
    """Every address is looked at."""
    if case.sightings.looks:
        return None
    return Ask(Question(Purpose.LOOK, case.address.href))


def on_https(case: Case, wants: Wants, _now: datetime) -> Step | None:
    """The same address on https, once, where nothing answers on http."""
    last = _last(case)
    if case.sightings.secure is not None or not _wants_https(case.address, last):
        return None
    https = Question(Purpose.HTTPS, secure_form(case.address).href)
    if last.failure in _LONG_IN_COMING and another_look_helps(case.sightings):
        return Ask(https, _next_look(case), _due(case, wants))
    return Ask(https)


def ask_for_handle(case: Case, _wants: Wants, _now: datetime) -> Step | None:
    """The handle system, about a DOI that does not lead to its source."""
    address = handle_wanted(case.sightings)
    return Ask(Question(Purpose.HANDLE, address)) if address else None


def ask_for_sibling(case: Case, _wants: Wants, _now: datetime) -> Step | None:
    """A neighbouring name that cannot exist, where a page is suspect."""
    address = sibling_wanted(case.sightings)
    return Ask(Question(Purpose.SIBLING, address)) if address else None


def ask_for_front_page(case: Case, _wants: Wants, _now: datetime) -> Step | None:
    """The front page of its site, where the source is about to be called dead."""
    address = front_page_wanted(case.sightings)
    return Ask(Question(Purpose.FRONT_PAGE, address)) if address else None


def look_again(case: Case, wants: Wants, now: datetime) -> Step | None:
    """Death must be seen twice, silence twice, and not at once."""
    if not another_look_helps(case.sightings):
        return None
    due = _due(case, wants)
    if now < due:
        # Addresses that only shared another's finding go first: a host may hang for one page only.
        return Wait(due, rank=sum(seen.visit.asked for seen in case.sightings.looks))
    return Ask(_next_look(case))


def ask_for_same_host(case: Case, _wants: Wants, _now: datetime) -> Step | None:
    """Whether its host has served another page, where its front page says 404 too."""
    address = same_host_wanted(case.sightings)
    return Ask(Question(Purpose.SAME_HOST, address)) if address else None


def _next_look(case: Case) -> Question:
    return Question(Purpose.LOOK, case.address.href, turn=len(case.sightings.looks) + 1)


def _due(case: Case, wants: Wants) -> datetime:
    """When the next look is due: a while after the last probe began, and not as soon as it ends."""
    last = _last(case)
    due = case.sightings.probes[-1].at + max(wants.pause, _asked_pause(last, wants))
    if not last.asked or not last.hops:
        return due
    return max(due, last.hops[-1].at + HEAD_START * wants.pause)


def _asked_pause(last: Visit, wants: Wants) -> timedelta:
    """The pause that a server asked for; none where that is too long to wait for."""
    asked = timedelta(seconds=last.retry_after or 0)
    return asked if asked <= wants.longest_pause else timedelta(0)


def _last(case: Case) -> Visit:
    return case.sightings.looks[-1].visit


def _wants_https(address: Url, visit: Visit) -> bool:
    if len(visit.hops) != 1 or visit.failure not in _ANSWERS_NOBODY:
        return False
    return address.scheme == "http" and address.port is None
