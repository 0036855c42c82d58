"""Whether a living page is still the source: against its snapshot, and against quoted words."""

import re
from dataclasses import replace

from citewatch.core.citation import Citation
from citewatch.core.content.drift import Comparison, Drift, compare
from citewatch.core.content.quote import Found, QuoteMatch, find_quote
from citewatch.core.content.wording import segments
from citewatch.core.evidence import Page
from citewatch.core.judge.finding import finding
from citewatch.core.memento import spoken_date
from citewatch.core.snapshot import Snapshot
from citewatch.core.verdict import Finding, Signal, Strength, Verdict

_ALIVE = frozenset({Verdict.OK, Verdict.MOVED})
_WORD = re.compile(r"[^\W_]{3,}")
_READABLE_WORDS = 100
"""A page with less text may hold its words in pictures or fetch them later. A judgement."""

_HOW_FOUND = {
    Found.EXACT: "The quoted words stand in the page.",
    Found.NORMALISED: "The quoted words stand in the page, but for punctuation.",
    Found.REWORDED: "The quoted words stand in the page nearly so: “{passage}”.",
}


def judge_against_earlier(
    found: Finding, page: Page, citation: Citation, earlier: Snapshot | None
) -> Finding:
    """`found` on a living page, unless its quote is gone or its text is another one now."""
    if found.verdict not in _ALIVE:
        return found
    if citation.quote:
        found = _judge_quote(found, page, citation.quote, earlier)
    if found.verdict in _ALIVE and earlier is not None and earlier.text:
        found = _judge_drift(found, page, earlier)
    return found


def _judge_quote(found: Finding, page: Page, quote: str, earlier: Snapshot | None) -> Finding:
    match = find_quote(quote, page.text)
    if match.found is not Found.MISSING:
        text = _HOW_FOUND[match.found].format(passage=match.passage)
        return _with(found, Signal("quote-found", Verdict.OK, Strength.DECISIVE, text))
    if not _is_readable(page):
        text = "The quoted words were looked for, but the page's text could not be read whole."
        return _with(found, Signal("quote-unread", Verdict.OK, Strength.SUPPORTING, text))
    text = f"The quoted words do not stand in the page any more.{_last_stood(quote, earlier)}"
    return finding("quote-missing", text, signals=found.signals)


def _last_stood(quote: str, earlier: Snapshot | None) -> str:
    if earlier is None or not earlier.text:
        return ""
    match: QuoteMatch = find_quote(quote, earlier.text)
    day = spoken_date(earlier.captured_at.date())
    if match.found is Found.MISSING:
        return f" Nor did they stand in the snapshot of {day}."
    return f" They stood in the snapshot of {day}."


def _is_readable(page: Page) -> bool:
    whole = not (page.text_cut or page.truncated or page.paid)
    is_text = "html" in page.media_type or page.media_type == "application/pdf"
    return whole and page.words >= _READABLE_WORDS and is_text


def _judge_drift(found: Finding, page: Page, earlier: Snapshot) -> Finding:
    comparison = compare(earlier.text, page.text)
    if comparison.drift is Drift.NOT_COMPARABLE:
        return found
    signal = _drift_signal(comparison, spoken_date(earlier.captured_at.date()))
    found = _with(found, signal)
    if comparison.drift is not Drift.UNRELATED or _speaks_for(found, "title-match", "quote-found"):
        return found
    if _titles_alike(page.title, earlier.title):
        return found  # a page that is written anew all the time, under one name
    reason = "title-mismatch" if _speaks_for(found, "title-mismatch") else "page-drifted"
    detail = f"{signal.text} It was titled “{earlier.title}”, and is now titled “{page.title}”."
    return finding(reason, detail, signals=found.signals)


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


def _drift_signal(comparison: Comparison, day: str) -> Signal:
    kept = f"{round(100 * comparison.kept)} % of the text in the snapshot of {day} still stands"
    if comparison.drift in (Drift.SAME, Drift.EDITED):
        return Signal("same-text", Verdict.OK, Strength.SUPPORTING, f"{kept}.")
    return Signal("text-drifted", Verdict.CHANGED, Strength.SUPPORTING, f"Only {kept}.")


def _with(found: Finding, signal: Signal) -> Finding:
    return replace(found, signals=(*found.signals, signal))


def _speaks_for(found: Finding, *reasons: str) -> bool:
    return any(signal.reason in reasons for signal in found.signals)
