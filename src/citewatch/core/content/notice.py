"""Whether a short page names anything of the source that was cited."""

import re

from citewatch.core.content.thresholds import NOTICE_SHARE, THIN_WORDS
from citewatch.core.content.wording import fold
from citewatch.core.evidence import Page
from citewatch.core.url_names import slug_words, words_of
from citewatch.core.urls import Url

_URL = re.compile(r"(?:https?://|www\.)\S+")
_ENOUGH = 3
"""Words of the citation or address that are needed before their absence tells anything."""


def is_strange_notice(page: Page, url: Url, citation: str) -> bool:
    """Whether a page, found where `url` led, is short and has nothing of the address or citation.

    The words of the address are looked for first: they are the source's own, while a citation
    names its publisher too, as notices do. Files, and pages that were not read, are no notices.
    """
    if page.is_unread or "html" not in page.media_type or page.words >= THIN_WORDS:
        return False
    there = words_of(fold(" ".join((page.title, *page.headings, *page.other_titles, page.text))))
    named = slug_words(url)
    if len(named) >= _ENOUGH:
        return not named & there
    cited = words_of(fold(_URL.sub(" ", citation)))
    return len(cited) >= _ENOUGH and len(cited & there) < NOTICE_SHARE * len(cited)
