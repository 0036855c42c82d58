"""Has the living sources of audited documents saved, before they die."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from citewatch import wiring
from citewatch.archives.journal import Journal
from citewatch.archives.keys import Keys
from citewatch.core.worth_saving import Candidate
from citewatch.usecases.preserving import Preserved, Preserving


@dataclass(frozen=True, slots=True)
class Means:
    """What it takes to have a source saved: an account's keys, and where to note what was asked."""

    keys: Keys
    journal: Journal


def means(journal: Path) -> Means:
    """The means of this user. Raises CitewatchError where there are none; nobody is asked."""
    return Means(wiring.archive_keys(), Journal(journal))


async def preserved(
    sources: Sequence[Candidate],
    given: Means,
    days: int,
    stopped: asyncio.Event,
    tell: Callable[[Preserved], None],
) -> bool:
    """Have sources saved that have no capture of the last `days` days, and `tell` of each.

    False where `stopped` was set before the end; the journal says where to go on.
    Raises CitewatchError where the archive does not accept the keys.
    """
    async with wiring.live_saving(given.keys) as saving:
        preserving = Preserving(saving, given.journal, days, wiring.now, asyncio.sleep)
        return await preserving.run(sources, stopped, tell)
