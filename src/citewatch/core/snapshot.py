"""What a web archive said about a link, kept apart from the verdict."""

from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct


class ArchiveState(StrEnum):
    """The four answers an archive can give. UNKNOWN is never to be reported as NONE."""

    FOUND = "found"
    NONE = "none"
    EXCLUDED = "excluded"
    UNKNOWN = "unknown"


class Wanted(Struct, frozen=True):
    """Which snapshot of a source a citation needs.

    The one nearest to `day` (None: no day is known, so the newest) that holds the words of `quote`
    or what the sentences of `supports` rest on, and whose title fits the text of the `citation`.
    `present` is the text that stands at the address today where that is not the source. Where the
    citation gives an archive link, `besides` is the time of the capture that it names (UTC): that
    one is cited already, and `day` is its own.
    """

    day: date | None = None
    quote: str | None = None
    supports: tuple[str, ...] = ()
    citation: str = ""
    present: str = ""
    besides: datetime | None = None


class Snapshot(Struct, frozen=True):
    """An archived capture whose replay was fetched and judged to be a real page.

    `url` is the form to cite (with the archive's own frame), `captured_at` is UTC. `title` and
    `text` are the page's own, `canonical`, `doi` and `digest` what `core.evidence.Page` says.
    `identified` tells that it bears the cited title or the quoted words, where these were told.
    """

    url: str
    captured_at: datetime
    title: str = ""
    text: str = ""
    canonical: str = ""
    doi: str = ""
    digest: str = ""
    identified: bool = False


class ArchivedRedirect(Struct, frozen=True):
    """A capture of a redirect: at `captured_at` (UTC), `url` led to the absolute `target`."""

    url: str
    target: str
    captured_at: datetime


class ArchiveCall(Struct, frozen=True):
    """One request to an archive, as evidence. `meaning` is what its answer was taken to say."""

    url: str
    at: datetime
    status: int | None
    meaning: str


class ArchiveAnswer(Struct, frozen=True):
    """What the archive said of one link. `snapshot` is there exactly when `state` is FOUND.

    `complete` is false where some question was left without an answer, so that another audit
    should ask again. After UNKNOWN it should in any case.
    """

    state: ArchiveState
    why: str
    snapshot: Snapshot | None = None
    calls: tuple[ArchiveCall, ...] = ()
    complete: bool = True


class KeptAnswer(Struct, frozen=True):
    """An answer that was kept, and when the archive gave it (UTC)."""

    at: datetime
    answer: ArchiveAnswer
