"""What archived redirects say of a source: where its address led once, unless all led there."""

from collections.abc import Iterable, Sequence

from citewatch.core import url_kinds
from citewatch.core.facts import Facts
from citewatch.core.finding import Signal
from citewatch.core.memento import is_archive_address
from citewatch.core.reasons.signs import TRAIL_ARCHIVED_REDIRECT
from citewatch.core.relocate.candidate import Candidate, Trail
from citewatch.core.relocate.rules import Move
from citewatch.core.snapshot import ArchivedRedirect
from citewatch.core.urls import parse, same_place, url_of


def redirected_to(address: str, redirects: Iterable[ArchivedRedirect]) -> list[Candidate]:
    """Where captures of `address` led, the newest first.

    Left out are home pages, error pages and doors, and what is only another spelling of it. No
    candidate proves anything before `is_catch_all` has been asked.
    """
    found: dict[str, Candidate] = {}
    for redirect in sorted(redirects, key=lambda one: one.captured_at, reverse=True):
        if not _leads_somewhere(address, redirect.target):
            continue
        day = redirect.captured_at.date().isoformat()
        why = Signal(TRAIL_ARCHIVED_REDIRECT, Facts(recorded=day))
        target = parse(redirect.target).without_fragment
        found.setdefault(target, Candidate(target, Trail.ARCHIVED_REDIRECT, why))
    return list(found.values())


def is_catch_all(address: str, target: str, neighbours: Iterable[ArchivedRedirect]) -> bool:
    """Whether another page of the same directory was sent to the same place."""
    return any(
        same_place(redirect.target, target)
        for redirect in neighbours
        if not same_place(redirect.url, address)
    )


def moves_of(neighbours: Sequence[ArchivedRedirect]) -> list[Move]:
    """Neighbours' redirects as moves to learn from; those to places that many share teach none."""
    return [
        Move(redirect.url, redirect.target)
        for redirect in neighbours
        if _leads_somewhere(redirect.url, redirect.target)
        and not is_catch_all(redirect.url, redirect.target, neighbours)
    ]


def _leads_somewhere(address: str, target: str) -> bool:
    end = url_of(target)
    if end is None:
        return False
    doors = (url_kinds.is_home, url_kinds.is_error_page, url_kinds.is_login, url_kinds.is_gate)
    if any(is_door(end) for is_door in (*doors, url_kinds.is_consent)):
        return False
    return not same_place(address, target) and not is_archive_address(end)
