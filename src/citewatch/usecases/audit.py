"""Audits documents on the real web: what every command that audits goes through."""

import asyncio
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from citewatch.core.report import Report
from citewatch.engine.audit import Audit
from citewatch.engine.intake import Source, Unasked
from citewatch.engine.session import Ended, Session
from citewatch.errors import InputError
from citewatch.history.audits import audit_numbered
from citewatch.history.ledger import Ledger
from citewatch.history.reports import report_of
from citewatch.ports import Progress
from citewatch.settings import Settings
from citewatch.usecases.histories import base_folder, opened
from citewatch.vault.store import Kept, Vault
from citewatch.version import __version__
from citewatch.wiring.clock import now
from citewatch.wiring.parts import live_parts, vault_in, wants_of


@dataclass(frozen=True, slots=True)
class Audited:
    """What came of an audit, as long as this context: the report is read from the history.

    `fault` is what broke it, where its report says that it is broken. `evidence` is what was kept
    of what was fetched, `unkept` why it could not be: the report is worth having all the same.
    `history` says why there is no history of it; "" where there is one.
    """

    report: Report
    connection: sqlite3.Connection
    fault: Exception | None = None
    evidence: Kept | None = None
    unkept: InputError | None = None
    history: str = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.connection.close()


async def audited(
    sources: Sequence[Source], settings: Settings, progress: Progress, stopped: asyncio.Event
) -> Audited:
    """Audit documents; when `stopped` is set, the report comes at once with what is known by then.

    What editors decided before stands in the report. Raises InputError for a history that cannot
    be read and for a folder of evidence that cannot be made, both before anything is asked, and
    CitewatchError where the environment names certificates that cannot be read.
    """
    history = opened(settings)
    ledger = Ledger(history.connection)
    try:
        with vault_in(settings.evidence) as vault:
            ended = await _run(ledger, sources, settings, progress, stopped, vault)
            connection = ledger.close()
            report = report_on(connection, ended)
            evidence, unkept = _finished(vault, report)
    except BaseException:
        ledger.abandon()
        raise
    trouble = history.unkept or ledger.trouble
    return Audited(report, connection, ended.fault, evidence, unkept, trouble)


async def _run(
    ledger: Ledger,
    sources: Sequence[Source],
    settings: Settings,
    progress: Progress,
    stopped: asyncio.Event,
    vault: Vault | None,
) -> Ended:
    session = Session(
        ledger, now, progress, __version__, base_folder(), Unasked(settings.exclude)
    )
    async with live_parts(settings, ledger, vault) as parts:
        desk = await session.begin(sources, resume=settings.resume)
        wants = wants_of(settings, desk.started)
        engine = Audit(desk, parts.probers, parts.network, wants, parts.plan)
        return await session.run(desk, engine, stopped)


def report_on(connection: sqlite3.Connection, ended: Ended, *, staged: bool = False) -> Report:
    """The report of an audit that has ended, read from the history as it is rendered."""
    past = audit_numbered(connection, ended.audit)
    assert past is not None
    return report_of(connection, past, staged=staged)


def _finished(vault: Vault | None, report: Report) -> tuple[Kept | None, InputError | None]:
    if vault is None:
        return None, None
    try:
        return vault.finish(report), None
    except InputError as error:
        return None, error
