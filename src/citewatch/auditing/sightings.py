"""What the search for lost sources has seen of each site: visits, and what its pages share."""

import asyncio
from collections import defaultdict

from citewatch.core.evidence import Page, Visit
from citewatch.core.urls import owner, parse, same_place
from citewatch.ports import Web

_FURNITURE_AT_MOST = 4
_SEEN_AT_MOST = 40
"""Pages of one owner's sites that are remembered, to know what all of them have in common."""


class Sightings:
    """Visits candidates, each address once, and remembers the pages of their sites."""

    def __init__(self, web: Web) -> None:
        self._web = web
        self._visits: dict[str, asyncio.Future[Visit]] = {}
        self._seen: dict[str, list[Visit]] = defaultdict(list)

    async def visit(self, url: str) -> Visit:
        """Links that share a candidate share its visit."""
        if url not in self._visits:
            self._visits[url] = asyncio.ensure_future(self._web.visit(url))
            self.remember(await asyncio.shield(self._visits[url]))
        return await asyncio.shield(self._visits[url])

    def furniture(self, visit: Visit) -> tuple[Page, ...]:
        """Other pages of the site, its error pages first: what they share is not the source's own.

        A living page of the same title may be the source at another address, so it is left out.
        """
        if visit.page is None or visit.final_url is None:
            return ()
        errors: list[Page] = []
        others: list[Page] = []
        for other in self._seen[owner_of(visit.final_url)]:
            if other.page is None or same_place(other.final_url or "", visit.final_url):
                continue
            if (other.status or 0) >= 400:
                errors.append(other.page)
            elif other.page.title != visit.page.title:
                others.append(other.page)
        return tuple(dict.fromkeys([*errors[:2], *others]))[:_FURNITURE_AT_MOST]

    def remember(self, visit: Visit) -> None:
        """Keep what a visit showed of its site."""
        if visit.page is None or visit.final_url is None:
            return
        seen = self._seen[owner_of(visit.final_url)]
        if len(seen) < _SEEN_AT_MOST:
            seen.append(visit)


def owner_of(address: str) -> str:
    """The registrable domain of an address."""
    return owner(parse(address).host)
