"""Whether a living page is still the source: against its snapshot, and against quoted words."""

import re

from citewatch.core.citation import Citation
from citewatch.core.content.drift import Drift, compare
from citewatch.core.content.quote import Found, QuoteMatch, find_quote
from citewatch.core.content.wording import segments
from citewatch.core.evidence import Page
from citewatch.core.facts import NO_FACTS, Facts
from citewatch.core.finding import Finding, Signal, Strength
from citewatch.core.reasons.content import PAGE_DRIFTED, QUOTE_MISSING, TITLE_MISMATCH
from citewatch.core.reasons.signs import (
    QUOTE_FOUND,
    QUOTE_UNREAD,
    SAME_TEXT,
    TEXT_DRIFTED,
    TITLE_MATCH,
)
from citewatch.core.snapshot import Snapshot

_WORD = re.compile(r"[^\W_]{3,}")
_READABLE_WORDS = 100
"""A page with less text may hold its words in pictures or fetch them later. A judgement."""


def judge_against_earlier(
    found: Finding, page: Page, citation: Citation, earlier: Snapshot | None
) -> Finding:
    """`found` on a living page, unless its quote is gone or its text is another one now."""
    if not found.verdict.is_alive:
        return found
    if page.is_unread:
        return found.seen(Signal(QUOTE_UNREAD)) if citation.quote else found
    if citation.quote:
        found = _judge_quote(found, page, citation.quote, earlier)
    if found.verdict.is_alive and earlier is not None and earlier.text:
        found = _judge_drift(found, page, earlier)
    return found


def _judge_quote(found: Finding, page: Page, quote: str, earlier: Snapshot | None) -> Finding:
    match = find_quote(quote, page.text)
    if match.found is not Found.MISSING:
        return found.seen(Signal(QUOTE_FOUND, _how_found(match), Strength.DECISIVE))
    if not _is_readable(page):
        return found.seen(Signal(QUOTE_UNREAD))
    return Finding(QUOTE_MISSING, _last_stood(quote, earlier), signals=found.signals)


def _how_found(match: QuoteMatch) -> Facts:
    if match.found is Found.REWORDED:
        return Facts(passage=match.passage)
    return Facts(differs="punctuation") if match.found is Found.NORMALISED else NO_FACTS


def _last_stood(quote: str, earlier: Snapshot | None) -> Facts:
    if earlier is None or not earlier.text:
        return NO_FACTS
    day = earlier.captured_at.date().isoformat()
    missed = find_quote(quote, earlier.text).found is Found.MISSING
    return Facts(missed=day) if missed else Facts(stood=day)


def _is_readable(page: Page) -> bool:
    whole = not (page.text_cut or page.truncated or page.paid)
    is_text = "html" in page.media_type or page.media_type == "application/pdf"
    return whole and page.words >= _READABLE_WORDS and is_text


def _judge_drift(found: Finding, page: Page, earlier: Snapshot) -> Finding:
    comparison = compare(earlier.text, page.text)
    if comparison.drift is Drift.NOT_COMPARABLE:
        return found
    day = earlier.captured_at.date().isoformat()
    same = comparison.drift in (Drift.SAME, Drift.EDITED)
    kept = Facts(percent=round(100 * comparison.kept), snapshot=day)
    signal = Signal(SAME_TEXT if same else TEXT_DRIFTED, kept)
    found = found.seen(signal)
    if comparison.drift is not Drift.UNRELATED or found.has(TITLE_MATCH) or found.has(QUOTE_FOUND):
        return found
    if _titles_alike(page.title, earlier.title):
        return found  # a page that is written anew all the time, under one name
    reason = TITLE_MISMATCH if found.has(TITLE_MISMATCH) else PAGE_DRIFTED
    titles = Facts(was=earlier.title, now=page.title)
    return Finding(reason, titles, signals=found.signals, remarks=(signal.remark,))


def _titles_alike(one: str, other: str) -> bool:
    """Whether two titles of one site name one page: half the words of the shorter one are shared.

    What both have from the site (its name behind a bar) does not count.
    """
    first, second = set(segments(one)), set(segments(other))
    words = [
        {word for part in mine - others for word in _WORD.findall(part)}
        for mine, others in ((first, second), (second, first))
    ]
    return 2 * len(words[0] & words[1]) >= min(map(len, words))
