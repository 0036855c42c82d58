"""Cited captures that an archive does not show: whether the captured bytes are there all the same.

An archive's page may be another one than its capture (a frame around it, a notice of the day), so
that a capture is called withdrawn only where its bytes, asked for alone, are not given out either.
"""

from citewatch.core.cited_capture import raw_form
from citewatch.core.evidence import Visit
from citewatch.core.finding import Finding
from citewatch.core.judge.archive_notices import is_final, is_marked
from citewatch.core.judge.settle import another_look_helps, judge_looks
from citewatch.core.judge.sightings import Sightings
from citewatch.core.judge.visits import see
from citewatch.core.probe import Purpose
from citewatch.core.reasons.gone import CAPTURE_WITHDRAWN
from citewatch.core.reasons.wayward import ARCHIVE_NOTICE
from citewatch.core.urls import parse

_NO_CAPTURE = frozenset({404, 410})


def raw_wanted(sightings: Sightings) -> str | None:
    """Where to ask for the bytes of a cited capture alone; None where that settles nothing."""
    if sightings.visit(Purpose.CAPTURE) or another_look_helps(sightings):
        return None
    if judge_looks(sightings).reason is not CAPTURE_WITHDRAWN:
        return None
    return _raw_elsewhere(sightings)


def judge_raw(found: Finding, sightings: Sightings) -> Finding:
    """`found`, in the light of what came of asking for the captured bytes alone."""
    if found.reason is not CAPTURE_WITHDRAWN or _raw_elsewhere(sightings) is None:
        return found
    raw = sightings.visit(Purpose.CAPTURE)
    if raw is not None and raw.failure is None:
        if raw.status == 200 and is_marked(raw):
            return _as_seen(raw, sightings)
        if _says_no(raw):
            return found
    return Finding(ARCHIVE_NOTICE, found.facts, signals=found.signals, remarks=found.remarks)


def _raw_elsewhere(sightings: Sightings) -> str | None:
    """Where the bytes stand alone; None where the cited address is that place already."""
    raw = raw_form(sightings.address)
    return None if raw == sightings.address.without_fragment else raw


def _as_seen(raw: Visit, sightings: Sightings) -> Finding:
    """The capture is there: it is judged as any other page is."""
    return see(parse(raw.hops[0].url), raw, sightings.link.citation.text).found


def _says_no(raw: Visit) -> bool:
    """Whether the archive says of the bytes too that there is no such capture."""
    if raw.status in _NO_CAPTURE:
        return True
    return raw.page is not None and not is_marked(raw) and is_final(raw.status or 0, raw.page)
