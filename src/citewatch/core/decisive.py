"""Which of the visits to a link tells what stands there."""

from collections.abc import Sequence

from citewatch.core.evidence import Visit
from citewatch.core.probe import Probe, Purpose

OWN = (Purpose.LOOK, Purpose.HTTPS, Purpose.BROWSER)
"""The purposes whose visits are to the address itself."""


def decisive_visit(probes: Sequence[Probe]) -> Visit | None:
    """The last look that ended with a page; where none did, the last that made a request.

    A browser that was refused tells less than a look that was not.
    """
    with_request = None
    for probe in reversed(probes):
        visit = probe.visit
        if visit is None or probe.purpose not in OWN or probe.question.about:
            continue
        if visit.page is not None and not _is_refused(probe.purpose, visit):
            return visit
        if with_request is None and visit.hops:
            with_request = visit
    return with_request


def _is_refused(purpose: Purpose, visit: Visit) -> bool:
    return purpose is Purpose.BROWSER and (visit.status or 0) >= 300


def last_status(probes: Sequence[Probe]) -> int | None:
    """The HTTP status at the end of that look, or None where nothing answered."""
    visit = decisive_visit(probes)
    return visit.status if visit else None
