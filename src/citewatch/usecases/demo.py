"""Audits the sample on its staged web."""

import asyncio

from citewatch import wiring
from citewatch.core.report import Report
from citewatch.ports import Progress


async def staged(progress: Progress, stopped: asyncio.Event) -> Report:
    """The report of the sample's audit; when `stopped` is set, at once."""
    async with wiring.staged_audit(progress) as (ready, document):
        return await ready.run([document], stopped, staged=True)
