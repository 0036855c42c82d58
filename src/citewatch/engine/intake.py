"""Documents into the history: what an audit has to do stands there before it begins."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from fnmatch import fnmatch
from functools import partial
from itertools import islice
from typing import Protocol

from msgspec import Struct

from citewatch.core.citation import Citation
from citewatch.core.dates import usual_day, wanted_day
from citewatch.core.facts import Facts
from citewatch.core.finding import Finding
from citewatch.core.judge import unvisitable
from citewatch.core.over_time import NO_SILENCE, Run, course
from citewatch.core.reasons.unchecked import EXCLUDED_BY_USER
from citewatch.core.report import Outcome
from citewatch.core.urls import Url, as_visited, parse
from citewatch.history.intake import Intake, NewLink
from citewatch.history.ledger import Ledger
from citewatch.history.work import Settled, Work

_BATCH = 500
"""Citations written at a time, so that nobody waits long for the history."""


class Source(Protocol):
    """A document on its way in. Its citations are taken one after another.

    They can be taken once more: what a damaged history has lost of them is written down again.
    """

    @property
    def source(self) -> str:
        """Where it was read from."""

    @property
    def title(self) -> str | None:
        """Its title, if it has one."""

    @property
    def sha256(self) -> str:
        """The fingerprint of its bytes, or ""."""

    @property
    def access_days(self) -> Mapping[date, int]:
        """How often which day is the access date of one of its citations."""

    @property
    def citations(self) -> Iterable[Citation]:
        """What it cites, in order."""


class Unasked(Struct, frozen=True):
    """Which links nobody is asked about: those that match one of these globs, and no addresses."""

    excluded: tuple[str, ...] = ()

    def finding(self, written: str) -> Finding | None:
        """The finding on a link that is settled without asking; None for one to be visited."""
        for pattern in self.excluded:
            if fnmatch(written, pattern):
                return Finding(EXCLUDED_BY_USER, Facts(pattern=pattern))
        return unvisitable(written)

    def address(self, written: str) -> Url | None:
        """What is asked for a link; None where nobody is asked."""
        return None if self.finding(written) else parse(as_visited(written))


async def take_in(
    ledger: Ledger, audit: int, keyed: Iterable[tuple[str, Source]], unasked: Unasked
) -> None:
    """Write documents down, each under the key that names it in all audits."""
    for write in _writes(audit, keyed, unasked):
        await ledger.call(write)


def take_in_at_once(
    connection: sqlite3.Connection,
    audit: int,
    keyed: Iterable[tuple[str, Source]],
    unasked: Unasked,
) -> None:
    """The same by whoever has the history in hand; what stands there already is left as it is."""
    for write in _writes(audit, keyed, unasked):
        write(connection)


def settle_unasked(work: Work, unasked: Unasked, run: Run) -> bool:
    """Settle some of the links that nobody is asked about; whether there were any."""
    links = work.tasks.without_address(_BATCH)
    for one in links:
        if found := unasked.finding(one.link.written):
            # What was known of an address that nobody asks is all that is known.
            silence = NO_SILENCE if one.past is None else one.past.silence
            fares = course(found, one.past, silence, run.began, None)
            work.found(Settled(one.row, Outcome(found), fares, work.audit))
    return bool(links)


def _writes(
    audit: int, keyed: Iterable[tuple[str, Source]], unasked: Unasked
) -> Iterator[Callable[[sqlite3.Connection], None]]:
    """What writes documents down, one part after the other."""
    taken = 0
    for number, (key, source) in enumerate(keyed):
        document = _Document(audit, number)
        yield partial(document.begin, key=key, source=source)
        usual = usual_day(source.access_days)
        waiting = iter(source.citations)
        while batch := list(islice(waiting, _BATCH)):
            links = [tuple(_links(citation, usual, unasked)) for citation in batch]
            cited = list(zip(batch, links, strict=True))
            yield partial(document.write, first=taken, cited=cited)
            taken += len(batch)


class _Document(Struct, frozen=True):
    """The `number`th document of an audit."""

    audit: int
    number: int

    def begin(self, connection: sqlite3.Connection, key: str, source: Source) -> None:
        intake = Intake(connection, self.audit, self.number)
        intake.begin(key, source.source, source.title, source.sha256)

    def write(
        self,
        connection: sqlite3.Connection,
        first: int,
        cited: list[tuple[Citation, tuple[NewLink, ...]]],
    ) -> None:
        """Citations with their links, in order; the first has the number `first` in its audit."""
        intake = Intake(connection, self.audit, self.number)
        for seq, (citation, links) in enumerate(cited, first):
            intake.citation(seq, citation, links)


def _links(citation: Citation, usual: date | None, unasked: Unasked) -> Iterator[NewLink]:
    day = wanted_day(citation, usual)
    for written in citation.links:
        yield NewLink(written, day, unasked.address(written))
