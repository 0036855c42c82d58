"""How many pages of its own site a page links to."""

from itertools import islice

from selectolax.lexbor import LexborNode

from citewatch.core.urls import host_of

MAX_OWN_LINKS = 20
"""Counting stops here: nothing depends on more."""

_MAX_ANCHORS = 500
_ELSEWHERE = ("#", "javascript:", "mailto:", "tel:", "data:")


def count_own_links(anchors: list[LexborNode], url: str) -> int:
    """How many different addresses of the site of `url` the anchors of its page lead to."""
    host = host_of(url).removeprefix("www.")
    found: set[str] = set()
    for anchor in islice(anchors, _MAX_ANCHORS):
        target = (anchor.attributes.get("href") or "").strip().partition("#")[0]
        if target and not target.lower().startswith(_ELSEWHERE) and _is_own(target, host):
            found.add(target)
            if len(found) == MAX_OWN_LINKS:
                break
    return len(found)


def _is_own(target: str, host: str) -> bool:
    if target.startswith("//") or "://" in target[:12]:
        return (
            host_of(f"http:{target}" if target.startswith("//") else target).removeprefix("www.")
            == host
        )
    return True
