"""What a web archive said about a link, kept apart from the verdict."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ArchiveState(StrEnum):
    """The four answers an archive can give. UNKNOWN is never to be reported as NONE."""

    FOUND = "found"
    NONE = "none"
    EXCLUDED = "excluded"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """An archived capture whose replay was fetched and judged to be a real page.

    `url` is the form to cite (with the archive's own frame), `captured_at` is UTC. `title` and
    `text` are the page's own.
    """

    url: str
    captured_at: datetime
    title: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class ArchiveCall:
    """One request to an archive, as evidence. `meaning` is what its answer was taken to say."""

    url: str
    at: datetime
    status: int | None
    meaning: str


@dataclass(frozen=True, slots=True)
class ArchiveAnswer:
    """What the archive said of one link. `snapshot` is there exactly when `state` is FOUND."""

    state: ArchiveState
    why: str
    snapshot: Snapshot | None = None
    calls: tuple[ArchiveCall, ...] = ()
