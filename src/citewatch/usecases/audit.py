"""Audits documents on the real web: what every command that audits goes through."""

import asyncio
import sqlite3
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING, Self

from msgspec import Struct

from citewatch.core.report import Report
from citewatch.engine.audit import Audit
from citewatch.engine.intake import Unasked
from citewatch.engine.session import Ended, Session
from citewatch.errors import InputError
from citewatch.history.audits import Preface, tell
from citewatch.history.lasting import lasting_report
from citewatch.history.ledger import Ledger
from citewatch.history.trouble import is_of_the_file, told
from citewatch.ports import Progress
from citewatch.settings import Settings
from citewatch.usecases.memory import Memory, memory_at
from citewatch.usecases.sources import Streams
from citewatch.version import __version__
from citewatch.wiring.clock import now
from citewatch.wiring.parts import live_parts, vault_in, wants_of

if TYPE_CHECKING:
    from citewatch.vault.store import Kept, Vault


class Audited(Struct, frozen=True):
    """What came of an audit, as long as this context: the report is read from the history.

    `memory` is the history that has it. `fault` is what broke it, where its report says that it is
    broken. `evidence` is what was kept of what was fetched, `unkept` why it could not be: the
    report is worth having all the same.
    """

    report: Report
    memory: Memory
    fault: Exception | None = None
    evidence: "Kept | None" = None
    unkept: InputError | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self.told()
        self.memory.__exit__(kind, error, trace)

    def told(self) -> None:
        """The report was handed over: nobody has to have it again by going on with this audit."""
        with suppress(sqlite3.DatabaseError):  # then it can be had once more
            tell(self.memory.connection, self.report.audit or 0)


async def audited(
    found: Streams, settings: Settings, progress: Progress, stopped: asyncio.Event
) -> Audited:
    """Audit documents; when `stopped` is set, the report comes at once with what is known by then.

    What editors decided before stands in the report. Raises InputError for a history that cannot
    be read and for a folder of evidence that cannot be made, both before anything is asked, and
    CitewatchError where the environment names certificates that cannot be read.
    """
    memory = memory_at(settings.history)
    ledger = Ledger(memory.held)
    try:
        with vault_in(settings.evidence) as vault:
            session = Session(
                ledger, now, progress, __version__, memory.base, Unasked(settings.exclude)
            )
            ended = await _run(session, found, settings, stopped, vault)
            ledger.close()
            report = report_on(memory, ended)
            evidence, unkept = _finished(vault, report)
    except BaseException as error:
        ledger.abandon()
        if is_of_the_file(error):
            raise told(memory.name, error) from error
        raise
    return Audited(report, memory, ended.fault, evidence, unkept)


async def _run(
    session: Session,
    found: Streams,
    settings: Settings,
    stopped: asyncio.Event,
    vault: "Vault | None",
) -> Ended:
    async with live_parts(settings, session.ledger, vault) as parts:
        preface = Preface(found.told, (*settings.ignore, *found.ignores))
        desk = await session.begin(found.streams, preface, resume=settings.resume)
        wants = wants_of(settings, desk.run.began)
        engine = Audit(desk, parts.probers, parts.network, wants, parts.plan)
        return await session.run(desk, engine, stopped)


def report_on(memory: Memory, ended: Ended, *, staged: bool = False) -> Report:
    """The report of an audit that has ended, read from the history as it is rendered."""
    return lasting_report(memory.held, ended.audit, ended.ending, staged=staged)


def _finished(vault: "Vault | None", report: Report) -> "tuple[Kept | None, InputError | None]":
    if vault is None:
        return None, None
    try:
        return vault.finish(report), None
    except InputError as error:
        return None, error
