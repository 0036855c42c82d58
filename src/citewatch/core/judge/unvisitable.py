"""Links that are judged without asking anyone: other schemes, e-mail, and no addresses at all."""

import re

from citewatch.core.facts import NO_FACTS, Facts
from citewatch.core.finding import Finding
from citewatch.core.reasons.unchecked import EMAIL_IN_DISGUISE, MALFORMED_ADDRESS, OTHER_SCHEME
from citewatch.core.urls import WEB_SCHEMES, MalformedUrl, Url, as_visited, parse, scheme_of

_SCHEME_TWICE = re.compile(r"(?i)https?:[/\\]*https?(?::[/\\]|[/\\]{2})")
"""Browsers take the second scheme for the name of a site, with or without its colon."""

_EMAIL_IN_DISGUISE = "/cdn-cgi/l/email-protection"
"""Where Cloudflare has e-mail addresses lead, on whatever site it serves."""


def unvisitable(link: str) -> Finding | None:
    """The finding on a link that cannot be visited, or None for a link that can."""
    visited = as_visited(link)
    scheme = scheme_of(visited)
    if scheme is not None and scheme not in WEB_SCHEMES:
        return Finding(OTHER_SCHEME, Facts(scheme=scheme))
    if _SCHEME_TWICE.match(visited):
        problem = "its scheme (http: or https:) stands in it twice"
        return Finding(MALFORMED_ADDRESS, Facts(problem=problem))
    try:
        address = parse(visited)
    except MalformedUrl as error:
        return Finding(MALFORMED_ADDRESS, Facts(problem=str(error)))
    return Finding(EMAIL_IN_DISGUISE, NO_FACTS) if _is_email(address) else None


def _is_email(address: Url) -> bool:
    return address.path.rstrip("/").lower().endswith(_EMAIL_IN_DISGUISE)
