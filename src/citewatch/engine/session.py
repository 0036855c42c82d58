"""One audit over one history, from its documents to its report."""

import asyncio
import sqlite3
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from citewatch.core.over_time import NO_SILENCE, Course, Run, Silence, course
from citewatch.core.report import Ending, Outcome
from citewatch.engine.audit import Audit
from citewatch.engine.desk import Desk
from citewatch.engine.intake import Source, Unasked, take_in
from citewatch.history import audits
from citewatch.history.disbelief import disbelieve_silence
from citewatch.history.hosts import Hosts
from citewatch.history.ledger import Ledger
from citewatch.history.thinning import thin_out
from citewatch.history.work import Settled
from citewatch.ports import Clock, Progress

_AT_ONCE = 500


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

    async def begin(self, sources: Sequence[Source], *, resume: bool) -> Desk:
        """The desk of a new audit of some sources, or of the last one that did not end."""
        keys = [audits.document_key(source.source, self._base) for source in sources]
        named = audits.sources_text(keys)
        if resume and (desk := await self._resumed(named, dict(zip(keys, sources, strict=True)))):
            return desk
        started = self._clock()
        audit = await self.ledger.call(
            lambda connection: audits.begin(connection, named, started, self._version)
        )
        await take_in(self.ledger, audit, zip(keys, sources, strict=True), self._unasked)
        title = sources[0].title if len(sources) == 1 else None

        def ready(connection: sqlite3.Connection) -> None:
            audits.ready(connection, audit, title)
            Hosts(connection, audit).begin()

        await self.ledger.call(ready)
        desk = Desk(self.ledger, audit, Run(started, started), self._clock, self._progress)
        await self._settle_unasked(desk)
        return desk

    async def run(self, desk: Desk, engine: Audit, stopped: asyncio.Event) -> Ended:
        """Run an audit to its end, whatever that is, and write down how it ended."""
        ending = await engine.run(stopped)
        finished = self._clock()

        def write(connection: sqlite3.Connection) -> None:
            audits.end(connection, desk.audit, ending, finished, engine.uncompared)
            disbelieve_silence(connection, desk.audit)

        await self.ledger.call(write)
        thinning = ending is Ending.COMPLETE
        while thinning:
            thinning = await self.ledger.call(lambda connection: thin_out(connection, finished))
        return Ended(desk.audit, ending, engine.fault)

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

        def take_up(connection: sqlite3.Connection) -> datetime:
            audits.take_up(connection, audit)
            Hosts(connection, audit).begin()
            return audits.started_at(connection, audit)

        run = Run(await self.ledger.call(take_up), self._clock())
        desk = Desk(self.ledger, audit, run, self._clock, self._progress)
        await self._settle_unasked(desk)
        return desk

    async def _settle_unasked(self, desk: Desk) -> None:
        """Links that nobody is asked about are settled before anything else."""
        while links := await desk.work(lambda work: work.tasks.without_address(_AT_ONCE)):
            desk.write(
                [
                    Settled(
                        one.row,
                        Outcome(found),
                        course(found, one.past, _silence(one.past), desk.run.began, None),
                        desk.audit,
                    )
                    for one in links
                    if (found := self._unasked.finding(one.link.written))
                ]
            )


def _silence(past: Course | None) -> Silence:
    """What was known of an address that nobody asks is all that is known."""
    return NO_SILENCE if past is None else past.silence
