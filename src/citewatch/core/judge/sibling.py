"""The sibling probe: what a neighbouring name that cannot exist tells about a suspect answer."""

from dataclasses import replace

from citewatch.core.content.sibling import compare_sibling, sibling_address
from citewatch.core.evidence import LinkEvidence, Visit
from citewatch.core.judge.finding import finding
from citewatch.core.judge.visits import content_of, judge_visit
from citewatch.core.reasons import REASONS
from citewatch.core.verdict import Finding, Signal, Verdict

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
    signals = (*found.signals, signal)
    if signal.points_to is not Verdict.DEAD:
        return replace(found, signals=signals)
    suspicion = next(filter(_is_suspicion, found.signals), None)
    if suspicion is None:
        return finding(signal.reason, signal.text, signals=signals)
    return finding(suspicion.reason, f"{suspicion.text} {signal.text}", signals=signals)


def _is_suspicion(signal: Signal) -> bool:
    """A doubt about the page that its sibling's equal answer turns into a finding."""
    return (
        signal.reason in REASONS
        and signal.reason != "title-mismatch"
        and (signal.points_to in _GONE)
    )
