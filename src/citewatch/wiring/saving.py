"""Save Page Now, for the account that the environment names."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from citewatch.archives.keys import Keys, keys_from
from citewatch.archives.limits import WAYBACK_MACHINE, Limits
from citewatch.archives.save_page_now import Pace, SavePageNow
from citewatch.archives.saving import Saving
from citewatch.archives.wayback import WaybackMachine
from citewatch.core.judge import judge_capture
from citewatch.core.snapshot import Wanted
from citewatch.wiring.archives import line_to
from citewatch.wiring.clock import now
from citewatch.wiring.ways import ways_out


def archive_keys() -> Keys:
    """The keys of the user's account at the Internet Archive. Raises CitewatchError."""
    return keys_from(os.environ)


@asynccontextmanager
async def live_saving(keys: Keys) -> AsyncIterator[Saving]:
    """The Wayback Machine, for the account of `keys`."""
    async with ways_out(allow_private=False) as ways:
        line = line_to(ways.to_archive, Limits())
        wayback = WaybackMachine(line, judge_capture, now)
        service = SavePageNow(line, ways.to_archive, keys, WAYBACK_MACHINE, Pace())
        yield Saving(lambda url: wayback.find(url, Wanted()), service, WAYBACK_MACHINE)
