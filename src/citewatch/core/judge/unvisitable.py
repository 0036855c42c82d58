"""Links that are judged without asking anyone: other schemes, and no addresses at all."""

from citewatch.core.facts import Facts
from citewatch.core.finding import Finding
from citewatch.core.reasons.unchecked import MALFORMED_ADDRESS, OTHER_SCHEME
from citewatch.core.urls import WEB_SCHEMES, MalformedUrl, as_visited, parse, scheme_of


def unvisitable(link: str) -> Finding | None:
    """The finding on a link that cannot be visited, or None for a link that can."""
    visited = as_visited(link)
    scheme = scheme_of(visited)
    if scheme is not None and scheme not in WEB_SCHEMES:
        return Finding(OTHER_SCHEME, Facts(scheme=scheme))
    try:
        parse(visited)
    except MalformedUrl as error:
        return Finding(MALFORMED_ADDRESS, Facts(problem=str(error)))
    return None
