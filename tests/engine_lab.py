"""Whole audits over stand-ins for the ports: documents in, a report out, all on a real history."""

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from citewatch.core.citation import Citation
from citewatch.core.memento import plan
from citewatch.core.report import CitationResult, LinkResult, Report
from citewatch.core.steps import Wants
from citewatch.engine.audit import Audit
from citewatch.engine.intake import Unasked
from citewatch.engine.network import Network
from citewatch.engine.probers import (
    Probers,
    asking,
    browsing,
    discreet,
    following,
    listing,
    visiting,
)
from citewatch.engine.session import Ended, Session
from citewatch.history.database import open_history
from citewatch.history.held import Held
from citewatch.history.lasting import lasting_report
from citewatch.history.ledger import Ledger
from citewatch.ports import Archive, Browser, Redirects, SiteMaps, Web
from fakes import CountingProgress, clock


@dataclass
class Paper:
    """A document on its way into an audit."""

    citations: Sequence[Citation]
    source: str = "sources.yaml"
    title: str | None = "A report"
    sha256: str = "0" * 64

    @property
    def access_days(self) -> Mapping[date, int]:
        """How often which day was an access date."""
        return Counter(one.accessed for one in self.citations if one.accessed is not None)


@dataclass
class Lab:
    """One machine: what it can reach, and the history that it keeps from audit to audit."""

    web: Web
    archive: Archive | None = None
    redirects: Redirects | None = None
    site_maps: SiteMaps | None = None
    browser: Browser | None = None
    history: Path | None = None
    excluded: tuple[str, ...] = ()
    now: Callable[[], datetime] = clock
    max_age: timedelta | None = None
    relocate: bool = False
    patience: float = 0.05
    pause: timedelta = timedelta(0)
    progress: CountingProgress = field(default_factory=CountingProgress)
    ended: Ended | None = None
    held: Held | None = None

    async def audit(
        self,
        *citations: Citation,
        stopped: asyncio.Event | None = None,
        resume: bool = False,
        papers: Sequence[Paper] = (),
    ) -> Report:
        """One audit of some citations, or of some papers."""
        ledger = Ledger(open_history(self.history))
        session = Session(ledger, self.now, self.progress, "1", None, Unasked(self.excluded))
        desk = await session.begin(papers or [Paper(citations)], resume=resume)
        engine = Audit(
            desk,
            self._probers(),
            Network(self.web.online, self.patience),
            self._wants(desk.run.began),
            lambda links: plan(links, 480, 24),
        )
        self.ended = await session.run(desk, engine, stopped or asyncio.Event())
        ledger.close()
        self.held = ledger.held
        return lasting_report(ledger.held, desk.audit, self.ended.ending)

    def _probers(self) -> Probers:
        table = visiting(self.web)
        if self.browser is not None:
            table |= browsing(self.browser)
        if self.archive is not None:
            table |= asking(self.archive)
        if self.redirects is not None:
            table |= following(self.redirects)
        if self.site_maps is not None:
            table |= listing(self.site_maps)
        return Probers(discreet(table), self.now)

    def _wants(self, started: datetime) -> Wants:
        return Wants(
            archive=self.archive is not None,
            relocate=self.relocate,
            browser=self.browser is not None,
            oldest=None if self.max_age is None else started - self.max_age,
            pause=self.pause,
        )


def results_of(report: Report) -> list[CitationResult]:
    """All results of a report."""
    return list(report.citations.read())


def links_of(report: Report) -> list[LinkResult]:
    """All links of a report, in order."""
    return [link for result in results_of(report) for link in result.links]


async def until(true: Callable[[], bool]) -> None:
    """Wait until something is true."""
    while not true():  # noqa: ASYNC110 - stand-ins have no events to wait for
        await asyncio.sleep(0.01)
