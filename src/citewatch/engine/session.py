"""One audit over one history, from its documents to its report."""

import asyncio
import sqlite3
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from msgspec import Struct

from citewatch.core.over_time import Run
from citewatch.core.report import Ending
from citewatch.engine.again import Again
from citewatch.engine.audit import Audit
from citewatch.engine.desk import Desk
from citewatch.engine.intake import Source, Unasked, settle_unasked, take_in
from citewatch.history import audits
from citewatch.history.disbelief import disbelieve_silence
from citewatch.history.hosts import Hosts
from citewatch.history.ledger import Ledger
from citewatch.history.proofreading import proofread
from citewatch.history.thinning import thin_out
from citewatch.ports import Clock, Progress


class Ended(Struct, frozen=True):
    """How an audit ended: its number, and the `fault` that broke it, if one did."""

    audit: int
    ending: Ending
    fault: Exception | None


class Session:
    """What one audit needs of the history. `base` is the folder that documents are named from."""

    def __init__(  # noqa: PLR0913, PLR0917 - each a thing of its own
        self,
        ledger: Ledger,
        clock: Clock,
        progress: Progress,
        version: str,
        base: Path | None,
        unasked: Unasked,
    ) -> None:
        self.ledger = ledger
        self._clock = clock
        self._progress = progress
        self._version = version
        self._base = base
        self._unasked = unasked

    async def begin(
        self,
        sources: Sequence[Source],
        preface: audits.Preface = audits.NO_PREFACE,
        *,
        resume: bool,
    ) -> Desk:
        """The desk of a new audit of some sources, or of the last one that did not end.

        `preface` is what its report says before the findings.
        """
        keys = [audits.document_key(source.source, self._base) for source in sources]
        named = audits.sources_text(keys)
        keyed = list(zip(keys, sources, strict=True))
        self.again = Again(keyed, named, self._unasked, self._version, preface)
        self.ledger.held.rescue = self.again
        if resume and (desk := await self._resumed(named, dict(keyed))):
            return desk
        started = self._clock()
        audit = await self.ledger.call(lambda connection: self.again.begin(connection, started))
        await take_in(self.ledger, audit, keyed, self._unasked)
        title = sources[0].title if len(sources) == 1 else None

        def ready(connection: sqlite3.Connection) -> None:
            audits.ready(connection, audit, title, preface)
            Hosts(connection, audit).begin()

        await self.ledger.call(ready)
        desk = Desk(self.ledger, audit, Run(started, started), self._clock, self._progress)
        await self._settle_unasked(desk)
        return desk

    async def run(self, desk: Desk, engine: Audit, stopped: asyncio.Event) -> Ended:
        """Run an audit to its end, whatever that is, and write down how it ended.

        Where its history turns out damaged on the way, what is lost is looked at once more.
        """
        while True:
            rescues = self.ledger.held.rescues
            ending = await engine.run(stopped)
            await self._end(desk, ending, engine.counted())
            if ending is not Ending.COMPLETE:
                break
            await self._look_through(desk)
            if self.ledger.held.rescues == rescues:
                self.again.over = True
                break
        return Ended(desk.audit, ending, engine.fault)

    async def _end(self, desk: Desk, ending: Ending, uncompared: int) -> None:
        finished = self._clock()

        def write(connection: sqlite3.Connection) -> None:
            audits.end(connection, desk.audit, ending, finished, uncompared)
            disbelieve_silence(connection, desk.audit)

        await self.ledger.call(write)
        thinning = ending is Ending.COMPLETE
        while thinning:
            thinning = await self.ledger.call(lambda connection: thin_out(connection, finished))

    async def _look_through(self, desk: Desk) -> None:
        """Read all that the report will read, while what is lost can still be looked at again."""
        after: int | None = -1
        while after is not None:
            step = partial(proofread, audit=desk.audit, after=after)
            after = await self.ledger.call(step)

    async def _resumed(self, named: str, by_key: dict[str, Source]) -> Desk | None:
        audit = await self.ledger.call(lambda connection: audits.unfinished(connection, named))
        if audit is None:
            self._progress.note(
                "There is no audit of these sources to go on with: a new one begins."
            )
            return None
        hashes = await self.ledger.call(
            lambda connection: audits.document_hashes(connection, audit)
        )
        if any(
            not source.sha256 or hashes.get(key) != source.sha256 for key, source in by_key.items()
        ):
            self._progress.note("The documents have changed since: a new audit begins.")
            return None

        now = self._clock()
        self.again.audit, self.again.run = audit, Run(now, now)

        def take_up(connection: sqlite3.Connection) -> datetime:
            audits.take_up(connection, audit)
            Hosts(connection, audit).begin()
            return audits.started_at(connection, audit)

        run = self.again.run = Run(await self.ledger.call(take_up), now)
        desk = Desk(self.ledger, audit, run, self._clock, self._progress)
        await self._settle_unasked(desk)
        return desk

    async def _settle_unasked(self, desk: Desk) -> None:
        """Links that nobody is asked about are settled before anything else."""
        settle = partial(settle_unasked, unasked=self._unasked, run=desk.run)
        while await desk.work(settle):
            pass
