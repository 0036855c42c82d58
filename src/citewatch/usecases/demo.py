"""Audits the sample on its staged web."""

import asyncio

from citewatch.engine.audit import Audit
from citewatch.engine.intake import Unasked
from citewatch.engine.session import Session
from citewatch.history.ledger import Ledger
from citewatch.ports import Progress
from citewatch.usecases.audit import Audited, report_on
from citewatch.usecases.memory import memory_at
from citewatch.usecases.sources import documents_at
from citewatch.version import __version__
from citewatch.wiring.clock import now
from citewatch.wiring.staging import staged_parts

NAME = "citewatch demo"


async def staged(progress: Progress, stopped: asyncio.Event) -> Audited:
    """The sample's audit; when `stopped` is set, it ends at once. No history of it is kept."""
    memory = memory_at(None)
    ledger = Ledger(memory.held)
    try:
        async with staged_parts() as stage:
            session = Session(ledger, now, progress, __version__, None, Unasked())
            (sample,) = documents_at([str(stage.document)]).streams
            desk = await session.begin([sample.named(NAME)], resume=False)
            parts = stage.parts
            engine = Audit(desk, parts.probers, parts.network, stage.wants, parts.plan)
            ended = await session.run(desk, engine, stopped)
        ledger.close()
    except BaseException:
        ledger.abandon()
        raise
    return Audited(report_on(memory, ended, staged=True), memory, ended.fault)
