"""DOIs: what the handle system says outweighs a landing page that is gone or refuses."""

from citewatch.core.evidence import LinkEvidence
from citewatch.core.finding import Finding, Remark, Signal
from citewatch.core.identifiers import handle_address, is_registered
from citewatch.core.judge.visits import judge_visit
from citewatch.core.reasons.living import PERSISTENT_IDENTIFIER
from citewatch.core.reasons.signs import HANDLE_UNKNOWN
from citewatch.core.verdict import Verdict


def handle_wanted(evidence: LinkEvidence) -> str | None:
    """Where to ask whether a DOI is registered; None where its page answers, or was asked for."""
    address = handle_address(evidence.url)
    if address is None or evidence.handle is not None or not evidence.looks[-1].asked:
        return None
    return address if _in_doubt(judge_visit(evidence.url, evidence.looks[-1])) else None


def judge_handle(found: Finding, evidence: LinkEvidence) -> Finding:
    """`found`, unless the handle system knows the DOI: then it is one, and lasts."""
    known = is_registered(evidence.handle)
    if known is None or not _in_doubt(found):
        return found
    if not known:
        return found.remarked(Remark(HANDLE_UNKNOWN))
    landing = Signal(found.reason, found.facts)
    return Finding(PERSISTENT_IDENTIFIER, signals=(*found.signals, landing), before=found)


def _in_doubt(found: Finding) -> bool:
    return found.verdict is Verdict.DEAD or found.verdict.is_open
