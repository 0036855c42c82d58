"""What stands below a status that says "no such page": now and then the very page."""

from citewatch.core.content.not_found import not_found
from citewatch.core.content.same_source import TitleCheck
from citewatch.core.content.shown import Shown
from citewatch.core.content.thresholds import NOTICE_WORDS, SHORT_WORDS
from citewatch.core.facts import Facts
from citewatch.core.finding import Signal, Strength
from citewatch.core.reasons.living import PAGE_UNDER_404
from citewatch.core.reasons.wayward import PAGE_CONTRADICTS_404
from citewatch.core.url_names import slug_words, words_of
from citewatch.core.urls import Url

NO_SUCH_PAGE = frozenset({404, 410})
"""Statuses that say that there is no such page."""

_SHARED_WORDS = 2
"""Words of the address that a title must have to be that of its page."""


def page_under(
    status: int, shown: Shown, url: Url, citation: str, titled: TitleCheck
) -> Signal | None:
    """The sign that the source, or at least the page that `url` names, stands below `status`.

    An error page may repeat what it misses, so a page with any word of an error is none, nor one
    with less than a source's text.
    """
    if shown.thinner_than(NOTICE_WORDS) or not_found(shown, url, citation) is not None:
        return None
    facts = Facts(status=status, title=titled.title or shown.page.title)
    if titled.identifies:
        return Signal(PAGE_UNDER_404, facts, Strength.DECISIVE)
    if shown.thinner_than(SHORT_WORDS):
        return None
    if len(slug_words(url) & words_of(shown.page.title)) >= _SHARED_WORDS:
        return Signal(PAGE_CONTRADICTS_404, facts, Strength.DECISIVE)
    return None
