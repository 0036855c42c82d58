"""Where an answer sends its reader next, by header or by an immediate refresh of the page."""

from msgspec import Struct

from citewatch.core.evidence import Failure, Page
from citewatch.core.urls import WEB_SCHEMES, MalformedUrl, join, parse, scheme_of

REDIRECTS = frozenset({301, 302, 303, 307, 308})
PERMANENT = frozenset({301, 308})
REDIRECTS_AT_MOST = 20
"""What browsers follow (the Fetch standard, "HTTP-redirect fetch")."""

IMMEDIATE = 1.0
"""Seconds up to which a refresh is a redirect: later, readers have seen a page of its own."""


class Onward(Struct, frozen=True):
    """The next address, or the failure where the answer names none that can be visited."""

    target: str | None
    permanent: bool
    failure: Failure | None = None
    meta_refresh: bool = False


def onward(url: str, status: int, location: str | None, page: Page | None) -> Onward | None:
    """Where an answer to `url` leads, or None where it is the end of the chain."""
    if status in REDIRECTS:
        permanent = status in PERMANENT
        if location is None or not location.strip():
            has_page = page is not None and bool(page.text)
            return None if has_page else Onward(None, permanent, Failure.REDIRECT_WITHOUT_TARGET)
        return _to(url, location, permanent)
    return _refreshed(url, page) if page is not None and 200 <= status < 300 else None


def _refreshed(url: str, page: Page) -> Onward | None:
    if page.refresh is None or page.refresh.seconds > IMMEDIATE:
        return None
    # A script's order says nothing of how long it is meant to hold, nor of who else is sent there:
    # only a declaration (RFC 9110, HTML's refresh) can say that a move is for good.
    permanent = not page.refresh.by_script
    step = _to(url, page.refresh.target, permanent)
    # A refresh to nowhere leaves its page standing, and one to itself only reloads it.
    if step.failure is not None or step.target is None or _reloads(url, step.target):
        return None
    return Onward(step.target, permanent, meta_refresh=permanent)


def _to(url: str, location: str, permanent: bool) -> Onward:
    try:
        if scheme_of(location) in WEB_SCHEMES:
            parse(location)  # as it stands, before a browser's repairs
        target = join(url, location)
        if scheme_of(target) not in WEB_SCHEMES:
            return Onward(target, permanent, Failure.REDIRECT_OTHER_SCHEME)
        parsed = parse(target)
    except MalformedUrl:
        return Onward(None, permanent, Failure.REDIRECT_MALFORMED)
    if "#" not in target and (fragment := parse(url).fragment):
        # A fragment lives on through redirects that name none (Fetch standard).
        return Onward(f"{parsed.href}#{fragment}", permanent)
    return Onward(parsed.href, permanent)


def _reloads(url: str, target: str) -> bool:
    return parse(url).without_fragment == parse(target).without_fragment
