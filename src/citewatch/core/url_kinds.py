"""What kind of place an address looks like: a home page, an error page, a login, an identifier."""

import re

from citewatch.core.urls import Url

_LOCALE = re.compile(r"(?i)^[a-z]{2}(?:[-_][a-z]{2,4})?$")
_HOME_NAMES = frozenset(
    {"home", "index", "default", "main", "start", "startseite", "accueil", "inicio", "homepage"}
)
_ERROR_NAMES = frozenset(
    """404 404error error404 404-error error-404 404-not-found 404-page-not-found 404-page
    page404 page-404 error errors errorpage error-page error_page notfound not-found not_found
    pagenotfound page-not-found page_not_found filenotfound file-not-found missing sorry
    introuvable nicht-gefunden no-encontrado nao-encontrado non-trouve""".split()
)
_LOGIN_NAMES = frozenset(
    """login log-in log_in signin sign-in sign_in logon wp-login authwall sso saml2 oauth
    oauth2 authorize idp shibboleth cas connexion anmelden anmeldung""".split()
)
_RETURN_PARAMETERS = frozenset(
    """next redirect redirect_to redirect_uri redirecturl return returnto return_to returnurl
    return_url continue service relaystate dest destination goto back_url backurl from
    sessionredirect fromurl targeturl target""".split()
)
_GATE_NAMES = frozenset(
    """subscribe subscription subscriptions paywall register registration signup sign-up gdpr
    cookie-consent cookiewall cookie-wall consent age-gate agegate age-verification captcha
    challenge checkpoint verify unsupported-browser geoblock geo-block region-unavailable
    maintenance""".split()
)
_LOGIN_HOSTS = re.compile(
    r"^(?:accounts\.google\.com|login\.microsoftonline\.com|login\.live\.com|appleid\.apple\.com"
    r"|.*\.okta\.com|.*\.auth0\.com|.*\.onelogin\.com"
    r"|(?:login|signin|sso|idp|auth|accounts|shibboleth)\..+)$"
)
_CONSENT_HOSTS = re.compile(r"^(?:consent|guce|cookies?|gdpr|privacy-?consent)\..+$")
_PERSISTENT_HOSTS = re.compile(
    r"^(?:(?:dx\.|www\.)?doi\.org|hdl\.handle\.net|purl\.(?:org|oclc\.org|archive\.org|fdlp\.gov)"
    r"|w3id\.org|n2t\.net|identifiers\.org|nbn-resolving\.(?:org|de)|urn\.[a-z]{2,3}"
    r"|lccn\.loc\.gov|ark\.[^.]+\.[a-z]+)$"
)


_SHORTENERS = frozenset(
    """bit.ly j.mp bitly.com t.co tinyurl.com goo.gl ow.ly is.gd v.gd buff.ly lnkd.in fb.me amzn.to
    dlvr.it youtu.be wp.me tiny.cc rb.gy cutt.ly shorturl.at t.ly x.co su.pr tr.im cli.gs
    snipurl.com budurl.com nyti.ms wapo.st econ.st bbc.in reut.rs politi.co huff.to cnn.it
    gu.com trib.al shar.es ift.tt db.tt flic.kr redd.it lat.ms usat.ly nyp.st""".split()
)
"""Hosts that have no pages but their own front page: all else on them leads elsewhere."""


def _segments(url: Url) -> list[str]:
    return [segment.lower() for segment in url.path.split("/") if segment]


def _stem(segment: str) -> str:
    return re.sub(r"\.[a-z]{2,5}$", "", segment)


def is_home(url: Url) -> bool:
    """The front page of a site, or of one of its languages (`/`, `/en/`, `/index.html`, `/home`).

    A query that names something (`/?p=123`) makes it a page of its own.
    """
    if re.search(r"(?i)(?:^|&)(?:p|page_?id|id|article|story|post|q|s|url)=", url.query):
        return False
    segments = _segments(url)
    names = [segment for segment in segments if not _LOCALE.match(segment)]
    if len(segments) - len(names) > 2:
        return False
    return not names or (len(names) == 1 and _stem(names[0]) in _HOME_NAMES)


def is_error_page(url: Url) -> bool:
    """An address that names itself an error page (`/404`, `/page-not-found.html`)."""
    if "aspxerrorpath=" in url.query.lower():
        return True
    return any(_stem(segment) in _ERROR_NAMES for segment in _segments(url)[-2:])


def is_login(url: Url) -> bool:
    """An address where one signs in: by its path, or by its host with a way back in its query."""
    stems = {_stem(segment) for segment in _segments(url)}
    if stems & _LOGIN_NAMES:
        return True
    names = {pair.partition("=")[0].lower() for pair in url.query.split("&")}
    return bool(_LOGIN_HOSTS.match(url.host)) and bool(names & _RETURN_PARAMETERS)


def is_gate(url: Url) -> bool:
    """A page that stands before others: subscription, age, region, upkeep (`/subscribe`)."""
    segments = _segments(url)
    if any("captcha" in segment for segment in segments):
        return True
    return bool(segments) and _stem(segments[-1]) in _GATE_NAMES


def is_consent(url: Url) -> bool:
    """A page that asks for consent to cookies before it shows anything."""
    return bool(_CONSENT_HOSTS.match(url.host))


def is_short_link(url: Url) -> bool:
    """An address at a shortener of links: it only leads elsewhere, or nowhere."""
    return url.host.removeprefix("www.") in _SHORTENERS and not is_home(url)


def is_persistent_identifier(url: Url) -> bool:
    """A DOI, handle, PURL, ARK or URN resolver: made to redirect, so never `moved`."""
    return bool(_PERSISTENT_HOSTS.match(url.host)) or "/ark:" in url.path.lower()
