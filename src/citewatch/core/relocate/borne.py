"""Addresses that the last good capture bears itself: its canonical address and its DOI."""

from citewatch.core import url_kinds
from citewatch.core.facts import Facts
from citewatch.core.finding import Signal
from citewatch.core.identifiers import doi_address
from citewatch.core.memento import is_archive_address
from citewatch.core.reasons.signs import TRAIL_CANONICAL, TRAIL_IDENTIFIER
from citewatch.core.relocate.candidate import Candidate, Trail
from citewatch.core.snapshot import Snapshot
from citewatch.core.urls import Url, owner, url_of


def borne_by(snapshot: Snapshot, address: Url) -> list[Candidate]:
    """Candidates that the capture names.

    A canonical address on another owner's site names where a text was taken from as often as
    where it stands, so it proves nothing alone.
    """
    day = Facts(snapshot=snapshot.captured_at.date().isoformat())
    found: list[Candidate] = []
    if named := _canonical(snapshot.canonical, address):
        why = Signal(TRAIL_CANONICAL, day)
        same = owner(named.host) == owner(address.host)
        found.append(Candidate(named.without_fragment, Trail.CANONICAL, why, proves=same))
    if snapshot.doi and (doi := doi_address(snapshot.doi)):
        why = Signal(TRAIL_IDENTIFIER, day)
        found.append(Candidate(doi, Trail.IDENTIFIER, why, proves=True))
    return found


def _canonical(canonical: str, address: Url) -> Url | None:
    named = url_of(canonical)
    if named is None or named.without_fragment == address.without_fragment:
        return None
    return None if is_archive_address(named) or url_kinds.is_home(named) else named
