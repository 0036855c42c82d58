"""What the Wayback Machine's answer to one replay means. Pure.

An answer is a capture exactly when it carries Memento-Datetime (RFC 7089); pages without it are
the archive's own, whatever their status: excluded pages come as 200.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from enum import Enum, auto

from msgspec import Struct

from citewatch.archives.link_format import read_links
from citewatch.core import urls
from citewatch.core.display import show
from citewatch.core.memento import ReplayAddress, read_http_date
from citewatch.wire.get import Answer

_EXCLUDED = re.compile(
    r"(?i)This URL has been excluded from the Wayback Machine|AdministrativeAccessControlException"
)
_ROBOTS = re.compile(
    r"(?i)Page cannot be (?:crawled or )?displayed due to robots\.txt|RobotAccessControlException"
)
_NOT_ARCHIVED = re.compile(
    r"(?i)Wayback Machine has not archived that URL|doesn.t have that page archived"
)
_REDIRECTS = frozenset({300, 301, 302, 303, 307, 308})
_WHOLE_PAGE = frozenset({200, 203})
_GONE = frozenset({404, 410})


class Meaning(Enum):
    """What one answer of the replay says."""

    CAPTURE = auto()
    FOLLOW = auto()
    NO_SOURCE = auto()
    EXCLUDED = auto()
    NOT_ARCHIVED = auto()
    UNCLEAR = auto()


class Reading(Struct, frozen=True):
    """A meaning in words, with the replay that was served (CAPTURE) or comes next (FOLLOW).

    `gone_at` is when a capture shows that the page no longer stood at its address.
    """

    meaning: Meaning
    text: str
    replay: ReplayAddress | None = None
    gone_at: datetime | None = None


def refusal(text: str) -> str | None:
    """Why the archive may not show a page, in the words of its own pages; None where it may."""
    if _EXCLUDED.search(text):
        return "The archive may not show this page: the address is excluded from it."
    if _ROBOTS.search(text):
        return "The archive may not show this page: the site's robots.txt forbids it."
    return None


def read_replay(answer: Answer, asked: ReplayAddress, base: str) -> Reading:
    """What an answer below 500 (and not 429) to `asked.raw(base)` means."""
    memento = answer.headers.get("memento-datetime")
    if memento is None:
        return _own_page(answer, asked, base)
    served = ReplayAddress(read_http_date(memento) or asked.moment, asked.original)
    if not urls.same_place(_original(answer.headers) or asked.original, asked.original):
        return Reading(Meaning.NO_SOURCE, "It is a capture of another address.")
    if answer.status in _REDIRECTS:
        return _archived_redirect(answer, served, base)
    if answer.status in _WHOLE_PAGE:
        return Reading(Meaning.CAPTURE, "It is a capture.", served)
    gone_at = served.moment if answer.status in _GONE else None
    said = f"It is a capture of an error page ({answer.status})."
    return Reading(Meaning.NO_SOURCE, said, gone_at=gone_at)


def neighbours(headers: Mapping[str, str]) -> tuple[datetime, ...]:
    """When the captures before and after this one were taken, where its Link header says so."""
    links = read_links(headers.get("link", ""))
    return tuple(link.moment for link in links if link.moment and link.relations & {"prev", "next"})


def _archived_redirect(answer: Answer, served: ReplayAddress, base: str) -> Reading:
    """A redirect that the site itself gave; worth following only to the same address."""
    location = answer.headers.get("location", "")
    try:
        target = _within_archive(location, served, base) or ReplayAddress(
            served.moment, urls.join(served.original, location)
        )
    except urls.MalformedUrl:
        return Reading(Meaning.NO_SOURCE, "It is a capture of a redirect to nowhere.")
    if urls.same_place(target.original, served.original):
        return Reading(Meaning.FOLLOW, "It is a capture of a redirect to the same address.", target)
    shown = show(target.original, 200)
    said = f"It is a capture of a redirect to {shown}."
    return Reading(Meaning.NO_SOURCE, said, gone_at=served.moment)


def _own_page(answer: Answer, asked: ReplayAddress, base: str) -> Reading:
    """An answer that is no capture but the archive's own word."""
    if answer.status in _REDIRECTS:
        return _internal_redirect(answer, asked, base)
    text = " ".join(answer.body.decode("utf-8", errors="replace").split())
    if refused := refusal(text):
        return Reading(Meaning.EXCLUDED, refused)
    if answer.status == 404 and _NOT_ARCHIVED.search(text):
        return Reading(Meaning.NOT_ARCHIVED, "The archive has no capture of this address.")
    return Reading(Meaning.UNCLEAR, f"It answered with no capture ({answer.status}).")


def _internal_redirect(answer: Answer, asked: ReplayAddress, base: str) -> Reading:
    """The archive's way to the nearest capture: `X-Archive-Redirect-Reason: found capture at`."""
    try:
        target = _within_archive(answer.headers.get("location", ""), asked, base)
    except urls.MalformedUrl:
        target = None
    if target is None:
        return Reading(Meaning.UNCLEAR, "It sent us away from its captures.")
    if urls.same_place(target.original, asked.original):
        return Reading(Meaning.FOLLOW, "Its nearest capture is of another time.", target)
    return Reading(Meaning.NO_SOURCE, "Its nearest capture is of another address.")


def _within_archive(location: str, asked: ReplayAddress, base: str) -> ReplayAddress | None:
    return ReplayAddress.read(urls.join(asked.raw(base), location), base) if location else None


def _original(headers: Mapping[str, str]) -> str | None:
    """The captured address as the Link header names it."""
    links = read_links(headers.get("link", ""))
    return next((link.url for link in links if "original" in link.relations), None)
