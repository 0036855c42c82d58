"""Gone domains: for sale or parked, a server's default page, a suspended account."""

from citewatch.core.content import vocabulary as say
from citewatch.core.content.labels import first_only, is_only
from citewatch.core.content.shown import Shown
from citewatch.core.content.signatures import Kind, vendor_of
from citewatch.core.content.thresholds import LIST_WORDS, NOTICE_WORDS, SHORT_WORDS, THIN_WORDS
from citewatch.core.content.wording import fold
from citewatch.core.facts import NO_FACTS, Facts
from citewatch.core.finding import Signal, Strength
from citewatch.core.reasons import Reason
from citewatch.core.reasons.content import (
    ACCOUNT_SUSPENDED,
    DEFAULT_SERVER_PAGE,
    PARKED_DOMAIN,
)
from citewatch.core.urls import Url


def parked(shown: Shown, url: Url, citation: str) -> Signal | None:
    """The sign that the site is gone. A path or citation about domains may be about such pages;
    the name of the host, which is what was lost, says nothing of them.

    Only thin pages are looked at: news of a domain's sale is told in more words.
    """
    signal = (
        _suspended(shown) or _default_page(shown) or _for_sale(shown) or _promise(shown, citation)
    )
    if signal is not None and say.DOMAIN_WORD.search(fold(f"{url.path} {citation}")):
        return Signal(signal.rule, signal.facts)
    return signal


def _suspended(shown: Shown) -> Signal | None:
    if not shown.thinner_than(THIN_WORDS):
        return None
    marked = vendor_of(shown.page.markers, Kind.SUSPENDED) is not None
    title = first_only(shown.title_parts, say.SUSPENDED, say.SUSPENDED_FILLER)
    heading = first_only(shown.heading_parts, say.SUSPENDED, say.SUSPENDED_FILLER)
    if title or heading:
        return _dead(ACCOUNT_SUSPENDED, shown.said(title, heading))
    told = shown.thinner_than(SHORT_WORDS) and not shown.has_headline
    said = say.SUSPENDED.search(shown.lead) if told else None
    if said or marked:
        return _dead(ACCOUNT_SUSPENDED, NO_FACTS)
    return None


def _default_page(shown: Shown) -> Signal | None:
    if not shown.thinner_than(LIST_WORDS):
        return None
    marked = vendor_of(shown.page.markers, Kind.DEFAULT) is not None
    title = first_only(shown.title_parts, say.DEFAULT, say.DEFAULT_FILLER)
    heading = first_only(shown.heading_parts, say.DEFAULT, say.DEFAULT_FILLER)
    lines = shown.text if shown.thinner_than(SHORT_WORDS) else shown.lead
    sentence = say.DEFAULT_SENTENCE.search(lines)
    if title or heading or marked:
        said = shown.said(title, heading) if title or heading else NO_FACTS
        return _dead(DEFAULT_SERVER_PAGE, said)
    if sentence and shown.thinner_than(THIN_WORDS):
        return _dead(DEFAULT_SERVER_PAGE, Facts(phrase=sentence[0]))
    return None


def _for_sale(shown: Shown) -> Signal | None:
    if not shown.thinner_than(LIST_WORDS):
        return None
    named, said = say.FOR_SALE.search(shown.names), say.FOR_SALE.search(shown.text)
    adverts = say.ADVERTS.search(shown.text)
    vendor = vendor_of(shown.page.markers, Kind.PARKING)
    if vendor is not None and (named or said or adverts or shown.thinner_than(NOTICE_WORDS)):
        return _dead(PARKED_DOMAIN, Facts(vendor=vendor or None))
    only_named = first_only(shown.title_parts, say.FOR_SALE, say.SALE_FILLER)
    short = shown.thinner_than(SHORT_WORDS) and not shown.has_headline
    found = named or (said if short else None)
    if found and (short or adverts or (only_named and said)):
        return _dead(PARKED_DOMAIN, Facts(phrase=found[0].strip()))
    return None


def _promise(shown: Shown, citation: str) -> Signal | None:
    """A promise of a site, where there was one to cite; a notice may be what is cited."""
    if not shown.thinner_than(NOTICE_WORDS):
        return None
    title = first_only(shown.title_parts, say.COMING_NAME, say.COMING_FILLER)
    heading = first_only(shown.heading_parts, say.COMING_NAME, say.COMING_FILLER)
    said = "" if shown.has_headline else _promised(shown.lead)
    if title or heading:
        facts = shown.said(title, heading)
    elif said:
        facts = Facts(promised=said)
    else:
        return None
    known = citation and not say.COMING_NAME.search(fold(citation))
    strength = Strength.DECISIVE if known else Strength.SUPPORTING
    return Signal(PARKED_DOMAIN, facts, strength)


def _promised(lead: str) -> str:
    """The promise that first lines make, in a sentence or as all that they say, or ''."""
    if is_only(lead, say.COMING_NAME, say.COMING_FILLER):
        return lead.strip()
    said = say.COMING.search(lead)
    return said[0].strip() if said else ""


def _dead(reason: Reason, facts: Facts) -> Signal:
    return Signal(reason, facts, Strength.DECISIVE)
