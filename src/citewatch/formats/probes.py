"""The probes of one link, sorted by what they were made for, and in a few words."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from citewatch.core.evidence import Visit
from citewatch.core.probe import Glimpse, Probe, Purpose
from citewatch.core.snapshot import Snapshot
from citewatch.formats.wording import count, day

BESIDE: dict[Purpose, str] = {
    Purpose.HTTPS: "The same address on https",
    Purpose.SIBLING: "A neighbouring name that cannot exist",
    Purpose.FRONT_PAGE: "The site's front page",
    Purpose.HANDLE: "The handle system",
    Purpose.BROWSER: "A browser",
    Purpose.CAPTURE: "The captured bytes alone",
}
"""What is visited beside the address itself to understand its answer."""

_TIMES = {1: "once", 2: "twice"}


def visits(probes: Sequence[Probe], purpose: Purpose) -> list[Visit]:
    """The visits of one purpose, in order of time."""
    return [probe.visit for probe in probes if probe.visit and probe.purpose is purpose]


def glimpses(probes: Sequence[Probe], purpose: Purpose) -> list[Snapshot | None]:
    """The captures glimpsed for a purpose; None for one that was asked for in vain."""
    own = (probe.saw for probe in probes if probe.purpose is purpose)
    return [saw.snapshot for saw in own if isinstance(saw, Glimpse)]


def in_brief(probes: Sequence[Probe]) -> str:
    """All of them in one line, without addresses; "" for none."""
    line = "; ".join(_parts(probes))
    return f"{line[0].upper()}{line[1:]}." if line else ""


def _parts(probes: Sequence[Probe]) -> Iterator[str]:
    looks = visits(probes, Purpose.LOOK)
    if looks:
        outcomes = [outcome for outcome, _ in groupby(map(_outcome, looks))]
        times = _TIMES.get(len(looks), f"{len(looks)} times")
        yield f"looked {times}: {', then '.join(outcomes)}"
    for purpose, what in BESIDE.items():
        for visit in visits(probes, purpose):
            yield f"{what[0].lower()}{what[1:]}: {_outcome(visit)}"
    for taken in glimpses(probes, Purpose.GLIMPSE):
        if taken is not None:
            yield f"held against a capture of {day(taken.captured_at)}"
    for taken in glimpses(probes, Purpose.RECENT):
        if taken is not None:
            yield f"held against the newest capture, of {day(taken.captured_at)}"
    tried = len(visits(probes, Purpose.CANDIDATE))
    if tried:
        yield f"{count(tried, 'other place')} visited in search of it"


def _outcome(visit: Visit) -> str:
    if visit.failure is not None:
        seen = "no answer" if visit.status is None else f"{visit.status}"
        return f"{seen} ({visit.failure})"
    return "no request was made" if visit.status is None else f"{visit.status}"
