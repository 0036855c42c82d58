"""What the use case needs from the outside world. Read this first."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Protocol

from citewatch.core.evidence import Visit
from citewatch.core.snapshot import ArchiveAnswer, Snapshot

Clock = Callable[[], datetime]
"""Gives the present time, in UTC."""


class Web(Protocol):
    """The live web."""

    async def visit(self, url: str) -> Visit:
        """Look once at an address, following its redirects. Never raises for what the web does."""
        ...

    def forgive(self) -> None:
        """Forget which hosts hung, so that the next look asks them again."""
        ...

    async def online(self) -> bool:
        """Whether this machine reaches anything at all."""
        ...


class Archive(Protocol):
    """A web archive."""

    async def find(self, url: str, wanted: date | None) -> ArchiveAnswer:
        """The best verified snapshot of `url`, nearest to `wanted` (None: no date is known)."""
        ...

    async def glimpse(self, url: str, wanted: date) -> Snapshot | None:
        """The capture nearest to `wanted`, if it is a real page: one cheap question, to compare."""
        ...


class Progress(Protocol):
    """Told of each step of an audit as it happens."""

    def phase(self, title: str, total: int) -> None:
        """A new phase begins, of `total` steps."""
        ...

    def step(self, label: str) -> None:
        """One step of the phase is done; `label` is what was worked on."""
        ...
