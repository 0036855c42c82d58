"""Whether a page that was visited is the lost source: offered, only mentioned, or let go.

A wrong offer is worse than none, so an offer needs the text of the last good capture, or two signs
that do not depend on each other; any sign of another page withdraws it.
"""

from enum import Enum, auto

from msgspec import Struct

from citewatch.core import url_kinds
from citewatch.core.content.drift import Drift
from citewatch.core.evidence import Page, Visit
from citewatch.core.finding import Signal
from citewatch.core.judge.visits import judge_visit
from citewatch.core.memento import is_archive_address
from citewatch.core.reasons.living import ANSWERS_UNREAD, ANSWERS_WITHOUT_PAGE, PAGE_UNDER_404
from citewatch.core.relocate.candidate import Candidate
from citewatch.core.relocate.names import Name
from citewatch.core.relocate.signs import Lost, look, signals
from citewatch.core.urls import Url, parse

_TOO_THIN = (ANSWERS_WITHOUT_PAGE, ANSWERS_UNREAD, PAGE_UNDER_404)
"""Something answers, and what it is was not seen, or its server says that it is not there."""


class Standing(Enum):
    """What becomes of a candidate."""

    OFFERED = auto()
    MENTIONED = auto()
    LET_GO = auto()


class Weighed(Struct, frozen=True):
    """`url` is where the candidate's redirects ended; `signals` are what was seen there.

    `by_text_alone` tells that nothing but the text speaks for an offer, so that it is worth while
    to see what other pages of the site have in common.
    """

    standing: Standing
    url: str
    signals: tuple[Signal, ...] = ()
    by_text_alone: bool = False


def weigh(
    candidate: Candidate, visit: Visit, lost: Lost, furniture: tuple[Page, ...] = ()
) -> Weighed:
    """Judge what answers at a candidate; `furniture` are other pages of its site.

    It is a living page first of all, by the rules that hold for every link, and no door or home.
    """
    end = _end(candidate, visit)
    page = visit.page
    if end is None or page is None or not _may_be_it(candidate, visit, end, lost):
        return Weighed(Standing.LET_GO, end.href if end else candidate.url)
    seen = look(candidate, page, end, lost, furniture)
    told = tuple(signals(seen, lost.earlier))
    offered = seen.same_bytes or (seen.proven and not seen.contradicted)
    standing = Standing.OFFERED if offered else Standing.LET_GO
    hinted = seen.named or seen.close or candidate.proves
    if not offered and hinted and seen.text.drift is not Drift.UNRELATED:
        standing = Standing.MENTIONED
    alone = offered and not seen.same_bytes and seen.name is not Name.SAME and not candidate.proves
    return Weighed(standing, end.href, told, alone)


def _end(candidate: Candidate, visit: Visit) -> Url | None:
    """Where a candidate's redirects end; an identifier is better to cite than where it leads."""
    if visit.failure is not None or visit.final_url is None:
        return None
    start = parse(candidate.url)
    return start if url_kinds.is_persistent_identifier(start) else parse(visit.final_url)


def _may_be_it(candidate: Candidate, visit: Visit, end: Url, lost: Lost) -> bool:
    found = judge_visit(parse(candidate.url), visit, lost.citation.text)
    if not found.verdict.is_alive or found.reason in _TOO_THIN:
        return False
    landed = parse(visit.final_url or end.href)
    kinds = (url_kinds.is_home, url_kinds.is_error_page, url_kinds.is_login, url_kinds.is_gate)
    if any(is_kind(landed) for is_kind in kinds) or is_archive_address(landed):
        return False
    if landed.holds_secret:
        return False
    return end.without_fragment != lost.address.without_fragment
