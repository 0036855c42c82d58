"""DOIs: what the handle system says outweighs a landing page that is gone or refuses."""

from citewatch.core.finding import Finding, Remark, Signal
from citewatch.core.identifiers import handle_address, is_registered
from citewatch.core.judge.sightings import Sightings
from citewatch.core.probe import Purpose
from citewatch.core.reasons.living import PERSISTENT_IDENTIFIER
from citewatch.core.reasons.signs import HANDLE_UNKNOWN
from citewatch.core.verdict import Verdict


def handle_wanted(sightings: Sightings) -> str | None:
    """Where to ask whether a DOI is registered; None where its page answers, or was asked for."""
    last = sightings.looks[-1]
    if not _in_doubt(last.found) or not last.visit.asked or sightings.visit(Purpose.HANDLE):
        return None
    return handle_address(sightings.address)


def judge_handle(found: Finding, sightings: Sightings) -> Finding:
    """`found`, unless the handle system knows the DOI: then it is one, and lasts."""
    known = is_registered(sightings.visit(Purpose.HANDLE))
    if known is None or not _in_doubt(found):
        return found
    if not known:
        return found.remarked(Remark(HANDLE_UNKNOWN))
    landing = Signal(found.reason, found.facts)
    return Finding(PERSISTENT_IDENTIFIER, signals=(*found.signals, landing), before=found)


def _in_doubt(found: Finding) -> bool:
    return found.verdict is Verdict.DEAD or found.verdict.is_open
