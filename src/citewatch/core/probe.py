"""A probe: one observation of one address at one time, and the question that it answers.

All that is known of a link are probes. The second look, an audit that is taken up again and the
history are the same thing: probes of an address over time, and a rule for which one comes next.
"""

from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from citewatch.core.company import Company
from citewatch.core.evidence import Visit
from citewatch.core.snapshot import ArchiveAnswer, ArchivedRedirect, Snapshot, Wanted


class Purpose(StrEnum):
    """What a probe is made for."""

    LOOK = "look"
    """The cited address itself."""
    HTTPS = "https"
    """The same address on https, where nothing answers on http."""
    SIBLING = "sibling"
    """A neighbouring name that cannot exist, where a page is suspect."""
    FRONT_PAGE = "front-page"
    """The front page of its site, before the source is called dead."""
    SAME_HOST = "same-host"
    """What else its host has served to this audit, where the front page is refused too."""
    HANDLE = "handle"
    """What the handle system says of a DOI that does not lead to its source."""
    CAPTURE = "capture"
    """The bytes of a cited capture, where its archive answers with a page of its own."""
    BROWSER = "browser"
    """The cited address once more, in a real browser, which runs what the page brings along."""
    GLIMPSE = "glimpse"
    """The capture nearest to the day of the citation, to hold a living page against."""
    RECENT = "recent"
    """The newest capture, to hold a death or a silence against."""
    SNAPSHOT = "snapshot"
    """The verified capture to cite in place of a source in trouble."""
    CANDIDATE = "candidate"
    """An address where a lost source may live now."""
    FRAME = "frame"
    """A name that cannot exist on a candidate's site: what all its pages have in common."""
    REDIRECTS = "redirects"
    """Where an archive has seen the address lead."""
    NEIGHBOURS = "neighbours"
    """Where an archive has seen other addresses of the same directory lead."""
    SHARED_END = "shared-end"
    """What else that is cited in this audit ends at the same page."""
    SITE_MAP = "site-map"
    """What the site lists of itself under a like name."""


VISITS = frozenset(
    {
        Purpose.LOOK,
        Purpose.HTTPS,
        Purpose.SIBLING,
        Purpose.FRONT_PAGE,
        Purpose.HANDLE,
        Purpose.CAPTURE,
        Purpose.BROWSER,
        Purpose.CANDIDATE,
        Purpose.FRAME,
    }
)
"""Purposes that ask the live web."""

OF_THE_WEB = VISITS | {Purpose.SAME_HOST}
"""Purposes of whoever looks at the live web: visits, and what visits have shown."""

OF_ARCHIVES = frozenset(
    {
        Purpose.GLIMPSE,
        Purpose.RECENT,
        Purpose.SNAPSHOT,
        Purpose.REDIRECTS,
        Purpose.NEIGHBOURS,
    }
)
"""Purposes that ask a web archive, whose pace is its own."""


class Question(Struct, frozen=True):
    """What to observe: `asked` is the address, `turn` which look of its kind this is (from 1).

    `wanted` says which capture a citation needs; `since` (UTC) from when on captures matter;
    `about` is the address that the answer of another one is to be compared with, `titles` the
    names that its source is known by.
    """

    purpose: Purpose
    asked: str
    turn: int = 1
    wanted: Wanted | None = None
    since: datetime | None = None
    about: str = ""
    titles: tuple[str, ...] = ()


class Glimpse(Struct, frozen=True):
    """The capture that was glimpsed, or None where there is no real page or no answer."""

    snapshot: Snapshot | None


class Elsewhere(Struct, frozen=True):
    """Another address of the same host that was served in this run, or None where none was."""

    address: str | None


class Leads(Struct, frozen=True):
    """Archived redirects; None where the archive does not say, which is not "nowhere"."""

    redirects: tuple[ArchivedRedirect, ...] | None


class Listing(Struct, frozen=True):
    """Those of a site's own addresses that may be the source, the likeliest first."""

    addresses: tuple[str, ...]


Saw = Visit | ArchiveAnswer | Glimpse | Elsewhere | Company | Leads | Listing
"""What a probe can bring."""

SAW: dict[
    Purpose, type[Visit | ArchiveAnswer | Glimpse | Elsewhere | Company | Leads | Listing]
] = {
    **dict.fromkeys(VISITS, Visit),
    Purpose.SAME_HOST: Elsewhere,
    Purpose.GLIMPSE: Glimpse,
    Purpose.RECENT: Glimpse,
    Purpose.SNAPSHOT: ArchiveAnswer,
    Purpose.REDIRECTS: Leads,
    Purpose.NEIGHBOURS: Leads,
    Purpose.SHARED_END: Company,
    Purpose.SITE_MAP: Listing,
}
"""What each purpose brings."""


class Probe(Struct, frozen=True):
    """One observation, made at `at` (UTC)."""

    question: Question
    at: datetime
    saw: Saw

    @property
    def purpose(self) -> Purpose:
        """What it was made for."""
        return self.question.purpose

    @property
    def visit(self) -> Visit | None:
        """What the live web answered; None for a probe that asked elsewhere."""
        return self.saw if isinstance(self.saw, Visit) else None
