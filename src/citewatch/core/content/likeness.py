"""How unlike a page of a source a page is, whatever its words say.

Error pages, walls and parked domains that no word list knows have this in common: they are short,
lead hardly anywhere, describe no author and no day, and name nothing of what was cited. Each of
these is a sign of its own in the report. None proves anything, nor do all together: they make a
page suspect, and its site is asked for controls, which settle it.
"""

import re
from enum import Enum

from msgspec.structs import replace

from citewatch.core import url_kinds
from citewatch.core.content.judge import Answer, Judgement
from citewatch.core.content.thresholds import (
    LIST_WORDS,
    NOTICE_SHARE,
    OWN_LINKS,
    SHORT_WORDS,
    SOURCE_SHARE,
    THIN_WORDS,
    UNLIKE_SOURCE,
    WEIGHT_ASKS_PASSWORD,
    WEIGHT_FEW_LINKS,
    WEIGHT_HIDDEN,
    WEIGHT_HOST_TITLE,
    WEIGHT_NAMES_NOTHING,
    WEIGHT_NO_TEXT,
    WEIGHT_SHORT,
    WEIGHT_THIN,
    WEIGHT_UNDESCRIBED,
)
from citewatch.core.content.wording import fold
from citewatch.core.evidence import Page
from citewatch.core.facts import NO_FACTS, Facts
from citewatch.core.finding import Signal
from citewatch.core.memento import is_archive_address
from citewatch.core.reasons import Reason, Sign, signs
from citewatch.core.reasons.content import TITLE_MISMATCH
from citewatch.core.url_names import slug_words, words_of
from citewatch.core.urls import Url

_URL = re.compile(r"(?:https?://|www\.)\S+")
_ENOUGH = 3
"""Words of the citation or address that are needed before their absence tells anything."""

_SHARED = 2
"""Words of the address that a page must have to be about what the address names."""


class Naming(Enum):
    """Whether a page names anything of what was cited."""

    SOMETHING = "something"
    NOTHING = "nothing"
    UNKNOWN = "unknown"


def unlike_source(page: Page, url: Url, citation: str, host: str) -> tuple[Signal, ...]:
    """The signs in which a page at `host`, found where `url` led, is unlike a page of a source.

    None where they do not weigh enough together, where the page is long or names what was cited,
    and where its site has no address to control it by.
    """
    if page.is_unread or "html" not in page.media_type or page.words >= LIST_WORDS:
        return ()
    if url_kinds.is_home(url) or is_archive_address(url):
        return ()
    naming = names_cited(page, url, citation)
    if naming is Naming.SOMETHING:
        return ()
    weighed = _weighed(page, host)
    if naming is Naming.NOTHING:
        weighed.append((WEIGHT_NAMES_NOTHING, Signal(signs.NAMES_NOTHING)))
    if sum(weight for weight, _ in weighed) < UNLIKE_SOURCE:
        return ()
    return tuple(signal for _, signal in weighed)


def with_likeness(judgement: Judgement, answer: Answer, citation: str) -> Judgement:
    """`judgement`, suspect where nothing is said against the page, but it is like no source.

    Only for live answers of status 2xx: captures have no neighbours to control them by.
    """
    worded = any(
        isinstance(signal.rule, Reason) and signal.rule is not TITLE_MISMATCH
        for signal in judgement.signals
    )
    if judgement.conclusion is not None or judgement.identified or worded:
        return judgement
    whole = answer.page.words >= THIN_WORDS and not answer.page.has_password_field
    if judgement.suspect and whole:
        return judgement  # a whole page of another title is another page, whatever it lacks
    seen = unlike_source(answer.page, answer.request_url, citation, answer.end.host)
    if not seen or not 200 <= answer.status < 300:
        return judgement
    return replace(judgement, signals=(*judgement.signals, *seen), suspect=True, unlike=True)


def names_cited(page: Page, url: Url, citation: str) -> Naming:
    """Whether a page names what `url` and `citation` name; an address that it repeats is no name.

    UNKNOWN where these have too few words of their own to tell.
    """
    shown = fold(" ".join((page.title, *page.headings, *page.other_titles, page.text)))
    there = words_of(shown.replace(fold(url.path), " ") if len(url.path) > 1 else shown)
    slug, cited = slug_words(url), words_of(fold(_URL.sub(" ", citation)))
    if not _is_latin(there):
        slug = frozenset(word for word in slug if not word.isascii())
    if len(slug & there) >= _SHARED:
        return Naming.SOMETHING
    if len(cited) >= _ENOUGH and len(cited & there) >= SOURCE_SHARE * len(cited):
        return Naming.SOMETHING
    if max(len(slug), len(cited)) < _ENOUGH or slug & there:
        return Naming.UNKNOWN
    few = not cited or len(cited & there) < NOTICE_SHARE * len(cited)
    return Naming.NOTHING if few else Naming.UNKNOWN


def _is_latin(words: frozenset[str]) -> bool:
    """Whether words may stand in an address as they are: of others it has a transcription."""
    return 2 * sum(word.isascii() for word in words) >= len(words)


def is_titled_by_host(page: Page, host: str) -> bool:
    """Whether the page has no other title than the name of its host."""
    title = re.sub(r"^(?:https?://)?(?:www\.)?", "", fold(page.title)).rstrip("./ ")
    return title == fold(host).removeprefix("www.")


def _weighed(page: Page, host: str) -> list[tuple[int, Signal]]:
    """What of the page itself is unlike a source's, and how much each weighs."""
    found: list[tuple[int, Signal]] = []
    if page.words < THIN_WORDS:
        weight = WEIGHT_SHORT if page.words < SHORT_WORDS else WEIGHT_THIN
        found.append((weight, Signal(signs.FEW_WORDS, Facts(words=page.words))))
    plain: tuple[tuple[bool, int, Sign], ...] = (
        (page.own_links < OWN_LINKS, WEIGHT_FEW_LINKS, signs.FEW_LINKS),
        (not page.paragraphs, WEIGHT_NO_TEXT, signs.NO_RUNNING_TEXT),
        (_is_undescribed(page), WEIGHT_UNDESCRIBED, signs.UNDESCRIBED),
        (page.noindex, WEIGHT_HIDDEN, signs.HIDDEN_FROM_SEARCH),
        (page.has_password_field, WEIGHT_ASKS_PASSWORD, signs.ASKS_PASSWORD),
        (is_titled_by_host(page, host), WEIGHT_HOST_TITLE, signs.HOST_TITLE),
    )
    found += [(weight, Signal(sign, NO_FACTS)) for seen, weight, sign in plain if seen]
    return found


def _is_undescribed(page: Page) -> bool:
    return not (page.is_described or page.canonical or page.other_titles or page.doi)
