"""Audits documents on the real web: what every command that audits goes through."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from citewatch import wiring
from citewatch.core.citation import Document
from citewatch.core.report import Report
from citewatch.errors import InputError
from citewatch.ports import Progress
from citewatch.settings import Settings
from citewatch.usecases.standing import Standing

if TYPE_CHECKING:
    from citewatch.vault.store import Kept, Vault


@dataclass(frozen=True, slots=True)
class Audited:
    """What came of an audit.

    `fault` is what broke it, where its report says that it is broken. `evidence` is what was kept
    of what was fetched, `unkept` why it could not be: the report is worth having all the same.
    """

    report: Report
    fault: Exception | None = None
    evidence: "Kept | None" = None
    unkept: InputError | None = None


async def audited(
    documents: Sequence[Document], settings: Settings, progress: Progress, stopped: asyncio.Event
) -> Audited:
    """Audit documents; when `stopped` is set, the report comes at once with what is known by then.

    What editors decided before stands in the report. Raises InputError for decisions that cannot
    be read and for a folder of evidence that cannot be made, both before anything is asked, and
    CitewatchError where the environment names certificates that cannot be read.
    """
    standing = Standing.of(documents)
    with wiring.vault_in(settings.evidence) as vault:
        async with wiring.live_audit(settings, progress, vault) as ready:
            report = standing.noted(await ready.run(documents, stopped))
        evidence, unkept = _finished(vault, report)
        return Audited(report, ready.fault, evidence, unkept)


def _finished(vault: "Vault | None", report: Report) -> "tuple[Kept | None, InputError | None]":
    if vault is None:
        return None, None
    try:
        return vault.finish(report), None
    except InputError as error:
        return None, error
