"""What a chain of redirects that ends on a living page says about the source."""

import re

from citewatch.core import url_kinds
from citewatch.core.content.judge import Judgement
from citewatch.core.content.notice import is_strange_notice
from citewatch.core.evidence import Page, Visit
from citewatch.core.facts import Facts
from citewatch.core.finding import Finding
from citewatch.core.judge.error_addresses import is_error_page
from citewatch.core.reasons import gone, living, walls
from citewatch.core.reasons.content import SOFT_404_WORDING
from citewatch.core.urls import Url, owner, parse, same_place

_WORD = re.compile(r"[^\W\d_]{4,}")
_SLUG = re.compile(r"\d|(?:[^-_]+[-_]){2}")
"""A path segment with a number or three words names one document, not a section."""


def judge_door(start: Url, visit: Visit) -> Finding | None:
    """A door at the end of the redirects (sign-in, consent, gate): nobody saw what is behind it."""
    if visit.status is None or not 200 <= visit.status < 300:
        return None
    end = end_of(start, visit)
    if url_kinds.is_consent(end) and not url_kinds.is_consent(start):
        return Finding(walls.REDIRECT_TO_CONSENT, Facts(host=end.host))
    if url_kinds.is_login(end) and not url_kinds.is_login(start):
        return Finding(walls.REDIRECT_TO_LOGIN, Facts(host=end.host))
    if url_kinds.is_gate(end) and not url_kinds.is_gate(start):
        return Finding(walls.REDIRECT_TO_GATE, Facts(host=end.host, path=end.path))
    return None


def judge_redirects(
    start: Url, visit: Visit, page: Page, citation: str, content: Judgement
) -> Finding | None:
    """The finding on a visit whose last answer is a page, or None where it was not redirected.

    The end is judged before the way: a redirect to a home page, an error page or a login is no
    move, however permanent it calls itself. `content` is what the page says of the source:
    where it bears the cited title, it is the source wherever it stands.
    """
    end = end_of(start, visit)
    if start.without_fragment == end.without_fragment:
        return None
    if same_place(start.href, end.href):
        return Finding(living.REDIRECT_TRIVIAL, Facts(address=end.without_fragment))
    if resolved := _resolved(start, end):
        return resolved
    identified = content.identified
    says_so = content.has(SOFT_404_WORDING)
    is_error = not identified and is_error_page(start, end, page, citation, says_so=says_so)
    if not identified and (lost := _lost(start, end, is_error=is_error)):
        return lost
    if kept := _kept(start, end, visit):
        noticed = not identified and _is_notice(start, end, page, citation)
        return Finding(walls.REDIRECT_TO_NOTICE, Facts(host=end.host)) if noticed else kept
    return (None if identified else _strange(start, end, page)) or _moved(end)


def end_of(start: Url, visit: Visit) -> Url:
    """Where a visit to `start` ended."""
    end = visit.final_url
    return start if end is None or end == start.without_fragment else parse(end)


def _resolved(start: Url, end: Url) -> Finding | None:
    if not url_kinds.is_persistent_identifier(start):
        return None
    return Finding(living.PERSISTENT_IDENTIFIER, Facts(host=end.host))


def _lost(start: Url, end: Url, *, is_error: bool) -> Finding | None:
    """A home or error page at the end: the source is gone from this address."""
    if is_error:
        return Finding(gone.REDIRECT_TO_ERROR_PAGE, Facts(address=end.without_fragment))
    if url_kinds.is_home(end) and not url_kinds.is_home(start):
        return Finding(gone.REDIRECT_TO_HOME, Facts(host=end.host))
    return None


def _kept(start: Url, end: Url, visit: Visit) -> Finding | None:
    """The address stands: it is the same front page, or a hop on the way is not for good."""
    if url_kinds.is_home(start) and url_kinds.is_home(end) and _same_owner(start, end):
        return Finding(living.REDIRECT_TRIVIAL, Facts(front_page=end.without_fragment))
    if all(hop.permanent for hop in visit.hops[:-1]):
        return None
    return Finding(living.REDIRECT_TEMPORARY, Facts(address=end.without_fragment))


def _is_notice(start: Url, end: Url, page: Page, citation: str) -> bool:
    """Whether somebody else's short page stands there, which names nothing of the source."""
    return not _same_owner(start, end) and is_strange_notice(page, start, citation)


def _strange(start: Url, end: Url, page: Page) -> Finding | None:
    """A permanent redirect to something that cannot be taken for the source."""
    if _is_section_above(start, end):
        return Finding(gone.REDIRECT_TO_SECTION, Facts(address=end.without_fragment))
    if not _same_owner(start, end) and _unlike(start, end, page):
        return Finding(gone.REDIRECT_TO_STRANGER, Facts(host=end.host))
    return None


def _moved(end: Url) -> Finding:
    return Finding(living.REDIRECT_PERMANENT, moved_to=end.href)


def _same_owner(start: Url, end: Url) -> bool:
    return owner(start.host) == owner(end.host)


def _is_section_above(start: Url, end: Url) -> bool:
    """Whether `end` is a section that the page at `start` once stood in (`/news/` for a story)."""
    above, below = end.path.rstrip("/"), start.path.rstrip("/")
    if not _same_owner(start, end) or end.query or not below.startswith(f"{above}/"):
        return False
    lost = below.removeprefix(above).strip("/").split("/")
    return any(_SLUG.search(segment) for segment in lost) and not _SLUG.search(
        above.rpartition("/")[2]
    )


def _unlike(start: Url, end: Url, page: Page) -> bool:
    """Whether an address of several words leads to a page that has none of them."""
    words = {word.lower() for word in _WORD.findall(f"{start.path} {start.query}")}
    there = f"{end.path} {end.query} {page.title} {' '.join(page.headings)}".lower()
    return len(words) >= 3 and not any(word in there for word in words)
