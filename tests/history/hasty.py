"""The program itself with less patience: what waits for seconds elsewhere waits for a moment here.

`PAUSE` is the time between two looks, in seconds; `ARCHIVE` the address of a staged archive.
"""

import os
from datetime import datetime, timedelta
from unittest.mock import patch

from msgspec.structs import replace

from citewatch.__main__ import main
from citewatch.core.steps import Wants
from citewatch.ports import Archive
from citewatch.settings import Settings
from citewatch.usecases import audit
from citewatch.wire.get import Getter
from citewatch.wiring import archives, parts

_wants_of = parts.wants_of


def hasty(settings: Settings, started: datetime) -> Wants:
    pause = timedelta(seconds=float(os.environ.get("PAUSE", "0.3")))
    return replace(_wants_of(settings, started), pause=pause)


def alone(first: Archive, _getter: Getter) -> Archive:
    return first


if __name__ == "__main__":
    patch.object(audit, "wants_of", hasty).start()
    if "ARCHIVE" in os.environ:
        patch.object(parts, "WAYBACK_MACHINE", os.environ["ARCHIVE"]).start()
        patch.object(archives, "with_second_opinion", alone).start()
    main()
