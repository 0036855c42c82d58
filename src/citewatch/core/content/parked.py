"""Gone domains: for sale or parked, a server's default page, a suspended account."""

from citewatch.core.content import parked_wording as say
from citewatch.core.content.labels import first_only
from citewatch.core.content.shown import Shown
from citewatch.core.content.signatures import Kind, vendor_of
from citewatch.core.content.thresholds import LIST_WORDS, NOTICE_WORDS, SHORT_WORDS, THIN_WORDS
from citewatch.core.content.wording import fold
from citewatch.core.urls import parse
from citewatch.core.verdict import Signal, Strength, Verdict


def parked(shown: Shown, url: str, citation: str) -> Signal | None:
    """The sign that the site is gone. A path or citation about domains may be about such pages;
    the name of the host, which is what was lost, says nothing of them.

    Only thin pages are looked at: news of a domain's sale is told in more words.
    """
    signal = (
        _suspended(shown) or _default_page(shown) or _for_sale(shown) or _promise(shown, citation)
    )
    if signal is not None and say.NAMES_DOMAIN.search(fold(f"{parse(url).path} {citation}")):
        return Signal(signal.reason, signal.points_to, Strength.SUPPORTING, signal.text)
    return signal


def _suspended(shown: Shown) -> Signal | None:
    if not shown.thinner_than(THIN_WORDS):
        return None
    marked = vendor_of(shown.page.markers, Kind.SUSPENDED) is not None
    title = first_only(shown.title_parts, say.SUSPENDED, say.SUSPENDED_FILLER)
    heading = first_only(shown.heading_parts, say.SUSPENDED, say.SUSPENDED_FILLER)
    if title or heading:
        return _dead("account-suspended", shown.said(title, heading))
    said = say.SUSPENDED.search(shown.lead) if shown.thinner_than(SHORT_WORDS) else None
    if said or marked:
        return _dead("account-suspended", "The page says that the site's account is suspended.")
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
        text = shown.said(title, heading) if title or heading else "It is a host's own page."
        return _dead("default-server-page", f"An unused web server answers. {text}")
    if sentence and shown.thinner_than(THIN_WORDS):
        return _dead("default-server-page", f"An unused web server says “{sentence[0]}”.")
    return None


def _for_sale(shown: Shown) -> Signal | None:
    if not shown.thinner_than(LIST_WORDS):
        return None
    named, said = say.FOR_SALE.search(shown.names), say.FOR_SALE.search(shown.text)
    adverts = say.ADVERTS.search(shown.text)
    vendor = vendor_of(shown.page.markers, Kind.PARKING)
    if vendor is not None and (named or said or adverts or shown.thinner_than(NOTICE_WORDS)):
        by = f" by {vendor}" if vendor else ""
        return _dead("parked-domain", f"The domain is parked{by}, with advertisements or an offer.")
    only_named = first_only(shown.title_parts, say.FOR_SALE, say.SALE_FILLER)
    short = shown.thinner_than(SHORT_WORDS) and not shown.has_headline
    found = named or (said if short else None)
    if found and (short or adverts or (only_named and said)):
        return _dead("parked-domain", f"The page says “{found[0].strip()}”.")
    return None


def _promise(shown: Shown, citation: str) -> Signal | None:
    """A promise of a site, where there was one to cite; a notice may be what is cited."""
    if not shown.thinner_than(NOTICE_WORDS):
        return None
    title = first_only(shown.title_parts, say.COMING, say.COMING_FILLER)
    heading = first_only(shown.heading_parts, say.COMING, say.COMING_FILLER)
    said = None if shown.has_headline else say.COMING.search(shown.lead)
    if not (title or heading or said):
        return None
    text = shown.said(title, heading) if title or heading else "The page promises a site to come."
    known = citation and not say.COMING.search(fold(citation))
    strength = Strength.DECISIVE if known else Strength.SUPPORTING
    return Signal("parked-domain", Verdict.DEAD, strength, text)


def _dead(reason: str, text: str) -> Signal:
    return Signal(reason, Verdict.DEAD, Strength.DECISIVE, text)
