"""Has the living sources of audited documents saved, before they die."""

import asyncio
from collections.abc import Callable, Sequence

from msgspec import Struct

from citewatch.archives.keys import Keys
from citewatch.core.worth_saving import Candidate
from citewatch.history.journal import Journal
from citewatch.usecases.memory import Memory
from citewatch.usecases.preserving import Preserved, Preserving
from citewatch.wiring.clock import now
from citewatch.wiring.saving import archive_keys, live_saving


class Means(Struct, frozen=True):
    """What it takes to have sources saved: an account's keys, and what remembers the asking."""

    keys: Keys
    memory: Memory


def keys_of_user() -> Keys:
    """The keys of this user's account. Raises CitewatchError where there are none."""
    return archive_keys()


async def preserved(
    sources: Sequence[Candidate],
    given: Means,
    days: int,
    stopped: asyncio.Event,
    tell: Callable[[Preserved], None],
) -> bool:
    """Have sources saved that have no capture of the last `days` days, and `tell` of each.

    False where `stopped` was set before the end; what was asked stays in the history.
    Raises CitewatchError where the archive does not accept the keys.
    """
    async with live_saving(given.keys) as saving:
        journal = Journal(given.memory.connection)
        preserving = Preserving(saving, journal, days, now, asyncio.sleep)
        return await preserving.run(sources, stopped, tell)
