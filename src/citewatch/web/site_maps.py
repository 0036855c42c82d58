"""Asks sites for their site maps: a few requests a site, shared by all its links."""

import asyncio
from collections.abc import Iterable
from functools import partial

from citewatch.core.relocate.listed import chosen
from citewatch.core.urls import MalformedUrl, Url, join, owner, parse
from citewatch.once import Once
from citewatch.pages.site_map import SiteMap, maps_in_robots, read_site_map
from citewatch.web.lanes import Closed, Lanes, Origin
from citewatch.wire.faults import WireFault
from citewatch.wire.get import Answer, Getter

FILES_AT_MOST = 2
"""Site maps read of one site, beside the indexes that lead to them."""

SITES_KEPT = 32
"""Sites whose lists are remembered, since one can have megabytes. Links of one site that are lost
are looked for at about the same time."""

BYTES_AT_MOST = 5 * 1024 * 1024
_REDIRECTS_AT_MOST = 3
_SECONDS = 20.0


class WebSiteMaps:
    """The `ports.SiteMaps` of the live web, in the same lanes as every other request to a host."""

    def __init__(self, getter: Getter, lanes: Lanes) -> None:
        self._getter = getter
        self._lanes = lanes
        self._lists = Once[Origin, tuple[str, ...]](SITES_KEPT)

    async def alike(self, url: str, about: str, titles: tuple[str, ...]) -> tuple[str, ...]:
        """See `ports.SiteMaps`. Never raises."""
        listed = await self.listed(url)
        return tuple(await asyncio.to_thread(chosen, about, titles, listed))

    async def listed(self, url: str) -> tuple[str, ...]:
        """What the site's robots.txt names, or else its /sitemap.xml. Never raises."""
        try:
            site = parse(url)
        except MalformedUrl:
            return ()
        return await self._lists.get(site.origin, lambda: self._list(site))

    async def _list(self, site: Url) -> tuple[str, ...]:
        root = join(site.href, "/")
        robots = await self._fetch(f"{root}robots.txt")
        named = _of_site(root, maps_in_robots(robots.body)) if robots else []
        waiting, pages, left = named or [f"{root}sitemap.xml"], list[str](), FILES_AT_MOST
        indexes_left = FILES_AT_MOST
        while waiting and left:
            found = await self._read(waiting.pop(0))
            if found.maps and indexes_left:
                indexes_left -= 1
                waiting = _of_site(root, found.maps)
            else:
                left -= 1
            pages += found.pages
        return tuple(_of_site(root, pages))

    async def _read(self, address: str) -> SiteMap:
        answer = await self._fetch(address)
        if answer is None:
            return SiteMap()
        return await asyncio.to_thread(partial(read_site_map, answer.body, BYTES_AT_MOST))

    async def _fetch(self, address: str) -> Answer | None:
        """The answer to one address with status 200, a few redirects followed, or None."""
        for _ in range(_REDIRECTS_AT_MOST + 1):
            try:
                url = parse(address)
                async with self._lanes.turn(url.origin):
                    answer = await self._getter.get(url.without_fragment, deadline=_SECONDS)
                if answer.status == 200:
                    return answer
                if not 300 <= answer.status < 400:
                    return None
                address = join(url.href, answer.headers.get("location", ""))
            except (Closed, WireFault, MalformedUrl):
                return None
        return None


def _of_site(root: str, addresses: Iterable[str]) -> list[str]:
    """Those of `addresses` that belong to the owner of the site; a site speaks for no other."""
    found: list[str] = []
    for address in addresses:
        try:
            url = parse(join(root, address))
        except MalformedUrl:
            continue
        if owner(url.host) == owner(parse(root).host):
            found.append(url.href)
    return found
