"""DOIs: what the handle system says outweighs a landing page that is gone or refuses."""

from dataclasses import replace

from citewatch.core.evidence import LinkEvidence
from citewatch.core.identifiers import handle_address, is_registered
from citewatch.core.judge.finding import finding
from citewatch.core.judge.visits import judge_visit
from citewatch.core.verdict import Finding, Signal, Strength, Verdict

_IN_DOUBT = frozenset({Verdict.DEAD, Verdict.BLOCKED, Verdict.UNREACHABLE})


def handle_wanted(evidence: LinkEvidence) -> str | None:
    """Where to ask whether a DOI is registered; None where its page answers, or was asked for."""
    address = handle_address(evidence.url)
    if address is None or evidence.handle is not None or not evidence.looks[-1].asked:
        return None
    found = judge_visit(evidence.url, evidence.looks[-1])
    return address if found.verdict in _IN_DOUBT else None


def judge_handle(found: Finding, evidence: LinkEvidence) -> Finding:
    """`found`, unless the handle system knows the DOI: then it is one, and lasts."""
    known = is_registered(evidence.handle)
    if known is None or found.verdict not in _IN_DOUBT:
        return found
    if not known:
        return replace(found, detail=f"{found.detail} The handle system does not know this DOI.")
    landing = Signal(found.reason, found.verdict, Strength.SUPPORTING, found.detail)
    detail = "The handle system knows this DOI; its page was not seen: "
    return finding(
        "persistent-identifier",
        f"{detail}{found.detail[:1].lower()}{found.detail[1:]}",
        signals=(*found.signals, landing),
    )
