"""The search for one lost source: what it starts from, and what was tried so far."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from citewatch.auditing.case import Case
from citewatch.core.display import holds_secret
from citewatch.core.relocate.borne import borne_by
from citewatch.core.relocate.candidate import Candidate, Trail
from citewatch.core.relocate.rules import Move
from citewatch.core.relocate.signs import Lost
from citewatch.core.relocate.weigh import Standing, Weighed
from citewatch.core.urls import parse, same_place
from citewatch.core.verdict import Verdict

if TYPE_CHECKING:
    from citewatch.core.snapshot import Snapshot

VISITS_AT_MOST = 8
"""Candidates visited for one link."""

_FRAMES_AT_MOST = 2
_CAPTURES_AT_MOST = 6
_ALIVE = frozenset({Verdict.OK, Verdict.MOVED})


@dataclass
class Hunt:
    """The search for one source: what was tried, and the best that may not be offered."""

    case: Case
    address: str
    lost: Lost
    visits: int = VISITS_AT_MOST
    tried: set[str] = field(default_factory=set)
    perhaps: tuple[Candidate, Weighed] | None = None

    def may_try(self, candidate: Candidate) -> bool:
        """Whether a candidate is new and the link's visits are not used up."""
        if holds_secret(candidate.url):
            return False
        return candidate.url not in self.tried and len(self.tried) < self.visits

    def note(self, candidate: Candidate, weighed: Weighed) -> None:
        """Remember the first candidate that a person may look at."""
        if weighed.standing is Standing.MENTIONED and self.perhaps is None:
            self.perhaps = candidate, weighed


def open_hunt(case: Case) -> Hunt | None:
    """The search for the source of a case; None where it has no address to begin with."""
    if case.address is None:
        return None
    earlier = (case.archive.snapshot if case.archive else None) or case.earlier
    return Hunt(case, case.address, Lost(case.address, case.citation, earlier))


def show_frames(hunts: Sequence[Hunt]) -> None:
    """Tell each search what the captures of its site's other pages held.

    A capture of the same title may be the same source, so it is left out.
    """
    captures: dict[str, list[Snapshot]] = defaultdict(list)
    for hunt in hunts:
        taken = captures[parse(hunt.address).host]
        if hunt.lost.earlier is not None and len(taken) < _CAPTURES_AT_MOST:
            taken.append(hunt.lost.earlier)
    for hunt in hunts:
        own = hunt.lost.earlier
        others = [
            one for one in captures[parse(hunt.address).host] if own and one.title != own.title
        ]
        frames = tuple(one.text for one in others[:_FRAMES_AT_MOST])
        hunt.lost = replace(hunt.lost, frames=frames)


def known_move(case: Case) -> Move | None:
    """The move of a living link that is redirected to another place."""
    looks = case.evidence.looks if case.evidence else ()
    if case.address is None or case.finding is None or not looks:
        return None
    end, page = looks[-1].final_url, looks[-1].page
    if case.finding.verdict not in _ALIVE or end is None or same_place(case.address, end):
        return None
    if case.finding.reason == "persistent-identifier":
        return None
    return Move(case.address, end, page.title if page else "")


def where_it_leads(hunt: Hunt) -> list[Candidate]:
    """The page that a link is sent to now, where that was not taken for the source."""
    looks = hunt.case.evidence.looks if hunt.case.evidence else ()
    end = looks[-1].final_url if looks else None
    lost = hunt.case.finding is None or hunt.case.finding.verdict is Verdict.DEAD
    if lost or end is None or same_place(end, hunt.address):
        return []
    return [Candidate(end, Trail.REDIRECT, "the cited address is redirected there")]


def borne(hunt: Hunt) -> list[Candidate]:
    """What the last good capture bears itself."""
    return borne_by(hunt.lost.earlier, hunt.address) if hunt.lost.earlier else []
