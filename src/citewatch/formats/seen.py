"""What was seen of a link, a line for each thing, in words and in what they name.

What a line names stands apart from its words, so that each format can show it in its own way.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from citewatch.core.company import Company
from citewatch.core.evidence import Visit
from citewatch.core.probe import Leads, Listing, Probe, Purpose
from citewatch.core.snapshot import Snapshot
from citewatch.formats.probes import BESIDE, glimpses, visits
from citewatch.formats.wording import day

_LONGEST_TITLE = 200
_CANDIDATES_SHOWN = 5
_ADDRESSES_SHOWN = 5

_LEADS = {
    Purpose.REDIRECTS: "Where an archive saw it lead",
    Purpose.NEIGHBOURS: "Where an archive saw its neighbours lead",
}


class Address(Struct, frozen=True):
    """An address within a line."""

    url: str


class Quoted(Struct, frozen=True):
    """Words within a line that are not ours: a page's title, the name of a failure."""

    text: str


Seen = tuple[str | Address | Quoted, ...]
"""One line: our words, and what they name. It has no full stop yet."""


def seen_lines(probes: Sequence[Probe]) -> Iterator[Seen]:
    """A line for each thing that was seen; looks that agree share one."""
    yield from _looks(visits(probes, Purpose.LOOK))
    for purpose, what in BESIDE.items():
        yield from ((f"{what}: ", *_chain(visit)) for visit in visits(probes, purpose))
    for taken in glimpses(probes, Purpose.GLIMPSE):
        yield ("A capture to compare with: ", *_taken(taken, "none was seen"))
    for taken in glimpses(probes, Purpose.RECENT):
        yield ("The newest capture: ", *_taken(taken, "none of the last weeks was seen"))
    yield from filter(None, map(_trail, probes))
    yield from _candidates(visits(probes, Purpose.CANDIDATE))
    frames = visits(probes, Purpose.FRAME)
    yield from (("A name that cannot exist there: ", *_chain(visit)) for visit in frames)


def _taken(taken: Snapshot | None, otherwise: str) -> Seen:
    return (Address(taken.url), f", {day(taken.captured_at)}") if taken else (otherwise,)


def _looks(looks: Sequence[Visit]) -> Iterator[Seen]:
    alike: dict[Seen, list[str]] = {}
    for number, visit in enumerate(looks, 1):
        alike.setdefault(_chain(visit), []).append(str(number))
    for chain, numbers in alike.items():
        which = "Look" if len(numbers) == 1 else "Looks"
        yield (f"{which} {' and '.join(numbers)}: ", *chain)


def _trail(probe: Probe) -> Seen:
    """Where it was asked for the way to a lost source."""
    saw = probe.saw
    if isinstance(saw, Leads):
        what = _LEADS[probe.purpose]
        if saw.redirects is None:
            return (f"{what}: it did not say",)
        targets = list(dict.fromkeys(lead.target for lead in saw.redirects))
        return (f"{what}: ", *(_addresses(targets) or ("it named no redirect",)))
    if isinstance(saw, Company) and len(saw.fellows) > 1:
        fellows = _addresses([fellow.address for fellow in saw.fellows])
        return ("Cited addresses that end at ", Address(probe.question.asked), ": ", *fellows)
    if isinstance(saw, Listing):
        listed = _addresses(saw.addresses) or ("nothing that we were told of",)
        return ("What ", Address(probe.question.asked), " lists of a like name: ", *listed)
    return ()


def _candidates(tried: Sequence[Visit]) -> Iterator[Seen]:
    for visit in tried[:_CANDIDATES_SHOWN]:
        yield ("A place where it may be now: ", *_chain(visit))
    left = len(tried) - _CANDIDATES_SHOWN
    if left > 0:
        yield (f"And {left} more such {'place' if left == 1 else 'places'}",)


def _addresses(urls: Sequence[str]) -> Seen:
    named = _joined([(Address(url),) for url in urls[:_ADDRESSES_SHOWN]], ", ")
    left = len(urls) - _ADDRESSES_SHOWN
    return (*named, f" and {left} more") if left > 0 else named


def _chain(visit: Visit) -> Seen:
    steps: list[Seen] = [
        (Address(hop.url), " gave no answer" if hop.status is None else f" answered {hop.status}")
        for hop in visit.hops
    ]
    chain = _joined(steps, ", then ") or ("no request was made",)
    if visit.failure is not None:
        return (*chain, " (", Quoted(visit.failure), ")")
    if visit.page is not None and visit.page.title:
        return (*chain, ", a page titled ", Quoted(visit.page.title[:_LONGEST_TITLE]))
    return chain


def _joined(parts: Sequence[Seen], between: str) -> Seen:
    joined: list[str | Address | Quoted] = []
    for part in parts:
        joined += [between, *part] if joined else part
    return tuple(joined)
