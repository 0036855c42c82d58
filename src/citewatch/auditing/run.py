"""One audit from documents to report: look at the links, ask the archive, put it together."""

import asyncio
from collections.abc import Awaitable, Sequence
from datetime import date

from citewatch.auditing.case import Case, open_case
from citewatch.auditing.looking import Looking, Offline
from citewatch.auditing.relocating import Relocating, Trails
from citewatch.core.citation import Citation, Document
from citewatch.core.dates import usual_access_day, wanted_day
from citewatch.core.display import holds_secret
from citewatch.core.judge.finding import finding
from citewatch.core.report import CitationResult, Ending, Report
from citewatch.core.snapshot import ArchiveAnswer, ArchiveState
from citewatch.core.verdict import Finding
from citewatch.ports import Archive, Clock, Progress, Web

_NOT_ASKED = ArchiveAnswer(
    ArchiveState.UNKNOWN, "The audit was stopped before the archive was asked."
)

_KEPT_SECRET = ArchiveAnswer(
    ArchiveState.UNKNOWN,
    "The archive was not asked: the address holds a password or token, which is nobody else's "
    "business.",
)

COMPARISONS_AT_MOST = 200
"""Living pages held against a snapshot in one audit: half a minute at the archive's limits."""

PLAN_FROM = 10
"""Questions to the archive from which the audit first says how long they will take."""

JUDGED_AT_ONCE = 50
"""Links judged between two chances to be interrupted."""


class Audit:
    """Audits documents. `archive` is None where none is to be asked; `excluded` are globs.

    `trails` lead to where lost sources live now; None where they are not looked for.
    `fault` is what broke the audit, where its report says that it is broken.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - who is asked, who is told, and the time
        self,
        web: Web,
        archive: Archive | None,
        progress: Progress,
        clock: Clock,
        excluded: tuple[str, ...] = (),
        trails: Trails | None = None,
    ) -> None:
        self._archive = archive
        self._progress = progress
        self._clock = clock
        self._excluded = excluded
        self._trails = trails
        self._web = web
        self._looking = Looking(web, progress.step)
        self.fault: Exception | None = None

    async def run(
        self, documents: Sequence[Document], stopped: asyncio.Event, *, staged: bool = False
    ) -> Report:
        """The report; when `stopped` is set, at once, with what is known by then."""
        started = self._clock()
        opened = [
            (document.source, citation, self._open(citation, usual))
            for document in documents
            for usual in [usual_access_day(document.citations)]
            for citation in document.citations
        ]
        cases = [case for _, _, some in opened for case in some]
        try:
            ending = await _until(stopped, self._find_out(cases))
        except Exception as fault:  # noqa: BLE001 - what is known must not be lost with it
            self.fault, ending = fault, Ending.BROKEN
        if ending in (Ending.INTERRUPTED, Ending.BROKEN):
            self._judge(cases)
        without = _without_finding(ending)
        return Report(
            title=documents[0].title if len(documents) == 1 else None,
            sources=tuple(document.source for document in documents),
            started=started,
            finished=self._clock(),
            citations=tuple(
                CitationResult(citation, tuple(case.result(without) for case in some), source)
                for source, citation, some in opened
            ),
            ending=ending,
            staged=staged,
        )

    def _open(self, citation: Citation, usual: date | None) -> list[Case]:
        day = wanted_day(citation, usual)
        return [open_case(citation, link, day, self._excluded) for link in citation.links]

    async def _find_out(self, cases: Sequence[Case]) -> None:
        addresses: dict[str, str] = {}
        for case in cases:
            if case.address:
                addresses.setdefault(case.address, case.citation.text)
        self._progress.phase("Checking links", len(addresses))
        await self._looking.look_at(addresses)
        for start in range(0, len(cases), JUDGED_AT_ONCE):
            await asyncio.to_thread(self._judge, cases[start : start + JUDGED_AT_ONCE])
        if self._archive is not None:
            await self._compare(self._archive, [case for case in cases if case.wants_glimpse])
            await self._ask(self._archive, [case for case in cases if case.wants_snapshot])
        if self._trails is not None:
            await self._relocate(self._trails, cases)

    def _judge(self, cases: Sequence[Case]) -> None:
        for case in cases:
            case.judge(self._looking.evidence.get(case.address or ""))

    async def _compare(self, archive: Archive, cases: Sequence[Case]) -> None:
        """Hold living pages against their snapshots, as many as an archive may be asked about."""
        cases = cases[:COMPARISONS_AT_MOST]
        self._progress.phase("Comparing with snapshots", len(cases))
        async with asyncio.TaskGroup() as group:
            for case in cases:
                group.create_task(self._compare_one(archive, case))

    async def _compare_one(self, archive: Archive, case: Case) -> None:
        assert case.address is not None
        assert case.day is not None
        case.earlier = await archive.glimpse(case.address, case.day)
        # Long texts take a while to compare, and other answers want to be heard meanwhile.
        await asyncio.to_thread(case.judge, case.evidence)
        self._progress.step(case.link)

    async def _ask(self, archive: Archive, cases: Sequence[Case]) -> None:
        planned = archive.plan({(case.address or case.link, case.wanted) for case in cases})
        if planned.links >= PLAN_FROM:
            self._progress.note(f"Asking the archive about {planned}.")
        self._progress.phase("Asking the archive", len(cases))
        for case in cases:
            case.archive = _NOT_ASKED
        async with asyncio.TaskGroup() as group:
            for case in cases:
                group.create_task(self._ask_about(archive, case))

    async def _ask_about(self, archive: Archive, case: Case) -> None:
        assert case.address is not None
        if holds_secret(case.address):
            case.archive = _KEPT_SECRET
        else:
            case.archive = await archive.find(case.address, case.wanted)
        self._progress.step(case.link)

    async def _relocate(self, trails: Trails, cases: Sequence[Case]) -> None:
        lost = [case for case in cases if case.wants_new_home]
        self._progress.phase("Looking for lost sources", len(lost))
        relocating = Relocating(self._web, trails, self._looking.evidence, self._progress.step)
        await relocating.relocate(lost, cases)


async def _until(stopped: asyncio.Event, work: Awaitable[None]) -> Ending:
    task = asyncio.ensure_future(work)
    stop = asyncio.ensure_future(stopped.wait())
    await asyncio.wait({task, stop}, return_when=asyncio.FIRST_COMPLETED)
    stop.cancel()
    if not task.done():
        task.cancel()
        await asyncio.wait({task})
        return Ending.INTERRUPTED
    try:
        await task
    except Offline:
        return Ending.OFFLINE
    return Ending.COMPLETE


def _without_finding(ending: Ending) -> Finding:
    if ending is Ending.OFFLINE:
        return finding("offline", "This machine seems to be offline, so nothing was judged.")
    return finding("interrupted", "The audit was stopped before this link was checked.")
