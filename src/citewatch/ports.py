"""What the use case needs from the outside world. Read this first."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Protocol

from citewatch.core.evidence import Visit
from citewatch.core.snapshot import ArchiveAnswer, ArchivedRedirect, KeptAnswer, Snapshot, Wanted

Clock = Callable[[], datetime]
"""Gives the present time, in UTC."""


class Web(Protocol):
    """The live web."""

    async def visit(self, url: str, look: int = 1) -> Visit:
        """Look at an address, following its redirects. Never raises for what the web does.

        `look` counts, from 1, the looks at one link: a host that gave no answer in one look is not
        waited for again in the same, link by link, but is asked anew in the next.
        """
        ...

    async def online(self) -> bool:
        """Whether this machine reaches anything at all."""
        ...


class Browser(Protocol):
    """A real browser, which runs the scripts of the pages that it is shown."""

    async def visit(self, url: str, look: int = 1) -> Visit:
        """Look at an address as its reader would. Never raises for what the web does.

        The page is what the browser drew: its `has_unread_content` tells that something which it
        is made of did not come, so that nothing follows from what is not there.
        """
        ...


class Archive(Protocol):
    """A web archive."""

    async def find(self, url: str, wanted: Wanted) -> ArchiveAnswer:
        """The verified snapshot of `url` that fits what is wanted best."""
        ...

    async def glimpse(self, url: str, wanted: date) -> Snapshot | None:
        """The capture nearest to `wanted`, if it is a real page: one cheap question, to compare."""
        ...

    async def recent(self, url: str, wanted: Wanted, since: datetime) -> Snapshot | None:
        """The newest capture, if it was taken `since` then and is a real page: as cheap.

        It is judged by what is wanted. None also where the archive is silent: that says nothing.
        """
        ...


class Shelf(Protocol):
    """Where answers of archives are kept for some days, each under the digest of its question."""

    async def read(self, name: bytes, now: datetime) -> KeptAnswer | None:
        """The answer to a question, if it is still to be believed."""
        ...

    def keep(self, name: bytes, answer: ArchiveAnswer, at: datetime) -> None:
        """Keep an answer that was given at `at`."""
        ...


class Redirects(Protocol):
    """The redirects that a web archive has captured."""

    async def redirects(self, url: str, since: datetime | None) -> tuple[ArchivedRedirect, ...]:
        """Where `url` led in captures after `since`; nothing also where the archive is silent."""
        ...

    async def neighbours(self, url: str) -> tuple[ArchivedRedirect, ...] | None:
        """Where a few other addresses of the same directory led; None where that is not known."""
        ...


class SiteMaps(Protocol):
    """What sites list of themselves."""

    async def alike(self, url: str, about: str, titles: tuple[str, ...]) -> tuple[str, ...]:
        """Addresses that the site of `url` lists under a name like that of `about`, or of a title.

        The likeliest come first; none where the site lists none or is silent.
        """
        ...


class Progress(Protocol):
    """Told of each step of an audit as it happens. Its stages run side by side."""

    def begin(self, stage: str, more: int) -> None:
        """A stage has so many steps more to do."""
        ...

    def step(self, stage: str, label: str) -> None:
        """One step of a stage is done; `label` is what was worked on."""
        ...

    def note(self, text: str) -> None:
        """Something to know, such as how long it will take: one line."""
        ...
