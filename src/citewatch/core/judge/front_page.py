"""The front page of its site, held against a source that looks gone.

A server that says "no such page" of its own front page says it to this visit, whatever the page;
and a short notice to which every address leads, the front page too, is a wall and no proof that
anything is gone.
"""

from msgspec.structs import replace

from citewatch.core import url_kinds
from citewatch.core.content.parked import parked
from citewatch.core.content.same_answer import Ending, ending_of, is_same_shell, same_answer
from citewatch.core.content.shown import Shown
from citewatch.core.content.thresholds import OWN_LINKS, THIN_WORDS
from citewatch.core.content.under_status import NO_SUCH_PAGE
from citewatch.core.evidence import Page, Visit
from citewatch.core.facts import Facts
from citewatch.core.finding import Finding, Signal
from citewatch.core.judge.redirects import end_of
from citewatch.core.judge.sibling import judge_sibling
from citewatch.core.judge.sightings import Sightings
from citewatch.core.judge.unlike import held_against_front
from citewatch.core.judge.visits import Seen
from citewatch.core.memento import is_archive_address
from citewatch.core.probe import Elsewhere, Purpose
from citewatch.core.reasons import Reason, gone
from citewatch.core.reasons.content import SOFT_404_SIBLING, SOFT_404_WORDING, TITLE_MISMATCH
from citewatch.core.reasons.signs import FRONT_PAGE_LIVES, HOST_SERVES
from citewatch.core.reasons.walls import REDIRECT_TO_NOTICE, SITE_WIDE_404, SITE_WIDE_WALL
from citewatch.core.reasons.wayward import FRONT_PAGE_UNSEEN, NEEDS_SCRIPTS
from citewatch.core.urls import Url, owner, parse, same_place

_LED_AWAY = frozenset(
    {
        gone.REDIRECT_TO_HOME,
        gone.REDIRECT_TO_ERROR_PAGE,
        SOFT_404_SIBLING,
        SOFT_404_WORDING,
        REDIRECT_TO_NOTICE,
    }
)
"""What is found where a redirect leads that a wall before the whole site may have made."""


def front_page_wanted(sightings: Sightings) -> str | None:
    """The front page to ask for before a source is called dead, or None where it can tell nothing.

    It is that of the site that said 404, or of the cited one where its every answer may be the
    same. None for a front page itself, for an archive's, and where it was asked for already.
    """
    address, seen = sightings.address, sightings.looks[-1]
    if sightings.visit(Purpose.FRONT_PAGE) or is_archive_address(address):
        return None
    found = judge_sibling(seen, sightings)
    if _says_404(found):
        return front_of(end_of(address, seen.visit))
    return front_of(address) if _is_shared(found, seen, address) else None


def front_of(url: Url) -> str | None:
    """The front page of its site; None where that tells nothing of it."""
    is_front = url.without_fragment == url.front_page
    return None if is_front or url_kinds.is_persistent_identifier(url) else url.front_page


def judge_front_page(found: Finding, seen: Seen, sightings: Sightings) -> Finding:
    """`found` on a look, unless the front page shows that the whole site answers like that."""
    front = sightings.visit(Purpose.FRONT_PAGE)
    if front is None:
        return found
    if _says_404(found):
        return _held_against_404(found, seen, front, sightings)
    if _is_shared(found, seen, sightings.address):
        here = ending_of(seen.visit)
        if here is not None and _is_unlike_here(seen):
            return held_against_front(found, here, front)
        return _held_against_shared(found, seen, front)
    return found


def _says_404(found: Finding) -> bool:
    return found.reason is gone.HTTP_404


def _is_shared(found: Finding, seen: Seen, address: Url) -> bool:
    """Whether `found` may rest on an answer that the site gives to every visit.

    A redirect to the site's own front page is no wall: that page has just been seen. Nor is one
    that calls itself permanent.
    """
    visit = seen.visit
    if url_kinds.is_short_link(end_of(address, visit)):
        return False  # what it shows in place of a link is its own, whatever its front page shows
    if _is_confirmed(found) and len(visit.hops) == 1:
        return True
    if found.reason is NEEDS_SCRIPTS:
        return _is_unlike_here(seen)
    if found.reason not in _LED_AWAY or len(visit.hops) == 1:
        return False
    end = end_of(address, visit)
    ends_at_front = same_place(end.href, address.front_page)
    return not ends_at_front and not all(hop.permanent for hop in visit.hops[:-1])


def _is_unlike_here(seen: Seen) -> bool:
    """Whether a page unlike any source stands at the cited address itself."""
    return seen.content.unlike and len(seen.visit.hops) == 1


def same_host_wanted(sightings: Sightings) -> str | None:
    """The address whose host may have served another page, or None where that would tell nothing.

    It is asked last: by then most links of the host were looked at.
    """
    if any(isinstance(probe.saw, Elsewhere) for probe in sightings.probes):
        return None
    seen = sightings.looks[-1]
    found = judge_front_page(judge_sibling(seen, sightings), seen, sightings)
    return seen.visit.final_url if found.reason is SITE_WIDE_404 else None


def _is_confirmed(found: Finding) -> bool:
    """Whether a sibling's equal answer decided, or confirmed that another title stands there."""
    told = any(remark.rule is SOFT_404_SIBLING for remark in found.remarks)
    return found.reason is SOFT_404_SIBLING or (found.reason is TITLE_MISMATCH and told)


def _held_against_404(found: Finding, seen: Seen, front: Visit, sightings: Sightings) -> Finding:
    there = ending_of(front)
    if there is None:
        return found
    if front.status in NO_SUCH_PAGE:
        return _says_it_too(found, seen, there, sightings)
    if not 200 <= (front.status or 0) < 300:
        return found
    below = seen.visit.page
    if below is not None and is_same_shell(below, there.page):
        return _with(found, NEEDS_SCRIPTS, Facts(status=seen.visit.status))
    return found.seen(Signal(FRONT_PAGE_LIVES))


def _says_it_too(found: Finding, seen: Seen, there: Ending, sightings: Sightings) -> Finding:
    """A 404 of a site whose front page is one too; a site that is nobody's is gone indeed."""
    if _is_nobodys(there.page, parse(there.asked)):
        return found
    served = _served(sightings)
    if served is None:
        return _with(found, SITE_WIDE_404, Facts(status=seen.visit.status))
    return found.seen(Signal(HOST_SERVES, Facts(address=served)))


def _held_against_shared(found: Finding, seen: Seen, front: Visit) -> Finding:
    here, there = ending_of(seen.visit), ending_of(front)
    if front.status in NO_SUCH_PAGE:
        return found.seen(Signal(FRONT_PAGE_LIVES))
    if here is None or there is None or not 200 <= (front.status or 0) < 300:
        if found.reason is REDIRECT_TO_NOTICE:
            return found
        return Finding(FRONT_PAGE_UNSEEN, signals=found.signals, before=found)
    shared = same_answer(here, there)
    if shared is None:
        return found.seen(Signal(FRONT_PAGE_LIVES))
    if _is_site(here.page) and not _is_strange(seen, parse(here.asked)):
        return _with(found, SOFT_404_SIBLING, shared) if found.reason is TITLE_MISMATCH else found
    return _with(found, SITE_WIDE_WALL, Facts(address=shared.get("address")))


def _served(sightings: Sightings) -> str | None:
    saws = (probe.saw for probe in sightings.probes)
    return next((saw.address for saw in saws if isinstance(saw, Elsewhere)), None)


def _with(found: Finding, reason: Reason, facts: Facts) -> Finding:
    return replace(found, reason=reason, facts=facts, remarks=())


def _is_nobodys(page: Page, url: Url) -> bool:
    """Whether a page says that no site is there at all, as hosts do that keep sites for others."""
    said = parked(Shown(page), url, "")
    return said is not None and said.decides


def _is_site(page: Page) -> bool:
    """Whether it can be a site's own front page, shown in place of what is gone: no short notice
    has so much text, or so many links into its own site, and no front page hides from search."""
    if page.noindex:
        return False
    return page.words >= THIN_WORDS or page.own_links >= OWN_LINKS


def _is_strange(seen: Seen, start: Url) -> bool:
    """Whether it was led to a page below the front page of somebody else's site."""
    end = end_of(start, seen.visit)
    return owner(end.host) != owner(start.host) and not url_kinds.is_home(end)
