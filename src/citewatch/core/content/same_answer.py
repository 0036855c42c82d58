"""Whether a site gives one answer at two addresses: at the cited one, and at one to control it."""

from msgspec import Struct

from citewatch.core.content.drift import similarity
from citewatch.core.content.empty_title import has_empty_title
from citewatch.core.content.thresholds import SAME_TEXT, SHELL_WORDS
from citewatch.core.content.wording import fold
from citewatch.core.evidence import Page, Visit
from citewatch.core.facts import NO_FACTS, Facts
from citewatch.core.urls import Url, parse


class Ending(Struct, frozen=True):
    """Where a visit ended: the address that was asked for, the last one, and the page there."""

    asked: str
    address: str
    page: Page


def ending_of(visit: Visit) -> Ending | None:
    """Where a visit ended; None where it came to no page."""
    if visit.failure is not None or visit.page is None or not visit.hops:
        return None
    return Ending(visit.hops[0].url, visit.hops[-1].url, visit.page)


def same_answer(one: Ending, other: Ending) -> Facts | None:
    """What two answers have in common, where they are one: the address or the title; else None.

    They are one where both were led to one address, or carry one text under one title. Nothing
    follows from a page that could not be read, nor from texts so short that scripts may draw the
    real ones.
    """
    if one.page.is_unread or other.page.is_unread:
        return None
    if (end := _shared_end(one, other)) is not None:
        return Facts(address=end)
    if fold(one.page.title) != fold(other.page.title) or not _comparable(one.page, other.page):
        return None
    if similarity(one.page.text, other.page.text) < SAME_TEXT:
        return None
    return Facts(title=one.page.title) if one.page.title else NO_FACTS


def is_same_shell(one: Page, other: Page) -> bool:
    """Whether both are one empty frame that only scripts can fill."""
    shells = all(page.words < SHELL_WORDS and page.has_unread_content for page in (one, other))
    if not shells or one.is_unread or other.is_unread:
        return False
    return fold(one.title) == fold(other.title) and fold(one.text) == fold(other.text)


def _shared_end(one: Ending, other: Ending) -> str | None:
    """The address to which both were led, whatever it is told about where they came from."""
    first, second = parse(one.address), parse(other.address)
    if first.without_fragment == second.without_fragment:
        return first.without_fragment
    if (first.host, first.port, first.path) != (second.host, second.port, second.path):
        return None
    if _tells_origin(first, parse(one.asked)) and _tells_origin(second, parse(other.asked)):
        return first.without_fragment
    return None


def _tells_origin(end: Url, asked: Url) -> bool:
    """Whether the query of an address names the one that led there, as those of doors do."""
    query = end.query.lower().replace("%2f", "/").replace("%3a", ":")
    return end.path != asked.path and f"{asked.path.lower()}" in query


def _comparable(one: Page, other: Page) -> bool:
    """Whether there is text enough: an empty frame is the same at every address of a site, unless
    its server writes a title into it and had none to write."""
    if min(one.words, other.words) >= SHELL_WORDS:
        return True
    drawn = one.has_unread_content or other.has_unread_content
    return not drawn or has_empty_title(one)
