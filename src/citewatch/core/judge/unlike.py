"""What follows where a page is unlike any source, and its site shows it at other addresses too.

No word of it says what it is, so what it is taken for is told by where it stands: below a front
page of another kind it stands for what is missing; where even the front page is the same, it is a
wall, unless its structure says more. Frames that scripts fill prove nothing.
"""

import re

from msgspec.structs import replace

from citewatch.core.content.empty_title import has_empty_title
from citewatch.core.content.likeness import is_titled_by_host
from citewatch.core.content.same_answer import Ending, ending_of, is_same_shell, same_answer
from citewatch.core.content.thresholds import OWN_LINKS, PARKED_WORDS, READABLE_WORDS, THIN_WORDS
from citewatch.core.content.under_status import NO_SUCH_PAGE
from citewatch.core.evidence import Page, Visit
from citewatch.core.facts import NO_FACTS, Facts
from citewatch.core.finding import Finding, Signal
from citewatch.core.reasons import Reason
from citewatch.core.reasons.content import PARKED_DOMAIN, SOFT_404_SIBLING
from citewatch.core.reasons.signs import EMPTY_TITLE, FRONT_PAGE_LIVES, NAMES_NOTHING
from citewatch.core.reasons.walls import CHALLENGE_PAGE, LOGIN_PAGE, SITE_WIDE_WALL
from citewatch.core.reasons.wayward import FRONT_PAGE_UNSEEN, NEEDS_SCRIPTS, SAME_FOR_ANY_NAME
from citewatch.core.urls import Url, parse

_NUMBER = re.compile(r"(?<!\d)(?!(?:19|20)\d\d(?:\d\d){0,2}$)\d{3,}$")
"""The end of a part of a path that numbers a page, and is no year or day."""

_DIGIT = re.compile(r"\d")


def judge_same_page(found: Finding, page: Page, signal: Signal, cited: Url) -> Finding:
    """The finding on a page that a name which cannot exist was answered with too (`signal`).

    A form to sign in, shown for any name, is a wall. Where an earlier part of the cited address has
    the number of a page, its site may look no further, and nothing follows.
    """
    if page.has_password_field:
        return _found(found, LOGIN_PAGE)
    if _may_ignore_names(cited):
        return found
    return Finding(SOFT_404_SIBLING, signal.facts, signals=(*found.signals, signal))


def judge_same_frame(found: Finding, page: Page, visit: Visit) -> Finding:
    """The finding on a page too short to compare, whose frame the sibling's `visit` met too."""
    beside = ending_of(visit)
    if beside is None or not _is_good(visit) or not is_same_shell(page, beside.page):
        return found
    return _found(found, LOGIN_PAGE if page.has_password_field else NEEDS_SCRIPTS)


def held_against_front(found: Finding, here: Ending, front: Visit) -> Finding:
    """`found` on such a page, held against the front page of its site.

    It is called dead only where it was held against a citation, or the words of an address, and
    names nothing of them, or where its title has an empty place: a site that looks no further at a
    name gives a short source so too.
    """
    held = _held_against_front(found, here, front)
    told = held.has(NAMES_NOTHING) or held.has(EMPTY_TITLE)
    if held.reason is SOFT_404_SIBLING and not told:
        return _found(held, SAME_FOR_ANY_NAME)
    return held


def _held_against_front(found: Finding, here: Ending, front: Visit) -> Finding:
    there = ending_of(front)
    if front.status in NO_SUCH_PAGE:
        return found.seen(Signal(FRONT_PAGE_LIVES))
    if there is None or not _is_good(front):
        if found.reason is NEEDS_SCRIPTS:
            return found
        return Finding(FRONT_PAGE_UNSEEN, signals=found.signals, before=found)
    shared = same_answer(here, there)
    if shared is None and not is_same_shell(here.page, there.page):
        return _below_another(found, here.page, there.page)
    return _at_front_too(found, here, shared or NO_FACTS)


def _below_another(found: Finding, page: Page, front: Page) -> Finding:
    """The page of a site with another front page: it stands for what is missing, unless scripts may
    put a source into it; a server that writes titles, and had none to write, knows of no source."""
    if page.awaits_scripts and not has_empty_title(page):
        return _found(found, NEEDS_SCRIPTS)
    if found.reason is NEEDS_SCRIPTS:
        if page.noindex or not _speaks(page) or not _is_site(front):
            return found
        found = _found(found, SOFT_404_SIBLING, Facts(title=page.title or None))
    return found.seen(Signal(FRONT_PAGE_LIVES))


def _at_front_too(found: Finding, here: Ending, shared: Facts) -> Finding:
    """The page that a whole site consists of, as far as this audit is shown it."""
    page, host = here.page, parse(here.address).host
    drawn = page.noindex or page.awaits_scripts
    if is_titled_by_host(page, host) and page.words >= PARKED_WORDS and not drawn:
        return _found(found, PARKED_DOMAIN, Facts(title=page.title))
    if found.reason is NEEDS_SCRIPTS and (page.noindex or not _speaks(page)):
        return _found(found, CHALLENGE_PAGE) if page.noindex else found
    if _is_site(page) and not page.has_unread_content:
        return found
    return _found(found, SITE_WIDE_WALL, Facts(address=shared.get("address")))


def _is_good(visit: Visit) -> bool:
    return 200 <= (visit.status or 0) < 300


def _is_site(page: Page) -> bool:
    return page.words >= THIN_WORDS or page.own_links >= OWN_LINKS


def _speaks(page: Page) -> bool:
    """Whether a short page says something itself, and is no frame for scripts to fill."""
    return not page.awaits_scripts and bool(page.headings or page.words >= READABLE_WORDS)


def _may_ignore_names(cited: Url) -> bool:
    """Whether the page's number stands before the last part of its address, which has none."""
    *above, last = cited.path.rstrip("/").split("/")
    return not _DIGIT.search(last) and any(map(_NUMBER.search, above)) and not cited.query


def _found(found: Finding, reason: Reason, facts: Facts = NO_FACTS) -> Finding:
    return replace(found, reason=reason, facts=facts, remarks=())
