"""An archive that saves pages: what it has of an address, and the service that captures it."""

from collections.abc import Awaitable, Callable

from msgspec import Struct

from citewatch.archives.save_page_now import SavePageNow
from citewatch.core.snapshot import ArchiveAnswer

Newest = Callable[[str], Awaitable[ArchiveAnswer]]
"""What the archive says of the newest good snapshot of an address."""


class Saving(Struct, frozen=True):
    """The archive at `base` (its address, without a slash at the end)."""

    newest: Newest
    service: SavePageNow
    base: str
