"""One visit judged by itself: failure, then the page's content, its status, its redirects."""

from msgspec import Struct
from msgspec.structs import replace

from citewatch.core import url_kinds
from citewatch.core.content.judge import Answer, Judgement, judge_page
from citewatch.core.content.likeness import with_likeness
from citewatch.core.content.own_site import is_own_site
from citewatch.core.content.walls import named_in_headers
from citewatch.core.display import clean
from citewatch.core.evidence import Page, Visit
from citewatch.core.facts import NO_FACTS, Facts
from citewatch.core.finding import Finding, Signal
from citewatch.core.judge.archive_notices import judge_notice
from citewatch.core.judge.failures import judge_failure
from citewatch.core.judge.redirects import end_of, judge_door, judge_redirects
from citewatch.core.judge.statuses import judge_status
from citewatch.core.reasons import Reason
from citewatch.core.reasons.living import (
    ANSWERS,
    ANSWERS_UNREAD,
    ANSWERS_WITHOUT_PAGE,
    PERSISTENT_IDENTIFIER,
    REDIRECT_TRIVIAL,
)
from citewatch.core.reasons.signs import NAMED_SITE, TITLE_MATCH
from citewatch.core.reasons.wayward import (
    EMPTY_PAGE,
    REDIRECT_UNREAD,
    SCRIPT_DOORWAY,
    SHORT_LINK_STAYS,
)
from citewatch.core.urls import Url
from citewatch.core.verdict import Verdict

_MAX_TYPE = 80
"""Characters shown of a media type. The longest in use, those of office files, have about 70."""

_NO_PAGE = Judgement((), None, suspect=False)
_WITHOUT_PAGE = frozenset({204, 205})
"""Statuses that say that there is nothing to send (RFC 9110)."""


class Seen(Struct, frozen=True):
    """A visit, what its page says of the source, and the finding on it by itself."""

    visit: Visit
    content: Judgement
    found: Finding


def see(url: Url, visit: Visit, citation: str) -> Seen:
    """What one visit to `url`, cited in the words of `citation`, shows. Its page is judged once."""
    if visit.failure is not None:
        return Seen(visit, _NO_PAGE, judge_failure(url, visit, visit.failure))
    content = _at_front_page(url, visit, citation, _content(url, visit, citation))
    found = judge_door(url, visit) or _refusal(visit.status or 0, content)
    found = found or judge_notice(url, visit, content) or _conclusion(content)
    if found is None:
        found = _living(url, visit, content, citation)
    return Seen(visit, content, replace(found, signals=content.signals))


def judge_visit(url: Url, visit: Visit, citation: str = "") -> Finding:
    """The finding on one visit by itself."""
    return see(url, visit, citation).found


def _content(url: Url, visit: Visit, citation: str) -> Judgement:
    """What the page at the end of a visit says of the source."""
    if visit.page is None or not visit.hops:
        return _NO_PAGE
    end = visit.hops[-1]
    if not visit.page.bytes_read:
        wall = named_in_headers(end.headers)
        return Judgement((wall,), wall, suspect=False) if wall else _NO_PAGE
    answer = Answer(visit.page, end.status or 0, end.headers, url, end_of(url, visit))
    return with_likeness(judge_page(answer, citation), answer, citation)


def _at_front_page(url: Url, visit: Visit, citation: str, content: Judgement) -> Judgement:
    """`content`, of which a front page's title tells nothing where it is only the site's name."""
    end, page = end_of(url, visit), visit.page
    if page is None or not url_kinds.is_home(end) or url_kinds.is_home(url):
        return content
    named = content.has(TITLE_MATCH)
    own = is_own_site(page, url, end, citation, content.name, stands_there=named)
    if own and not content.identified:
        sign = Signal(NAMED_SITE, Facts(host=end.host))
        return replace(content, signals=(*content.signals, sign), identified=True)
    if own or not named:
        return content
    others = tuple(signal for signal in content.signals if signal.rule is not TITLE_MATCH)
    return replace(content, signals=others, identified=False)


def _refusal(status: int, content: Judgement) -> Finding | None:
    """A status that is no 2xx, unless its page names a robot check, which says more."""
    by_status = judge_status(status)
    if by_status is None or content.conclusion is None:
        return by_status
    names_more = by_status.verdict is not Verdict.BLOCKED or status == 403
    return None if names_more else by_status


def _conclusion(content: Judgement) -> Finding | None:
    decisive = content.conclusion
    if decisive is None or not isinstance(decisive.rule, Reason):
        return None
    return Finding(decisive.rule, decisive.facts)


def _unread(url: Url, visit: Visit, page: Page) -> Finding:
    """What can be said where the page was not read: never that it is the source, or is not."""
    redirected = judge_redirects(url, visit, page, "", _NO_PAGE)
    elsewhere = redirected is not None and redirected.reason is not REDIRECT_TRIVIAL
    end = end_of(url, visit).without_fragment
    facts = Facts(
        coding=page.unread_coding or None,
        encoding=page.unread_encoding or None,
        redirected_to=end if elsewhere else None,
    )
    lost = redirected is not None and redirected.verdict.is_gone
    return Finding(REDIRECT_UNREAD if lost else ANSWERS_UNREAD, facts)


def _unseen(url: Url, visit: Visit, page: Page) -> Finding | None:
    """The finding on a page of which nobody here saw what a reader sees."""
    if page.is_unread:
        return _unread(url, visit, page)
    if page.is_doorway:
        return Finding(SCRIPT_DOORWAY, Facts(title=page.title or None))
    return None


def _living(url: Url, visit: Visit, content: Judgement, citation: str) -> Finding:
    page, status = visit.page, visit.status
    if page is None or page.bytes_read == 0:
        reason = ANSWERS_WITHOUT_PAGE if status in _WITHOUT_PAGE else EMPTY_PAGE
        return Finding(reason, Facts(status=status))
    if unseen := _unseen(url, visit, page):
        return unseen
    if redirected := judge_redirects(url, visit, page, citation, content):
        return redirected
    if url_kinds.is_short_link(end_of(url, visit)):
        return Finding(SHORT_LINK_STAYS, Facts(host=end_of(url, visit).host))
    if url_kinds.is_persistent_identifier(url):
        return Finding(PERSISTENT_IDENTIFIER)
    return Finding(ANSWERS, _named(page))


def _named(page: Page) -> Facts:
    """What a page is called, or else of what type a file is that is no page."""
    if page.title:
        return Facts(title=page.title)
    is_page = not page.media_type or "html" in page.media_type
    return NO_FACTS if is_page else Facts(media=clean(page.media_type, _MAX_TYPE))
