"""Links that are judged without asking anyone: other schemes, and no addresses at all."""

from citewatch.core.judge.finding import finding
from citewatch.core.urls import WEB_SCHEMES, MalformedUrl, as_visited, parse, scheme_of
from citewatch.core.verdict import Finding


def unvisitable(link: str) -> Finding | None:
    """The finding on a link that cannot be visited, or None for a link that can."""
    visited = as_visited(link)
    scheme = scheme_of(visited)
    if scheme is not None and scheme not in WEB_SCHEMES:
        return finding(
            "other-scheme", f"This is a {scheme}: address, and only web pages are checked."
        )
    try:
        parse(visited)
    except MalformedUrl as error:
        return finding("malformed-address", f"Nobody can visit this address: {error}.")
    return None
