"""Which of the visits to a link tells what stands there."""

from collections.abc import Sequence

from citewatch.core.evidence import Visit
from citewatch.core.probe import Probe, Purpose

_OWN = frozenset({Purpose.LOOK, Purpose.HTTPS})


def decisive_visit(probes: Sequence[Probe]) -> Visit | None:
    """The last look that ended with a page; where none did, the last that made a request."""
    visits = [probe.visit for probe in probes if probe.visit and probe.purpose in _OWN]
    with_page = [visit for visit in visits if visit.page is not None]
    with_request = [visit for visit in visits if visit.hops]
    chosen = with_page or with_request
    return chosen[-1] if chosen else None


def last_status(probes: Sequence[Probe]) -> int | None:
    """The HTTP status at the end of that look, or None where nothing answered."""
    visit = decisive_visit(probes)
    return visit.status if visit else None
