"""Pages that report a fault of the server while their status says that all is well."""

from citewatch.core.content import vocabulary as say
from citewatch.core.content.labels import first_only
from citewatch.core.content.shown import Shown
from citewatch.core.content.thresholds import SHORT_WORDS, THIN_WORDS
from citewatch.core.facts import Facts
from citewatch.core.finding import Signal, Strength
from citewatch.core.reasons.wayward import ERROR_PAGE


def server_error(shown: Shown) -> Signal | None:
    """The sign that a page reports a fault that may pass."""
    if not shown.thinner_than(THIN_WORDS):
        return None
    title = first_only(shown.title_parts, say.FAULT, say.FAULT_FILLER)
    heading = first_only(shown.heading_parts, say.FAULT, say.FAULT_FILLER)
    told = shown.thinner_than(SHORT_WORDS) and not shown.has_headline
    sentence = say.FAULT_SENTENCE.search(shown.lead) if told else None
    if title or heading:
        return Signal(ERROR_PAGE, shown.said(title, heading), Strength.DECISIVE)
    return Signal(ERROR_PAGE, Facts(phrase=sentence[0]), Strength.DECISIVE) if sentence else None
