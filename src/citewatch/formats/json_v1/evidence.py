"""The probes that a finding rests on, in order of time: requests, what they ended with, and so on.

A probe has an entry for each thing that it brought; one that brought none of them has one of its
own, so that every probe is there.
"""

from collections.abc import Iterator, Sequence

from citewatch.core.company import Company
from citewatch.core.display import show, show_address
from citewatch.core.evidence import Hop, Visit
from citewatch.core.probe import Elsewhere, Glimpse, Leads, Listing, Probe, Purpose
from citewatch.core.snapshot import ArchiveAnswer, ArchiveCall, Snapshot
from citewatch.formats.json_v1.values import Fields, address, time, title
from citewatch.formats.wording import count, day

_ADDRESSES_AT_MOST = 20
"""Of the addresses that one probe brought."""


def evidence(probes: Sequence[Probe]) -> Iterator[Fields]:
    """The entries of some probes; their visits are numbered from 1, as `look`."""
    visits = 0
    for probe in probes:
        visits += probe.visit is not None
        entries = list(_entries(probe, visits))
        yield from entries or [_own(probe)]


def _entries(probe: Probe, number: int) -> Iterator[Fields]:
    if isinstance(probe.saw, Visit):
        yield from _visit(probe.purpose, number, probe.saw)
    elif isinstance(probe.saw, ArchiveAnswer):
        yield from (_call(probe.purpose, call) for call in probe.saw.calls)


def _visit(purpose: Purpose, number: int, visit: Visit) -> Iterator[Fields]:
    for hop in visit.hops:
        yield _request(purpose, number, hop)
    if visit.failure is not None:
        yield {
            "kind": "failure",
            "purpose": purpose.value,
            "look": number,
            "failure": visit.failure.value,
            "text": show(visit.failure_text),
        }
    if visit.page is not None:
        yield {
            "kind": "page",
            "purpose": purpose.value,
            "look": number,
            "media_type": show(visit.page.media_type),
            "title": title(visit.page.title),
            "bytes": visit.page.bytes_read,
        }


def _request(purpose: Purpose, number: int, hop: Hop) -> Fields:
    return {
        "kind": "request",
        "purpose": purpose.value,
        "look": number,
        "url": show_address(hop.url),
        "status": hop.status,
        "target": address(hop.target),
        "permanent": hop.permanent,
        "at": time(hop.at),
        "seconds": round(hop.seconds, 3),
        "address": hop.address,
    }


def _call(purpose: Purpose, call: ArchiveCall) -> Fields:
    return {
        "kind": "archive-call",
        "purpose": purpose.value,
        "url": show_address(call.url),
        "status": call.status,
        "meaning": show(call.meaning),
        "at": time(call.at),
    }


def _own(probe: Probe) -> Fields:
    found, meaning = _brought(probe)
    return {
        "kind": "probe",
        "purpose": probe.purpose.value,
        "url": show_address(probe.question.asked),
        "at": time(probe.at),
        "found": None if found is None else list(map(show_address, found[:_ADDRESSES_AT_MOST])),
        "meaning": show(meaning),
    }


def _brought(probe: Probe) -> tuple[Sequence[str] | None, str]:
    """The addresses that a probe brought (None where it was not told), and all that in words."""
    match probe.saw:
        case Glimpse(None) if probe.purpose is Purpose.RECENT:
            found, meaning = None, "No capture of the last weeks was seen."
        case Glimpse(None):
            found, meaning = None, "No capture to compare with was seen."
        case Glimpse(Snapshot() as taken):
            found, meaning = [taken.url], f"A capture of {day(taken.captured_at)}."
        case Leads(None):
            found, meaning = None, "The archive did not say."
        case Leads(tuple() as redirects):
            found = list(dict.fromkeys(lead.target for lead in redirects))
            meaning = _led_to(probe.purpose, found)
        case Company() as company:
            found, meaning = [one.address for one in company.fellows], _shared(company)
        case Elsewhere(served):
            found = [] if served is None else [served]
            meaning = f"Its host served this audit {'another page' if served else 'nothing else'}."
        case Listing(addresses):
            found, meaning = list(addresses), _listed(addresses)
        case ArchiveAnswer() as answer:
            found = [answer.snapshot.url] if answer.snapshot else None
            meaning = answer.why
        case _:
            found, meaning = None, "No request was made."
    return found, meaning


def _led_to(purpose: Purpose, targets: Sequence[str]) -> str:
    if not targets:
        return "The archive named no redirect."
    what = "its neighbours" if purpose is Purpose.NEIGHBOURS else "it"
    return f"The archive saw {what} lead to {_addresses(targets)}."


def _shared(company: Company) -> str:
    if not company.fellows:
        return "No other cited address ends there."
    also = " The page is cited itself." if company.is_cited else ""
    return f"{count(len(company.fellows), 'cited link')} of this audit lead there.{also}"


def _listed(urls: Sequence[str]) -> str:
    if not urls:
        return "The site told us of no address of a like name."
    return f"The site lists {_addresses(urls)} of a like name."


def _addresses(urls: Sequence[str]) -> str:
    """The one address itself, or how many there are."""
    return show_address(urls[0]) if len(urls) == 1 else f"{len(urls):,} addresses"
