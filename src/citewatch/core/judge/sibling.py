"""The sibling probe: what a neighbouring name that cannot exist tells about a suspect answer."""

import re
from dataclasses import replace

from citewatch.core.content.sibling import compare_sibling, sibling_address
from citewatch.core.evidence import LinkEvidence, Visit
from citewatch.core.judge.finding import finding
from citewatch.core.judge.visits import content_of, judge_visit
from citewatch.core.reasons import REASONS
from citewatch.core.urls import parse, same_place
from citewatch.core.verdict import Finding, Signal, Verdict

_WORD = re.compile(r"[^\W\d_]{4,}")
_SLUG_WORDS = 2
"""Words of a page's address that its title or new address must share to be about the same."""

_GONE = frozenset({Verdict.DEAD, Verdict.CHANGED})
_BEYOND_DOUBT = frozenset({Verdict.DEAD, Verdict.BLOCKED})
_SUSPECT_REDIRECTS = frozenset(
    {
        "redirect-permanent",
        "redirect-temporary",
        "redirect-to-section",
        "redirect-to-stranger",
    }
)
"""Redirects that a site may make for every address it does not know."""


def sibling_wanted(evidence: LinkEvidence, citation: str) -> str | None:
    """The address of the sibling to ask for, or None where there is no suspicion to settle."""
    look = evidence.looks[-1]
    if evidence.sibling is not None or look.failure is not None or look.page is None:
        return None
    found = judge_visit(evidence.url, look, citation)
    suspect = found.reason in _SUSPECT_REDIRECTS or (
        found.verdict is Verdict.OK and content_of(evidence.url, look, citation).suspect
    )
    return sibling_address(evidence.url) if suspect else None


def judge_sibling(found: Finding, evidence: LinkEvidence, look: Visit, citation: str) -> Finding:
    """`found`, unless the sibling shows that the site answers every address like this one."""
    sibling = evidence.sibling
    if found.verdict in _BEYOND_DOUBT or sibling is None or sibling.failure is not None:
        return found
    if look.page is None or look.final_url is None or sibling.final_url is None:
        return found
    signal = compare_sibling(
        look.page, look.final_url, sibling.page, sibling.status or 0, sibling.final_url
    )
    if signal is None or content_of(evidence.url, look, citation).identified:
        return found
    if signal.points_to is not Verdict.DEAD:
        return replace(found, signals=(*found.signals, signal))
    if same_place(sibling.final_url, evidence.url) or _names_page(evidence.url, look):
        # Sites that go by a number in the path give one article under any name beside it.
        return found
    return _confirmed(found, signal)


def _confirmed(found: Finding, signal: Signal) -> Finding:
    """The doubt about a page that its sibling's equal answer confirms; the title's comes last."""
    doubts = [one for one in found.signals if one.points_to in _GONE and one.reason in REASONS]
    worded = [one for one in doubts if one.reason != "title-mismatch"]
    signals = (*found.signals, signal)
    if not worded and (not doubts or found.reason in _SUSPECT_REDIRECTS):
        return finding(signal.reason, signal.text, signals=signals)
    doubt = (worded or doubts)[0]
    return finding(doubt.reason, f"{doubt.text} {signal.text}", signals=signals)


def _names_page(url: str, look: Visit) -> bool:
    """Whether the cited address names the very page that was found, in words of its own."""
    slugs = [set(_WORD.findall(part.lower())) for part in parse(url).path.split("/")]
    slug: set[str] = next((w for w in reversed(slugs) if len(w) >= _SLUG_WORDS), set())
    if look.page is None:
        return False
    end = parse(look.final_url or url).path
    moved_to = end if end != parse(url).path else ""
    there = f"{look.page.title} {' '.join(look.page.headings)} {moved_to}"
    return len(slug & set(_WORD.findall(there.lower()))) >= _SLUG_WORDS
