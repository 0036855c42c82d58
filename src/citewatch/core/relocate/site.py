"""What is known of one owner's sites: where pages moved, and what pages have in common."""

from collections import OrderedDict

from msgspec import Struct, field

from citewatch.core.evidence import Page, Visit
from citewatch.core.relocate.rules import Move
from citewatch.core.snapshot import Snapshot
from citewatch.core.urls import owner, same_place

_FURNITURE_AT_MOST = 4
_ERRORS_AT_MOST = 2
_FRAMES_AT_MOST = 2

PAGES_AT_MOST = 6
"""Pages of one owner that are remembered: enough to know what all of them have in common."""

MOVES_AT_MOST = 60
"""Known moves of one owner: five times what a rule is learned from."""

CAPTURES_AT_MOST = 6
DIRECTORIES_AT_MOST = 20
"""Directories of one audit whose archived redirects are asked for, to learn a rule from them."""

KEPT_FOR_ARCHIVED = 10
"""Of those, how many are kept for sources that the archive has: it has their neighbours, too."""

DIRECTORIES_OF_ONE = 5
"""Of those, how many one owner may have."""

OWNERS_AT_MOST = 256
"""Owners remembered at once. One that was put away for others is met like a new one."""


class Site(Struct):
    """One owner's sites, bounded whatever their size."""

    moves: list[Move] = field(default_factory=list)
    directories: set[str] = field(default_factory=set)
    _errors: list[Visit] = field(default_factory=list)
    _pages: list[Visit] = field(default_factory=list)
    _captures: list[Snapshot] = field(default_factory=list)

    def learn(self, move: Move) -> None:
        """A page is known to have moved."""
        if len(self.moves) < MOVES_AT_MOST and move not in self.moves:
            self.moves.append(move)

    def remember(self, visit: Visit) -> None:
        """Keep what a visit showed of the site."""
        if visit.page is None or visit.final_url is None:
            return
        kept = self._errors if (visit.status or 0) >= 400 else self._pages
        if len(kept) < (_ERRORS_AT_MOST if kept is self._errors else PAGES_AT_MOST):
            kept.append(visit)

    def remember_capture(self, capture: Snapshot | None) -> None:
        """Keep the last good capture of one of its lost pages."""
        if capture is not None and len(self._captures) < CAPTURES_AT_MOST:
            self._captures.append(capture)

    def frames(self, own: Snapshot | None) -> tuple[str, ...]:
        """What captures of its other pages held.

        A capture of the same title may be the same source, so it is left out.
        """
        if own is None:
            return ()
        others = [one.text for one in self._captures if one.title != own.title]
        return tuple(others[:_FRAMES_AT_MOST])

    def furniture(self, visit: Visit) -> tuple[Page, ...]:
        """Other pages of the site, its error pages first: what they share is not the source's own.

        A living page of the same title may be the source at another address, so it is left out.
        """
        if visit.page is None or visit.final_url is None:
            return ()
        found: list[Page] = []
        for other in (*self._errors, *self._pages):
            if other.page is None or same_place(other.final_url or "", visit.final_url):
                continue
            if other in self._errors or other.page.title != visit.page.title:
                found.append(other.page)
        return tuple(dict.fromkeys(found))[:_FURNITURE_AT_MOST]


class Sites:
    """The sites met so far by owner, those met last kept: memory does not grow with the links."""

    def __init__(self, at_most: int = OWNERS_AT_MOST) -> None:
        self._at_most = at_most
        self._directories_left = DIRECTORIES_AT_MOST
        self._sites: OrderedDict[str, Site] = OrderedDict()

    def of(self, host: str) -> Site:
        """What is known of the owner of a host."""
        name = owner(host)
        site = self._sites.setdefault(name, Site())
        self._sites.move_to_end(name)
        if len(self._sites) > self._at_most:
            self._sites.popitem(last=False)
        return site

    def may_ask_about(self, directory: str, site: Site, *, archived: bool) -> bool:
        """Whether an archive may be asked about a directory of a site, to learn a rule from it.

        `archived` tells that it has the source that is looked for.
        """
        if directory in site.directories:
            return True
        kept = 0 if archived else KEPT_FOR_ARCHIVED
        if self._directories_left <= kept or len(site.directories) >= DIRECTORIES_OF_ONE:
            return False
        self._directories_left -= 1
        site.directories.add(directory)
        return True
