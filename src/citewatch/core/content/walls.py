"""Walls between a visitor and the page: the server answers, but what it sends is not the page."""

import re
from collections.abc import Mapping

from citewatch.core import url_kinds
from citewatch.core.content import vocabulary as say
from citewatch.core.content.labels import first_only, is_only
from citewatch.core.content.shown import Shown
from citewatch.core.content.signatures import Kind, vendor_of
from citewatch.core.content.thresholds import (
    CONSENT_SPOKEN,
    LIST_WORDS,
    NOTICE_WORDS,
    OWN_LINKS,
    SHORT_WORDS,
    THIN_WORDS,
)
from citewatch.core.facts import NO_FACTS, Facts
from citewatch.core.finding import Signal, Strength
from citewatch.core.reasons import Reason
from citewatch.core.reasons.walls import (
    CHALLENGE_PAGE,
    CONSENT_PAGE,
    DENIAL_PAGE,
    LOGIN_PAGE,
    REGION_BLOCK,
    SELF_POSTING_FORM,
)
from citewatch.core.urls import Url, host_of

HEADERS = (
    "cf-mitigated",
    "x-amzn-waf-action",
    "x-vercel-mitigated",
    "x-dd-b",
    "x-sucuri-block",
    "rimon",
)
"""Answer headers (lower-case) by which walls name themselves; keep them for these rules."""

_HEADER_SIGNS: Mapping[str, tuple[str, re.Pattern[str], Reason]] = {
    "cf-mitigated": ("Cloudflare", re.compile("challenge"), CHALLENGE_PAGE),
    "x-amzn-waf-action": ("Amazon", re.compile("challenge|captcha"), CHALLENGE_PAGE),
    "x-vercel-mitigated": ("Vercel", re.compile("challenge|deny"), CHALLENGE_PAGE),
    "x-dd-b": ("DataDome", re.compile("[12]"), CHALLENGE_PAGE),
    "x-sucuri-block": ("Sucuri", re.compile("."), DENIAL_PAGE),
    "rimon": ("a network filter", re.compile("rwc_block"), DENIAL_PAGE),
}


def wall(shown: Shown, headers: Mapping[str, str], end: Url) -> Signal | None:
    """The sign that a wall answered, whatever the status; the surest kind first."""
    return (
        named_in_headers(headers)
        or challenge(shown)
        or region(shown)
        or consent(shown)
        or sign_in(shown, end)
        or self_posting(shown)
        or denial(shown)
    )


def challenge(shown: Shown) -> Signal | None:
    """A check that the visitor is human."""
    vendor = vendor_of(shown.page.markers, Kind.CHALLENGE)
    # An application that draws its pages by script has a title; a script that only turns away none.
    if vendor or (vendor == "" and not shown.title_parts):
        return _blocked(CHALLENGE_PAGE, Facts(vendor=vendor or None))
    if not shown.thinner_than(THIN_WORDS):
        return None
    title = first_only(shown.title_parts, say.CHALLENGE, say.CHALLENGE_FILLER)
    heading = first_only(shown.heading_parts, say.CHALLENGE, say.CHALLENGE_FILLER)
    if title or heading:
        return _blocked(CHALLENGE_PAGE, shown.said(title, heading))
    lines = shown.text if shown.thinner_than(NOTICE_WORDS) else shown.lead
    told = shown.thinner_than(SHORT_WORDS) and not shown.has_headline
    said = say.CHALLENGE.search(lines) if told else None
    return _blocked(CHALLENGE_PAGE, Facts(phrase=said[0])) if said else None


def denial(shown: Shown) -> Signal | None:
    """A refusal in words."""
    vendor = vendor_of(shown.page.markers, Kind.DENIAL)
    if vendor is not None:
        return _blocked(DENIAL_PAGE, Facts(vendor=vendor or None))
    if not shown.thinner_than(THIN_WORDS):
        return None
    title = first_only(shown.title_parts, say.DENIAL, say.DENIAL_FILLER)
    heading = first_only(shown.heading_parts, say.DENIAL, say.DENIAL_FILLER)
    if title or heading:
        return _blocked(DENIAL_PAGE, shown.said(title, heading))
    told = shown.thinner_than(SHORT_WORDS) and not shown.has_headline
    said = say.DENIAL_SENTENCE.search(shown.lead) if told else None
    return _blocked(DENIAL_PAGE, Facts(phrase=said[0])) if said else None


def sign_in(shown: Shown, end: Url) -> Signal | None:
    """A page to sign in. A password field alone proves nothing: 6 % of articles have one."""
    if not _names_sign_in(shown):
        return None
    has_form = shown.page.has_password_field
    at_login = url_kinds.is_login(end)
    if has_form or at_login or shown.thinner_than(NOTICE_WORDS):
        return _blocked(LOGIN_PAGE)
    return None


def self_posting(shown: Shown) -> Signal | None:
    """A page that is nothing but a form which posts itself: it is seen on the way to a sign-in."""
    posts_to = shown.page.posts_to
    if not posts_to or not shown.thinner_than(NOTICE_WORDS) or shown.page.own_links >= OWN_LINKS:
        return None
    return _blocked(SELF_POSTING_FORM, Facts(host=host_of(posts_to)))


def consent(shown: Shown) -> Signal | None:
    """A page that asks for consent before it shows anything.

    The name of its host tells nothing here: a source may live at `cookies.example`. Whoever is led
    to one is judged by the way.
    """
    named = any(say.CONSENT.match(part) for part in shown.title_parts)
    if shown.thinner_than(THIN_WORDS):
        named = named or bool(say.CONSENT.match(shown.headings))
    if not named or not shown.thinner_than(LIST_WORDS):
        return None
    spoken = len(say.CONSENT_WORD.findall(shown.text))
    return _blocked(CONSENT_PAGE) if spoken >= CONSENT_SPOKEN else None


def region(shown: Shown) -> Signal | None:
    """A notice that the page is not shown in this country, or by order of a court."""
    refused = first_only(shown.title_parts, say.DENIAL, say.DENIAL_FILLER)
    if not shown.thinner_than(LIST_WORDS if refused else THIN_WORDS):
        return None
    short = shown.thinner_than(SHORT_WORDS)
    if shown.has_headline and not short:
        return None
    places = shown.names
    if not shown.has_headline:
        places += f"\n{shown.text if short else shown.lead}"
    said = say.REGION.search(places) or say.LEGAL_BLOCK.search(places)
    if said is None:
        return None
    return _blocked(REGION_BLOCK, Facts(phrase=said[0].strip()[:120]))


def _names_sign_in(shown: Shown) -> bool:
    title = first_only(shown.title_parts, say.LOGIN, say.LOGIN_FILLER)
    if title and shown.thinner_than(2 * LIST_WORDS):
        return True
    heading = any(is_only(part, say.LOGIN, say.LOGIN_FILLER) for part in shown.heading_parts[:1])
    if not shown.thinner_than(LIST_WORDS):
        return False
    if not shown.has_headline and any(map(_ends_in_sign_in, shown.title_parts)):
        return True
    return heading and shown.thinner_than(THIN_WORDS)


def _ends_in_sign_in(part: str) -> bool:
    """Whether a title begins or ends so ("Login to Market", "Lucky Brand Account Login")."""
    found = list(say.LOGIN.finditer(part))
    return bool(found) and (found[0].start() == 0 or found[-1].end() == len(part))


def named_in_headers(headers: Mapping[str, str]) -> Signal | None:
    """The sign that the headers of an answer name a wall."""
    for name, (vendor, value, reason) in _HEADER_SIGNS.items():
        if name in headers and value.search(headers[name].lower()):
            return _blocked(reason, Facts(held_by=vendor))
    return None


def _blocked(reason: Reason, facts: Facts = NO_FACTS) -> Signal:
    return Signal(reason, facts, Strength.DECISIVE)
