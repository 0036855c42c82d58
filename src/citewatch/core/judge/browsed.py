"""The second look with a real browser: when it may show more, and what it shows.

A program reads what a server sends; a browser also runs it. What a page draws, and what stands
behind a wall that a script opens, only a browser is shown.
"""

from citewatch.core.content.same_answer import ending_of, same_answer
from citewatch.core.content.thresholds import SHELL_WORDS, THIN_WORDS
from citewatch.core.content.under_status import NO_SUCH_PAGE
from citewatch.core.evidence import Page
from citewatch.core.finding import Finding, Remark, Signal
from citewatch.core.judge.front_page import front_of
from citewatch.core.judge.redirects import end_of
from citewatch.core.judge.settle import SIGHTINGS_OF_DEATH, judge_looks
from citewatch.core.judge.sightings import Sightings
from citewatch.core.judge.visits import Seen
from citewatch.core.reasons import Trait
from citewatch.core.reasons.content import (
    PAGE_DRIFTED,
    QUOTE_MISSING,
    SOFT_404_WORDING,
    TITLE_MISMATCH,
)
from citewatch.core.reasons.refused import HTTP_429
from citewatch.core.reasons.signs import BROWSER_SHOWS, BROWSER_TOO, FRONT_PAGE_LIVES, QUOTE_UNREAD
from citewatch.core.reasons.wayward import UNCONFIRMED
from citewatch.core.verdict import Verdict

_READ_FROM_TEXT = frozenset({QUOTE_MISSING, TITLE_MISMATCH, PAGE_DRIFTED})
"""Reasons that rest on words which were not found in a page."""


def browser_wanted(found: Finding, sightings: Sightings) -> int | None:
    """Which look with a browser would help now, from 1; None where none would.

    A server that asks for pauses is left in peace, and so is one that gave no answer at all: a
    browser would get none either.
    """
    browsed = sightings.browsed
    if not browsed:
        return 1 if _may_show_more(found, sightings.looks[-1]) else None
    again = len(browsed) < SIGHTINGS_OF_DEATH and _is_gone(browsed[-1])
    return len(browsed) + 1 if again and found.verdict.is_open else None


def front_in_browser_wanted(found: Finding, sightings: Sightings) -> str | None:
    """The front page to show to a browser before what it saw gone is called dead, or None."""
    if sightings.front_in_browser is not None or not found.verdict.is_open:
        return None
    if not sightings.browsed or _deaths(sightings) < SIGHTINGS_OF_DEATH:
        return None
    return front_of(end_of(sightings.address, sightings.browsed[-1].visit))


def judge_browsed(found: Finding, sightings: Sightings) -> Finding:
    """`found` from the looks without a browser, in the light of those with one.

    A living page that a browser was shown outweighs walls and frames. What it sees gone counts as
    one sighting of death, and is dead where it was seen twice and the site's front page lives; what
    it does not see either stays as it was.
    """
    if not sightings.browsed:
        return found
    last = sightings.browsed[-1]
    if _is_living(last):
        return _with_living(found, sightings)
    if found.verdict.is_gone or (found.verdict.is_alive and not _is_frame(sightings.looks[-1])):
        return found
    if _is_gone(last):
        return _with_gone(found, sightings)
    if last.found.verdict is Verdict.BLOCKED and found.verdict is not Verdict.BLOCKED:
        return last.found.remarked(Remark(BROWSER_SHOWS))
    return found if found.verdict.is_alive else found.remarked(Remark(BROWSER_TOO))


def readable_page(sightings: Sightings) -> Page | None:
    """The page that a browser drew, where there is one to compare with what is cited."""
    living = [seen.visit.page for seen in sightings.browsed if _is_living(seen)]
    return living[-1] if living else None


def _may_show_more(found: Finding, seen: Seen) -> bool:
    if Trait.SHOWN_TO_BROWSERS in found.reason.traits:
        return True
    if found.reason is HTTP_429:  # some walls answer so to every program
        return seen.content.conclusion is not None and seen.visit.retry_after is None
    page = seen.visit.page
    if page is None or not _is_drawn_by_scripts(page):
        return False
    if found.reason in _READ_FROM_TEXT or found.has(QUOTE_UNREAD):
        return True
    if found.reason is SOFT_404_WORDING or (found.verdict.is_alive and seen.content.suspect):
        return page.words < THIN_WORDS
    return found.verdict.is_alive and _is_frame(seen)


def _is_drawn_by_scripts(page: Page) -> bool:
    return page.has_unread_content and not page.is_unread and "html" in page.media_type


def _is_frame(seen: Seen) -> bool:
    """Whether a look showed a page that says nothing for the source, and that scripts may fill."""
    page = seen.visit.page
    if page is None or seen.content.identified or not _is_drawn_by_scripts(page):
        return False
    return page.words < (THIN_WORDS if seen.content.suspect else SHELL_WORDS)


def _is_living(seen: Seen) -> bool:
    """Whether a browser was shown a page that is one: a few words may be those of any notice."""
    page = seen.visit.page
    if page is None or seen.visit.failure is not None or not seen.found.verdict.is_alive:
        return False
    return seen.content.identified or page.words >= SHELL_WORDS


def _is_gone(seen: Seen) -> bool:
    """Whether a browser saw the source gone. Nothing follows where a part of the page did not come,
    since its scripts may then say that there is no such page, nor where scripts led elsewhere.
    """
    visit, page = seen.visit, seen.visit.page
    if page is None or not seen.found.verdict.is_gone:
        return False
    if visit.status in NO_SUCH_PAGE and page.words >= THIN_WORDS:
        return False  # a whole page stands below a status that may be for programs alone
    by_script = any(hop.status is not None and hop.status < 300 for hop in visit.hops[:-1])
    return not (by_script or page.has_unread_content)


def _with_living(found: Finding, sightings: Sightings) -> Finding:
    """A page that bears the cited title outweighs everything; any other page, what says nothing."""
    last = sightings.browsed[-1]
    drawn = last.found.remarked(Remark(BROWSER_SHOWS))
    if found.verdict.is_open:
        return drawn.seen(Signal(found.reason, found.facts))
    frame = found.verdict.is_alive and _is_frame(sightings.looks[-1])
    return drawn if last.content.identified or frame else found


def _with_gone(found: Finding, sightings: Sightings) -> Finding:
    gone = sightings.browsed[-1].found
    if _deaths(sightings) >= SIGHTINGS_OF_DEATH and _front_page_lives(sightings):
        return gone.remarked(Remark(BROWSER_SHOWS)).seen(Signal(FRONT_PAGE_LIVES))
    if found.verdict is Verdict.BLOCKED:
        return found
    return Finding(UNCONFIRMED, signals=gone.signals, before=gone)


def _deaths(sightings: Sightings) -> int:
    """How often it was seen gone: with a browser, and once before where that was not confirmed."""
    unconfirmed = judge_looks(sightings).reason is UNCONFIRMED
    return unconfirmed + sum(map(_is_gone, sightings.browsed))


def _front_page_lives(sightings: Sightings) -> bool:
    """Whether the browser was shown another page as the front page of the site: else the site may
    say the same at every address, to every program."""
    front = sightings.front_in_browser
    if front is None or not 200 <= (front.status or 0) < 300:
        return False
    here, there = ending_of(sightings.browsed[-1].visit), ending_of(front)
    if here is None or there is None or there.page.has_unread_content:
        return False
    return same_answer(here, there) is None
