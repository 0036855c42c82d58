"""What the use case needs from the outside world. Read this first."""

from collections.abc import Callable, Collection
from datetime import date, datetime
from typing import Protocol

from citewatch.core.evidence import Visit
from citewatch.core.memento import Plan
from citewatch.core.snapshot import ArchiveAnswer, ArchivedRedirect, Snapshot, Wanted

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


class Archive(Protocol):
    """A web archive."""

    def plan(self, questions: Collection[tuple[str, Wanted]]) -> Plan:
        """What asking about these links will about cost, without asking yet."""
        ...

    async def find(self, url: str, wanted: Wanted) -> ArchiveAnswer:
        """The verified snapshot of `url` that fits what is wanted best."""
        ...

    async def glimpse(self, url: str, wanted: date) -> Snapshot | None:
        """The capture nearest to `wanted`, if it is a real page: one cheap question, to compare."""
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

    async def listed(self, url: str) -> tuple[str, ...]:
        """Addresses that the site of `url` lists; nothing where it lists none or is silent."""
        ...


class Progress(Protocol):
    """Told of each step of an audit as it happens."""

    def phase(self, title: str, total: int) -> None:
        """A new phase begins, of `total` steps."""
        ...

    def step(self, label: str) -> None:
        """One step of the phase is done; `label` is what was worked on."""
        ...

    def note(self, text: str) -> None:
        """Something to know before it begins, such as how long it will take: one line."""
        ...
