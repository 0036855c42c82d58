"""Redirects to an address that calls itself an error page: a suspicion, until the page agrees.

Manuals have chapters called "errors", and rooms are numbered 404. So the name of the address counts
only where what stands there is short, or says itself that something is missing; any other page is
left to the sibling, which shows whether every address leads there.
"""

import re

from citewatch.core import url_kinds
from citewatch.core.content.thresholds import THIN_WORDS
from citewatch.core.evidence import Page
from citewatch.core.url_names import slug_words, words_of
from citewatch.core.urls import Url

_URL = re.compile(r"(?:https?://|www\.)\S+")
_SUFFIX = re.compile(r"\.[A-Za-z]{2,5}$")
_SHARED_WORDS = 2
"""Words of the cited address in a title from which it is a title of that very page."""


def is_error_page(start: Url, end: Url, page: Page, citation: str, *, says_so: bool) -> bool:
    """Whether an error page stands at `end`, where `start` led, cited in the words of `citation`.

    `says_so` tells that the page speaks of something missing.
    """
    if not url_kinds.is_error_page(end) or url_kinds.is_error_page(start):
        return False
    if page.is_unread or says_so:
        return True
    if _is_file(page) or page.words >= THIN_WORDS:
        return False
    return not (_names_source(start, page) or _is_about_errors(start, end, citation))


def _is_file(page: Page) -> bool:
    return (
        bool(page.media_type)
        and not page.media_type.startswith("text/")
        and ("html" not in page.media_type)
    )


def _names_source(start: Url, page: Page) -> bool:
    """Whether a title of the page has words that the cited address was made from."""
    titles = " ".join((page.title, *page.other_titles, *page.headings))
    return len(slug_words(start) & words_of(titles)) >= _SHARED_WORDS


def _is_about_errors(start: Url, end: Url, citation: str) -> bool:
    """Whether the source itself is named like that: by its address, or in the citation."""
    named = words_of(_SUFFIX.sub("", end.path.rstrip("/").rpartition("/")[2]))
    cited = words_of(f"{start.path} {_URL.sub(' ', citation)}")
    return any(word.rstrip("s") in {other.rstrip("s") for other in cited} for word in named)
