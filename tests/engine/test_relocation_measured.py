"""How many moved sources are found again, and that nothing wrong is offered, over real sockets."""

import asyncio
import time
from collections import Counter
from dataclasses import dataclass

import httpx
import pytest

from citewatch.archives.limits import Limits
from citewatch.archives.line import Line
from citewatch.archives.redirects import WaybackRedirects
from citewatch.archives.wayback import WaybackMachine
from citewatch.core.judge import judge_capture
from citewatch.core.report import LinkResult, ReplacementKind
from citewatch.core.say import say
from citewatch.core.urls import same_place
from citewatch.core.verdict import Verdict
from citewatch.demo.archive import StagedArchive
from citewatch.demo.certificates import Certificates
from citewatch.demo.log import RequestLog
from citewatch.demo.names import StagedNames
from citewatch.demo.server import LOOPBACK, MisbehavingServer
from citewatch.web.lanes import Lanes
from citewatch.web.live import LiveWeb
from citewatch.web.manners import Manners
from citewatch.web.site_maps import WebSiteMaps
from citewatch.wire.get import Getter
from citewatch.wire.names import Address
from citewatch.wire.transport import WireTransport
from engine.relocation_world import World, build, hosts
from engine_lab import Lab, links_of
from fakes import clock

ARCHIVE = "web-archive.example"
MANNERS = Manners(spacing=0.0, longest_pause=1, pause=0.1, attempt=5, chain=10)
FAST = Limits(replays_per_minute=600_000, index_calls_per_minute=600_000)


@dataclass(frozen=True)
class Measured:
    world: World
    all_links: list[LinkResult]
    log: RequestLog
    archive_calls: Counter[str]
    seconds: float

    def links(self, kind: str) -> list[LinkResult]:
        return [link for link in self.all_links if self.world.kind[link.url] == kind]

    @property
    def findable(self) -> list[LinkResult]:
        """Links whose source lives, though nothing at the cited address says where."""
        links = self.all_links
        return [
            link
            for link in links
            if self.world.truth[link.url] and self.world.kind[link.url] != REDIRECTS
        ]

    def is_right(self, link: LinkResult) -> bool:
        truth, moved = self.world.truth[link.url], link.finding.moved_to
        return truth is not None and moved is not None and same_place(truth, moved)


async def _measure() -> Measured:
    world = build()
    sites = hosts(world)
    certificates = Certificates(sites, {})
    server = MisbehavingServer(sites, certificates.for_server())
    async with server, StagedArchive(world.captures) as archive:
        port = int(archive.base.rpartition(":")[2])
        ports = {80: Address(LOOPBACK, server.http_port), 443: Address(LOOPBACK, server.https_port)}
        names = StagedNames(server.hosts, ports, {(ARCHIVE, 80): Address(LOOPBACK, port)}, {})
        archive.base = f"http://{ARCHIVE}"
        tls = certificates.for_client()
        transport = WireTransport(names, lambda: tls, staged=frozenset({LOOPBACK}))
        async with httpx.AsyncClient(transport=transport, trust_env=False) as client:
            getter, lanes = Getter(client), Lanes(MANNERS, time.monotonic)
            line = Line(getter, FAST, clock, time.monotonic, asyncio.sleep)
            lab = Lab(
                LiveWeb(getter, lanes, MANNERS, clock, ()),
                WaybackMachine(line, judge_capture, clock, archive.base),
                WaybackRedirects(line, archive.base, clock),
                WebSiteMaps(getter, lanes),
                relocate=True,
                patience=5.0,
            )
            started = time.monotonic()
            report = await lab.audit(*world.citations)
            seconds = time.monotonic() - started
        return Measured(world, links_of(report), server.log, archive.counts, seconds)


@pytest.fixture(scope="module")
def measured() -> Measured:
    return asyncio.run(_measure())


REDIRECTS = "redirects"
"""Cases that their servers redirect: they teach the rules, and need no search."""


def test_nothing_wrong_is_offered(measured: Measured) -> None:
    wrong = [
        f"{measured.world.kind[link.url]}: {link.url} -> {link.finding.moved_to}"
        for link in measured.all_links
        if link.finding.moved_to is not None and not measured.is_right(link)
    ]
    assert wrong == []
    assert sum(truth is None for truth in measured.world.truth.values()) >= 40


def test_lost_sources_that_can_be_found_are_found(measured: Measured) -> None:
    lost = [link for link in measured.findable if not measured.is_right(link)]
    assert len(measured.findable) >= 50
    assert [f"{measured.world.kind[link.url]}: {link.url}" for link in lost] == []


def test_each_of_them_says_that_it_was_found_again_and_why(measured: Measured) -> None:
    for link in measured.findable:
        assert link.finding.reason.id == "found-again"
        assert link.replacement is not None
        assert link.replacement.kind is ReplacementKind.MOVED
        assert f"was found again at {link.finding.moved_to}" in say(link.finding)


def test_a_likely_place_is_named_for_a_person_but_not_offered(measured: Measured) -> None:
    (link, *_) = measured.links("same-name")
    assert link.finding.verdict is Verdict.DEAD
    assert "Perhaps it is at http://www.chapter0.example/b/" in say(link.finding)


def test_the_archive_is_asked_little(measured: Measured) -> None:
    lost = [link for link in measured.all_links if measured.world.kind[link.url] != REDIRECTS]
    assert measured.archive_calls["index"] <= len(lost)


def test_each_site_is_asked_for_its_list_once(measured: Measured) -> None:
    asked = Counter(one.url for one in measured.log.requests if "/sitemap.xml" in one.url)
    assert asked
    assert set(asked.values()) == {1}
