"""A web that changes between audits, under a clock that a test moves."""

import asyncio
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from citewatch.core.citation import Citation
from citewatch.core.evidence import Failure, Hop, Page, Visit
from citewatch.core.report import LinkResult, Report
from citewatch.core.snapshot import ArchiveAnswer, ArchiveState, Snapshot, Wanted
from engine_lab import Lab, links_of
from fakes import ScriptedArchive

START = datetime(2026, 3, 2, 3, tzinfo=UTC)

Answer = int | Failure | str
"""A status, a failure, or the address that a permanent redirect leads to."""


class MovedClock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.at = START

    def __call__(self) -> datetime:
        return self.at

    def move_to(self, days: float) -> None:
        self.at = START + timedelta(days=days)


class ChangingWeb:
    """Answers as `answers` say at the time: one for good, or several in turn. Others refuse."""

    def __init__(self, clock: MovedClock) -> None:
        self.answers: dict[str, Answer | list[Answer]] = {}
        self.retry_after: dict[str, float] = {}
        self.asked: Counter[str] = Counter()
        self.is_online = True
        self._clock = clock

    async def visit(self, url: str, look: int = 1) -> Visit:
        del look
        self.asked[url] += 1
        answer = self.answers.get(url, Failure.REFUSED)
        if isinstance(answer, list):
            answer = answer.pop(0) if len(answer) > 1 else answer[0]
        if isinstance(answer, Failure):
            return Visit((Hop(url, self._clock()),), failure=answer)
        if isinstance(answer, str):
            hop = Hop(url, self._clock(), 301, target=answer, permanent=True)
            return Visit((hop, Hop(answer, self._clock(), 200)), _page())
        hops = (Hop(url, self._clock(), answer),)
        return Visit(hops, _page(), retry_after=self.retry_after.get(url))

    async def online(self) -> bool:
        return self.is_online


def _page() -> Page:
    words = "Words that stand in it. "
    return Page(
        "text/html",
        2000,
        title="A page",
        text=words * 30,
        words=150,
        own_links=9,
        paragraphs=3,
        is_described=True,
    )


class KeepingArchive(ScriptedArchive):
    """Has a snapshot of everything."""

    async def find(self, url: str, wanted: Wanted) -> ArchiveAnswer:
        await super().find(url, wanted)
        taken = Snapshot(f"https://web.archive.org/web/2020/{url}", START, "A page", "Words.")
        return ArchiveAnswer(ArchiveState.FOUND, "It shows the source.", taken)


class World:
    """One machine with its history, its web and its clock."""

    def __init__(self, folder: Path, *, archive: ScriptedArchive | None = None) -> None:
        self.clock = MovedClock()
        self.web = ChangingWeb(self.clock)
        self.lab = Lab(self.web, archive, history=folder / "history.sqlite3", now=self.clock)

    async def audit(self, day: float, *citations: Citation) -> Report:
        """The report of an audit on a day, counted from the first."""
        self.clock.move_to(day)
        self.web.asked.clear()
        return await self.lab.audit(*citations)

    async def broken_off(self, day: float, *citations: Citation) -> Report:
        """The report of an audit that is stopped once it has looked at every link for once."""
        self.clock.move_to(day)
        self.web.asked.clear()
        stopped = asyncio.Event()
        usual, self.lab.pause = self.lab.pause, timedelta(hours=1)
        running = asyncio.create_task(self.lab.audit(*citations, stopped=stopped))
        async with asyncio.timeout(10):
            for link in (link for citation in citations for link in citation.links):
                while not self.web.asked[link]:  # noqa: ASYNC110 - the web tells nobody
                    await asyncio.sleep(0.01)
        stopped.set()
        self.lab.pause = usual
        return await running

    async def fate(self, link: str, *days: float) -> list[str]:
        """What audits on some days find of one link: the reasons."""
        return [links_of(await self.audit(day, cite(link)))[0].finding.reason.id for day in days]


def cite(*links: str, number: str = "1", text: str = "") -> Citation:
    return Citation(number, text, links)


def by_url(report: Report) -> dict[str, LinkResult]:
    return {link.url: link for link in links_of(report)}


def verdicts(links: Iterable[LinkResult]) -> list[str]:
    return [link.finding.verdict.value for link in links]
