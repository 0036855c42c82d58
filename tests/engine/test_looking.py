"""Fairness among hosts: none waits for another, and each gets its share."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Collection

import pytest

from citewatch.core.citation import Citation
from citewatch.core.evidence import Visit
from citewatch.engine.visit import BATCH, LINKS_AT_ONCE
from citewatch.history.hosts import Hosts
from citewatch.history.tasks import Task
from engine_lab import Lab, links_of, until
from fakes import ScriptedWeb, answer

BIG = "http://big.example"


class CrowdedWeb(ScriptedWeb):
    """Answers after a moment; knows how many addresses of one host were in work at once."""

    def __init__(self, hung: str = "") -> None:
        super().__init__({})
        self.at_work: Counter[str] = Counter()
        self.most: dict[str, int] = defaultdict(int)
        self.order: list[str] = []
        self._hung = hung

    async def visit(self, url: str, look: int = 1) -> Visit:
        host = url.split("/")[2]
        self.at_work[host] += 1
        self.most[host] = max(self.most[host], self.at_work[host])
        try:
            await (asyncio.Event().wait() if host == self._hung else asyncio.sleep(0.002))
        finally:
            self.at_work[host] -= 1
        self.order.append(url)
        return answer(url)


def cite(*urls: str) -> list[Citation]:
    return [Citation(url, "", (url,)) for url in urls]


def small(number: int) -> list[str]:
    return [f"http://small{n}.example/" for n in range(number)]


async def test_a_host_with_a_thousand_links_starves_no_other() -> None:
    web = CrowdedWeb()
    big = [f"{BIG}/{n}" for n in range(1000)]
    report = await Lab(web).audit(*cite(*big, *small(400)))
    assert len(links_of(report)) == len(web.order) == 1400
    last_small = max(web.order.index(url) for url in small(400))
    assert sum(url.startswith(BIG) for url in web.order[:last_small]) < 500


async def test_no_host_has_more_than_two_addresses_in_work() -> None:
    web = CrowdedWeb()
    await Lab(web).audit(*cite(*(f"{BIG}/{n}" for n in range(60)), *small(5)))
    assert set(web.most.values()) == {1, LINKS_AT_ONCE}


async def test_a_host_that_hangs_holds_up_nobody_else() -> None:
    web, stopped = CrowdedWeb(hung="big.example"), asyncio.Event()
    lab = Lab(web)
    links = cite(*(f"{BIG}/{n}" for n in range(50)), *small(300))
    running = asyncio.create_task(lab.audit(*links, stopped=stopped))
    async with asyncio.timeout(30):
        while len(web.order) < 300:  # noqa: ASYNC110 - the web tells nobody
            await asyncio.sleep(0.01)
    stopped.set()
    report = await running
    assert Counter(link.finding.reason.id for link in links_of(report)) == {
        "answers": 300,
        "interrupted": 50,
    }


async def test_the_longest_queue_is_begun_first() -> None:
    """It decides how long the audit takes."""
    web = CrowdedWeb()
    big = [f"{BIG}/{n}" for n in range(40)]
    await Lab(web).audit(*cite(*small(300), *big))
    assert min(web.order.index(url) for url in big) < 256


class OneIsSlow(ScriptedWeb):
    """One address waits to be let go; another fails at its first look."""

    def __init__(self) -> None:
        super().__init__({f"{BIG}/shaky": [503, 200], f"{BIG}/slow": [200], f"{BIG}/fine": [200]})
        self.let_go = asyncio.Event()

    async def visit(self, url: str, look: int = 1) -> Visit:
        seen = await super().visit(url, look)
        if url == f"{BIG}/slow":
            await self.let_go.wait()
        return seen


async def test_a_second_look_waits_for_no_other_address_of_its_host() -> None:
    web = OneIsSlow()
    running = asyncio.create_task(Lab(web).audit(*cite(f"{BIG}/slow", f"{BIG}/shaky")))
    async with asyncio.timeout(10):
        await until(lambda: web.visits.count(f"{BIG}/shaky") == 2)
    web.let_go.set()
    report = await running
    assert {link.finding.verdict.value for link in links_of(report)} == {"ok"}


async def test_the_history_is_asked_once_for_a_host_of_which_nothing_waits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = []
    due_at = Hosts.due_at

    def counted(
        hosts: Hosts, host: str, now: float, taken: Collection[int], at_most: int
    ) -> list[Task]:
        asked.append(host)
        return due_at(hosts, host, now, taken, at_most)

    monkeypatch.setattr(Hosts, "due_at", counted)
    await Lab(CrowdedWeb()).audit(*cite(*(f"{BIG}/{n}" for n in range(BATCH - 1)), *small(3)))
    assert len(asked) == len(set(asked)) == 4
